import { MAX_ADDRESS_LENGTH } from '../../domain/address';
import { EVERYTHING } from '../../domain/expressions/everything';
import { MAX_EXPRESSION_LENGTH } from '../../domain/expressions/expression-limits';
import { FrequencyChoices, ScheduleFields, TextField } from './form-fields';
import type { FollowFormErrors, FollowFormValues } from './page-views';
import { SignUpGuard, type SignUpGuardView } from './sign-up-guard';

interface FollowFormProps {
  values: FollowFormValues;
  errors: FollowFormErrors;
  guard: SignUpGuardView;
}

/** Posts email, expression, frequency, hour and timeZone to /subscribe. */
export function FollowForm({ values, errors, guard }: FollowFormProps) {
  const scheduleRefused = Boolean(errors.hour ?? errors.timeZone);
  return (
    <form method="post" action="/subscribe" novalidate>
      <SignUpGuard language={guard.language} stamp={guard.stamp} />
      <TextField
        id="expression"
        type="text"
        label="Topic"
        hint={
          <>
            One or more words, such as <code>Gaza aid</code>. A briefing matches if it contains all
            of them, in any order and form.
          </>
        }
        value={values.expression}
        error={errors.expression}
        autocomplete="off"
        maxlength={MAX_EXPRESSION_LENGTH}
      />
      <ExpressionHelp />
      <TextField
        id="email"
        type="email"
        label="Your email address"
        hint="We will email you a link to confirm."
        value={values.email}
        error={errors.email}
        autocomplete="email"
        maxlength={MAX_ADDRESS_LENGTH}
      />
      <FrequencyChoices value={values.frequency} error={errors.frequency} />
      <div class={scheduleRefused ? '' : 'digests-only'}>
        <ScheduleFields hour={values.hour} timeZone={values.timeZone} errors={errors} />
      </div>
      <button type="submit">Follow this topic</button>
    </form>
  );
}

const HELP: [example: string, meaning: string][] = [
  ['"humanitarian pause"', 'these words next to each other'],
  ['Rafah OR Kerem', 'either word'],
  ['Lebanon -football', 'the first word but not the second'],
  ['ceasefire*', 'words that start with these letters'],
  ['title:hostages', 'a word in the title'],
  ['tag:middle-east', 'briefings with this tag'],
  [EVERYTHING, 'every briefing'],
];

function ExpressionHelp() {
  return (
    <details>
      <summary>Other ways to write a topic</summary>
      <dl class="keys">
        {HELP.map(([example, meaning]) => (
          <>
            <dt>
              <code>{example}</code>
            </dt>
            <dd>{meaning}</dd>
          </>
        ))}
      </dl>
    </details>
  );
}

import { MAX_ADDRESS_LENGTH } from '../../domain/address';
import { MAX_EXPRESSION_LENGTH } from '../../domain/expressions/refusals';
import { FrequencyChoices, ScheduleFields, TextField } from './form-fields';
import type { FollowFormErrors, FollowFormValues } from './page-views';

interface FollowFormProps {
  values: FollowFormValues;
  errors: FollowFormErrors;
}

/** Posts email, expression, frequency, hour and timeZone to /subscribe. */
export function FollowForm({ values, errors }: FollowFormProps) {
  const scheduleRefused = Boolean(errors.hour ?? errors.timeZone);
  return (
    <form method="post" action="/subscribe" novalidate>
      <TextField
        id="expression"
        type="text"
        label="Topic"
        hint={
          <>
            A briefing must have all the words, in any order and form: <code>Gaza aid</code>
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
        hint="We send one mail that asks you to confirm."
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
  ['"humanitarian pause"', 'these words, side by side'],
  ['Rafah OR Kerem', 'one or the other'],
  ['Lebanon -football', 'without a word'],
  ['ceasefire*', 'words that begin so'],
  ['title:hostages', 'in the title only'],
  ['tag:middle-east', 'everything with a tag'],
  ['*', 'every briefing'],
];

function ExpressionHelp() {
  return (
    <details>
      <summary>More ways to say what you mean</summary>
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

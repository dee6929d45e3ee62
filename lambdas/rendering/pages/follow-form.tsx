import { MAX_ADDRESS_LENGTH } from '../../domain/address';
import { EVERYTHING } from '../../domain/expressions/everything';
import type { WordingLanguage } from '../../domain/languages/wording-language';
import { GUARD_FIELDS } from '../../domain/sign-up-guard';
import { timeZoneName } from '../../domain/time-zone';
import { followExample } from '../command-wording';
import { isolate } from '../isolate';
import { topicName } from '../topic-wording';
import { HOME_WORDING, type HomeWording } from '../wording/home';
import { PREVIEW_WORDING } from '../wording/preview';
import { FOLLOW_FIELDS, newsletterField } from './follow-fields';
import { followHref } from './follow-href';
import { ExpressionField, FrequencyChoices, TextField } from './form-fields';
import { buttonAction } from './page-links';
import type { HomeView } from './page-views';
import { Preview } from './preview';
import { TypedScheduleFields } from './schedule-fields';
import { Sentence } from './sentence';
import { SignUpGuard } from './sign-up-guard';

/**
 * Posts email, expression, frequency, hour and timeZone to /subscribe. The button that shows what a topic
 * would have matched comes first, so that Enter never subscribes anybody by accident.
 */
export function FollowForm({ view }: { view: HomeView }) {
  const { form: values, errors, language } = view;
  const wording = HOME_WORDING[language];
  const scheduleRefused = Boolean(errors.hour ?? errors.timeZone);
  return (
    <form method="post" action="/subscribe" novalidate class="follow">
      <div>
        <SignUpGuard language={language} stamp={view.stamp} />
        <div class="ask">
          <ExpressionField
            label={wording.topic}
            hint={wording.topicHint}
            value={values.expression}
            error={errors.expression}
          />
        </div>
        <Examples expressions={view.suggestions} language={language} />
        <button
          type="submit"
          class="plain"
          formaction={`${buttonAction('/preview', view)}#preview`}
          data-preview=""
        >
          {PREVIEW_WORDING[language].show}
        </button>
        <p id="preview-status" class="unseen" role="status"></p>
        <ExpressionHelp wording={wording} />
      </div>
      <div id="preview">
        {view.preview && !errors.expression ? <FormPreview view={view} {...view.preview} /> : null}
      </div>
      <div>
        <Newsletters view={view} />
        <TextField
          id="email"
          type="email"
          label={wording.email}
          hint={wording.emailHint}
          value={values.email}
          error={errors.email}
          autocomplete="email"
          maxlength={MAX_ADDRESS_LENGTH}
        />
        <SuggestedEmail view={view} wording={wording} />
        <FrequencyChoices language={language} value={values.frequency} error={errors.frequency} />
        <div class={scheduleRefused ? '' : 'digests-only'}>
          <TypedScheduleFields
            language={language}
            hour={values.hour}
            timeZone={values.timeZone}
            errors={errors}
            guess={view.guessesTimeZone ? timeZoneName(view.timeZone) : ''}
          />
        </div>
        <button type="submit">
          {view.newsletters.length > 0 ? wording.submitChosen : wording.submit}
        </button>
        {view.inboundAddress === '' ? null : (
          <FollowByEmail address={view.inboundAddress} language={language} />
        )}
      </div>
    </form>
  );
}

/** The newsletters of the stage, a box to tick for each. */
function Newsletters({ view: { newsletters, form, language } }: { view: HomeView }) {
  if (newsletters.length === 0) return null;
  const wording = HOME_WORDING[language];
  return (
    <fieldset class="field" aria-describedby="newsletters-hint">
      <legend>{wording.newsletters}</legend>
      <p class="hint" id="newsletters-hint">
        {wording.newslettersHint}
      </p>
      <div class="choices">
        {newsletters.map(({ name, title, description, cadence }) => (
          <label class="choice">
            <input
              type="checkbox"
              name={newsletterField(name)}
              value="yes"
              checked={form.newsletters.includes(name)}
            />
            <span dir="auto">
              <b>{title}</b>
              <span class="quiet">{description}</span>
              <span class="quiet">{cadence}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function FormPreview({ view, ...preview }: { view: HomeView } & NonNullable<HomeView['preview']>) {
  const { language, timeZone, form, errors } = view;
  return (
    <>
      {errors.acceptBroad ? <p class="bad">{errors.acceptBroad}</p> : null}
      <Preview language={language} timeZone={timeZone} expression={form.expression} {...preview} />
    </>
  );
}

interface ExamplesProps {
  expressions: string[];
  language: WordingLanguage;
}

/** Topics to tap: links that fill in the form and show what the topic would have matched. */
function Examples({ expressions, language }: ExamplesProps) {
  if (expressions.length === 0) return null;
  const wording = HOME_WORDING[language];
  return (
    <nav aria-label={wording.exampleTopics}>
      <p class="hint">{wording.examples}</p>
      <ul class="chips">
        {expressions.map((expression) => (
          <li>
            <a href={followHref(expression)} data-expression={expression}>
              <bdi>{topicName(expression, language)}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Opens an email that follows a topic, for people who would rather write one. */
function FollowByEmail({ address, language }: { address: string; language: WordingLanguage }) {
  const command = followExample(language);
  const href = `mailto:${address}?subject=${encodeURIComponent(command)}`;
  return (
    <p class="hint">
      <a href={href}>
        <Sentence text={HOME_WORDING[language].byEmail(isolate(address), isolate(command))} />
      </a>
    </p>
  );
}

function SuggestedEmail({ view, wording }: { view: HomeView; wording: HomeWording }) {
  const { misspelled: suggestion, form } = view;
  if (suggestion === undefined) return null;
  return (
    <div class="summary" role="alert">
      <p>
        <Sentence text={wording.didYouMean(isolate(suggestion))} />
      </p>
      <div class="row">
        <button type="submit" name={FOLLOW_FIELDS.suggestedEmail} value={suggestion}>
          <Sentence text={wording.useSuggestion(isolate(suggestion))} />
        </button>
        <button type="submit" class="plain" name={GUARD_FIELDS.keptAddress} value={form.email}>
          <Sentence text={wording.keepTyped(isolate(form.email))} />
        </button>
      </div>
    </div>
  );
}

function ExpressionHelp({ wording }: { wording: HomeWording }) {
  const help: [example: string, meaning: string][] = [
    ['"humanitarian pause"', wording.phrase],
    ['Rafah OR Kerem', wording.either],
    ['Lebanon -football', wording.without],
    ['ceasefire*', wording.prefix],
    ['title:hostages', wording.inTitle],
    ['tag:middle-east', wording.withTag],
    [EVERYTHING, wording.everything],
  ];
  return (
    <details>
      <summary>{wording.help}</summary>
      <dl class="keys">
        {help.map(([example, meaning]) => (
          <>
            <dt>
              <code dir="ltr">{example}</code>
            </dt>
            <dd>{meaning}</dd>
          </>
        ))}
      </dl>
    </details>
  );
}

import type { Child } from 'hono/jsx';
import { MAX_EXPRESSION_LENGTH } from '../../domain/expressions/expression-limits';
import { FREQUENCIES, type Frequency } from '../../domain/frequency';
import type { WordingLanguage } from '../../domain/languages/wording-language';
import { frequencyWording } from '../frequency-wording';
import { FORM_WORDING } from '../wording/form';

interface FieldProps {
  id: string;
  label: string;
  hint?: Child;
  error: string | undefined;
}

function errorId(id: string): string {
  return `${id}-error`;
}

/** The ids of the hint and the error of a field, for aria-describedby. */
export function describedBy({ id, hint, error }: FieldProps): string | undefined {
  const ids = [hint ? `${id}-hint` : '', error ? errorId(id) : ''].filter((part) => part !== '');
  return ids.length > 0 ? ids.join(' ') : undefined;
}

/** A labelled field with its hint and error. */
export function Field({ field, children }: { field: FieldProps; children: Child }) {
  const { id, label, hint, error } = field;
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={id}>{label}</label>
      {hint ? (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      <FieldError id={id} error={error} />
      {children}
    </div>
  );
}

function FieldError({ id, error }: { id: string; error: string | undefined }) {
  if (!error) return null;
  return (
    <p class="bad" id={errorId(id)}>
      {error}
    </p>
  );
}

interface TextFieldProps extends FieldProps {
  type: 'text' | 'email';
  value: string;
  autocomplete: string;
  maxlength: number;
}

/** A single-line input, posted under its id. */
export function TextField({ type, value, autocomplete, maxlength, ...field }: TextFieldProps) {
  return (
    <Field field={field}>
      <input
        type={type}
        id={field.id}
        name={field.id}
        value={value}
        required
        maxlength={maxlength}
        autocomplete={autocomplete}
        autocapitalize="none"
        aria-invalid={field.error ? 'true' : undefined}
        aria-describedby={describedBy(field)}
      />
    </Field>
  );
}

/** The field for a topic, posted as `expression`. */
export function ExpressionField(field: Pick<TextFieldProps, 'label' | 'hint' | 'value' | 'error'>) {
  return (
    <TextField
      id="expression"
      type="text"
      autocomplete="off"
      maxlength={MAX_EXPRESSION_LENGTH}
      {...field}
    />
  );
}

interface SelectProps extends FieldProps {
  name: string;
  children: Child;
}

/** A choice from a list, posted under its name. */
export function Select({ name, children, ...field }: SelectProps) {
  return (
    <Field field={field}>
      <select
        id={field.id}
        name={name}
        aria-invalid={field.error ? 'true' : undefined}
        aria-describedby={describedBy(field)}
      >
        {children}
      </select>
    </Field>
  );
}

interface FrequencyChoicesProps {
  language: WordingLanguage;
  value: string;
  error: string | undefined;
}

/** The frequencies as radio buttons, posted as `frequency`. */
export function FrequencyChoices({ language, value, error }: FrequencyChoicesProps) {
  const frequencies = frequencyWording(language);
  return (
    <fieldset
      class={error ? 'field wrong' : 'field'}
      id="frequency"
      tabindex={error ? -1 : undefined}
      aria-describedby={error ? errorId('frequency') : undefined}
    >
      <legend>{FORM_WORDING[language].howOften}</legend>
      <FieldError id="frequency" error={error} />
      <div class="choices">
        {FREQUENCIES.map((frequency) => (
          <label class="choice">
            <input
              type="radio"
              name="frequency"
              value={frequency}
              checked={frequency === value}
              required
            />
            <span>
              <b>{frequencies[frequency].label}</b>
              <span class="quiet">{frequencies[frequency].hint}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** The frequency of one of several topics. */
export function FrequencySelect({
  id,
  language,
  label,
  value,
}: {
  id: string;
  language: WordingLanguage;
  label: string;
  value: Frequency;
}) {
  return (
    <Select id={id} name="frequency" label={label} error={undefined}>
      {FREQUENCIES.map((frequency) => (
        <option value={frequency} selected={frequency === value}>
          {frequencyWording(language)[frequency].label}
        </option>
      ))}
    </Select>
  );
}

/** A problem with a form. It has the focus when the page loads, so that screen readers read it first. */
export function Alert({ heading, children }: { heading: string; children: Child }) {
  return (
    <div class="summary" role="alert" tabindex={-1} autofocus aria-labelledby="summary-heading">
      <h2 id="summary-heading">{heading}</h2>
      {children}
    </div>
  );
}

interface ErrorSummaryProps {
  language: WordingLanguage;
  errors: Record<string, string | undefined>;
}

/** The errors of a form, each linked to its field. */
export function ErrorSummary({ language, errors }: ErrorSummaryProps) {
  const fields = Object.entries(errors).filter(([, sentence]) => sentence);
  if (fields.length === 0) return null;
  return (
    <Alert heading={FORM_WORDING[language].problem}>
      <ul>
        {fields.map(([field, sentence]) => (
          <li>
            <a href={`#${field}`}>{sentence}</a>
          </li>
        ))}
      </ul>
    </Alert>
  );
}

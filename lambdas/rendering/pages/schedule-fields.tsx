import type { WordingLanguage } from '../../domain/languages/wording-language';
import { timeZoneName } from '../../domain/time-zone';
import { FORM_WORDING } from '../wording/form';
import { describedBy, Field, Select } from './form-fields';
import { TimeZoneOptions } from './time-zone-options';

interface ScheduleProps {
  language: WordingLanguage;
  hour: string;
  timeZone: string;
  errors: { hour?: string | undefined; timeZone?: string | undefined };
}

/** When to send digests, posted as `hour` and `timeZone`, which is chosen from the list of all. */
export function ScheduleFields({ language, hour, timeZone, errors }: ScheduleProps) {
  const wording = FORM_WORDING[language];
  return (
    <div class="pair">
      <HourSelect {...{ language, hour }} error={errors.hour} />
      <Select id="timeZone" name="timeZone" label={wording.timeZone} error={errors.timeZone}>
        <TimeZoneOptions chosen={timeZone} />
      </Select>
    </div>
  );
}

interface TypedScheduleProps extends ScheduleProps {
  /** The time zone that the script may replace by the browser's; empty if none may. */
  guess: string;
}

/**
 * When to send digests, posted as `hour` and `timeZone`, which is typed: a list of all of them would be most
 * of the page. The script offers those of the browser.
 */
export function TypedScheduleFields(props: TypedScheduleProps) {
  const { language, hour, timeZone, errors, guess } = props;
  const wording = FORM_WORDING[language];
  const field = {
    id: 'timeZone',
    label: wording.timeZone,
    hint: wording.timeZoneHint,
    error: errors.timeZone,
  };
  return (
    <div class="pair">
      <HourSelect {...{ language, hour }} error={errors.hour} />
      <Field field={field}>
        <input
          type="text"
          id={field.id}
          name={field.id}
          value={timeZoneName(timeZone)}
          list="zones"
          data-guess={guess}
          dir="ltr"
          autocomplete="off"
          spellcheck={false}
          aria-invalid={field.error ? 'true' : undefined}
          aria-describedby={describedBy(field)}
        />
        <datalist id="zones"></datalist>
      </Field>
    </div>
  );
}

function HourSelect({
  language,
  hour,
  error,
}: Pick<ScheduleProps, 'language' | 'hour'> & { error: string | undefined }) {
  return (
    <Select id="hour" name="hour" label={FORM_WORDING[language].hour} error={error}>
      {Array.from({ length: 24 }, (_, option) => (
        <option value={String(option)} selected={String(option) === hour}>
          {String(option).padStart(2, '0')}:00
        </option>
      ))}
    </Select>
  );
}

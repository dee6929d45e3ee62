import type { Child } from 'hono/jsx';
import { MAX_MONTH_DAY } from '../../../domain/digest-schedule';
import { WORDING_LANGUAGES } from '../../../domain/languages/wording-language';
import { formatTime } from '../../dates';
import { isolate } from '../../isolate';
import { plainLine } from '../../plain-line';
import { LOCALES } from '../../wording/locale';
import { MANAGE_WORDING } from '../../wording/manage';
import { SETTINGS_WORDING } from '../../wording/settings';
import { describedBy, Field, Select } from '../form-fields';
import { ScheduleFields } from '../schedule-fields';
import { ActionButton, ManageForm, renderManage } from './manage-layout';
import { MANAGE_ACTIONS, type ManageView } from './views';

const MONDAY = 1;

/** Renders when and how a subscriber gets their emails, and the stories that they muted. */
export function renderSettingsPage(view: ManageView): string {
  return renderManage(view, {
    title: MANAGE_WORDING[view.language].pages.settings,
    page: 'settings',
    children: (
      <>
        <ManageForm>
          <Schedule view={view} />
          <Alerts view={view} />
          <Language view={view} />
          <ActionButton action={MANAGE_ACTIONS.setPreferences}>
            {SETTINGS_WORDING[view.language].save}
          </ActionButton>
        </ManageForm>
        <Muted view={view} />
      </>
    ),
  });
}

function Schedule({ view }: { view: ManageView }) {
  const { schedule } = SETTINGS_WORDING[view.language];
  const { entered, errors, subscriber } = view;
  const weekday = entered.weekday ?? String(subscriber.weekday ?? MONDAY);
  const monthDay = entered.monthDay ?? String(subscriber.monthDay ?? '');
  return (
    <section aria-labelledby="schedule">
      <h2 id="schedule">{schedule.heading}</h2>
      <ScheduleFields
        language={view.language}
        hour={entered.hour ?? String(subscriber.hour)}
        timeZone={entered.timeZone ?? subscriber.timeZone}
        errors={errors}
      />
      <div class="pair">
        <Choice id="weekday" label={schedule.weekday} error={errors.weekday}>
          {range(1, 7).map((day) => (
            <Option value={String(day)} chosen={weekday}>
              {weekdayName(day, view)}
            </Option>
          ))}
        </Choice>
        <Choice id="monthDay" label={schedule.monthDay} error={errors.monthDay}>
          <Option value="" chosen={monthDay}>
            {schedule.firstWorkingDay}
          </Option>
          {range(1, MAX_MONTH_DAY).map((day) => (
            <Option value={String(day)} chosen={monthDay}>
              {schedule.dayOfMonth(String(day))}
            </Option>
          ))}
        </Choice>
      </div>
    </section>
  );
}

function Alerts({ view }: { view: ManageView }) {
  const { alerts } = SETTINGS_WORDING[view.language];
  const { entered, errors, subscriber } = view;
  const { quietHours, maxAlertsPerDay } = subscriber;
  const limit = {
    id: 'maxAlertsPerDay',
    label: alerts.maxPerDay,
    hint: alerts.maxPerDayHint,
    error: errors.maxAlertsPerDay,
  };
  return (
    <section aria-labelledby="alerts">
      <h2 id="alerts">{alerts.heading}</h2>
      <p class="hint">{alerts.quietHint}</p>
      <div class="pair short">
        {(
          [
            ['quietFrom', alerts.quietFrom, quietHours?.from],
            ['quietTo', alerts.quietTo, quietHours?.to],
          ] as const
        ).map(([id, label, stored]) => (
          <Choice id={id} label={label} error={errors[id]}>
            <Option value="" chosen={entered[id] ?? String(stored ?? '')}>
              {alerts.noQuietHours}
            </Option>
            {range(0, 23).map((hour) => (
              <Option value={String(hour)} chosen={entered[id] ?? String(stored ?? '')}>
                {`${String(hour).padStart(2, '0')}:00`}
              </Option>
            ))}
          </Choice>
        ))}
      </div>
      <Field field={limit}>
        <input
          type="number"
          id={limit.id}
          name={limit.id}
          value={entered.maxAlertsPerDay ?? String(maxAlertsPerDay ?? '')}
          min={1}
          inputmode="numeric"
          aria-invalid={limit.error ? 'true' : undefined}
          aria-describedby={describedBy(limit)}
        />
      </Field>
    </section>
  );
}

function Language({ view }: { view: ManageView }) {
  const { language: wording } = SETTINGS_WORDING[view.language];
  const chosen = view.entered.wordingLanguage ?? view.subscriber.wordingLanguage ?? view.language;
  return (
    <section aria-labelledby="language">
      <h2 id="language">{wording.heading}</h2>
      <Choice id="wordingLanguage" label={wording.label} error={view.errors.wordingLanguage}>
        {WORDING_LANGUAGES.map((language) => (
          <Option value={language} chosen={chosen} lang={language}>
            {LOCALES[language].name}
          </Option>
        ))}
      </Choice>
    </section>
  );
}

function Muted({ view }: { view: ManageView }) {
  const { muted: wording } = SETTINGS_WORDING[view.language];
  const stories = (view.subscriber.muted ?? []).toReversed();
  return (
    <section aria-labelledby="muted">
      <h2 id="muted">{wording.heading}</h2>
      {stories.length === 0 ? <p>{wording.none}</p> : null}
      <ul class="list">
        {stories.map(({ briefingId, title, at }) => (
          <li>
            <h3 dir="auto">{plainLine(title)}</h3>
            <p class="meta">
              {wording.mutedAt(formatTime(new Date(at), view.subscriber.timeZone, view.language))}
            </p>
            <ManageForm fields={{ briefingId }}>
              <ActionButton
                action={MANAGE_ACTIONS.unmute}
                label={wording.unmuteStory(isolate(plainLine(title)))}
                class="plain"
              >
                {wording.unmute}
              </ActionButton>
            </ManageForm>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ChoiceProps {
  id: string;
  label: string;
  error: string | undefined;
  children: Child;
}

function Choice({ id, label, error, children }: ChoiceProps) {
  return (
    <Select id={id} name={id} label={label} error={error}>
      {children}
    </Select>
  );
}

interface OptionProps {
  value: string;
  chosen: string;
  lang?: string;
  children: Child;
}

function Option({ value, chosen, lang, children }: OptionProps) {
  return (
    <option value={value} selected={value === chosen} lang={lang}>
      {children}
    </option>
  );
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** The name of a day of the week, 1 (Monday) to 7. */
function weekdayName(day: number, { language }: ManageView): string {
  const format = new Intl.DateTimeFormat(LOCALES[language].tag, {
    weekday: 'long',
    timeZone: 'UTC',
  });
  // 1 January 2024 was a Monday.
  return format.format(Date.UTC(2024, 0, day));
}

import { MANAGE_WORDING } from '../../wording/manage';
import { SETTINGS_WORDING } from '../../wording/settings';
import { ScheduleFields } from '../form-fields';
import { ActionButton, ManageForm, renderManage } from './manage-layout';
import { MANAGE_ACTIONS, type ManageView } from './views';

/** Renders when and how a subscriber gets their emails. */
export function renderSettingsPage(view: ManageView): string {
  return renderManage(view, {
    title: MANAGE_WORDING[view.language].pages.settings,
    page: 'settings',
    children: <Schedule view={view} />,
  });
}

function Schedule({ view }: { view: ManageView }) {
  const { schedule, save } = SETTINGS_WORDING[view.language];
  const { entered, errors, subscriber } = view;
  return (
    <section aria-labelledby="schedule">
      <h2 id="schedule">{schedule.heading}</h2>
      <ManageForm>
        <ScheduleFields
          language={view.language}
          hour={entered.hour ?? String(subscriber.hour)}
          timeZone={entered.timeZone ?? subscriber.timeZone}
          errors={errors}
        />
        <ActionButton action={MANAGE_ACTIONS.setSchedule}>{save}</ActionButton>
      </ManageForm>
    </section>
  );
}

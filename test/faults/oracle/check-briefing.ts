import { alertId, checkAlerts } from './check-alerts';
import { checkDigests } from './check-digests';
import { checkMute } from './check-preferences';
import type { CheckedRun } from './checked-run';
import { clock } from './checked-run';
import { dueOf } from './due-emails';
import type { Edition } from './editions';
import type { SentEmail } from './sent-emails';

/** Compares the emails about one briefing that are due to one person with those that they got. */
export function checkBriefing(run: CheckedRun, person: string, editions: readonly Edition[]): void {
  const [first] = editions;
  if (first === undefined) return;
  const id = run.people.subscriberIdOf(person);
  if (id === undefined) return;
  const listings = run.emails.filter(
    ({ person: to, text }) => to === person && text.includes(`Report ${first.briefing}`),
  );
  checkMute(run, person, first.briefing, listings);
  const digests = listings.filter(({ deliveryId }) => deliveryId.startsWith('digest'));
  const gathered = listings.filter(({ deliveryId }) => deliveryId.startsWith('gathered'));
  for (const email of gathered) {
    if (listedEdition(email, first) === undefined) {
      run.fail(`${email.deliveryId} lists ${first.briefing}, which was not gathered for it.`);
    }
  }
  const digestLimits = new Map<string, number>();
  for (const edition of editions) {
    const alerts = [
      ...run.emails.filter(({ deliveryId }) => deliveryId === alertId(edition, id)),
      ...gathered.filter((email) => listedEdition(email, edition) === edition.edition),
    ];
    const due = dueOf(run, person, edition);
    const instant = due.filter(({ frequency }) => frequency === 'instant');
    checkAlerts(run, person, edition, alerts, instant);
    for (const frequency of ['daily', 'weekly', 'monthly'] as const) {
      const ofFrequency = due.filter((entry) => entry.frequency === frequency);
      if (ofFrequency.length > 0) {
        digestLimits.set(frequency, (digestLimits.get(frequency) ?? 0) + 1);
      }
      checkDigests(run, person, edition, digests, ofFrequency, frequency);
    }
  }
  for (const frequency of ['daily', 'weekly', 'monthly']) {
    const listings = digests.filter(({ deliveryId }) =>
      deliveryId.startsWith(`digest-${frequency}`),
    );
    const limit = digestLimits.get(frequency) ?? 0;
    if (listings.length > limit) {
      const times = listings.map(({ at }) => clock(at)).join(', ');
      run.fail(
        `${person} got ${first.briefing} in ${listings.length} ${frequency} digests (${times}) instead of at most ${limit}.`,
      );
    }
  }
}

/** The edition of the briefing that an email with gathered alerts tells: the latest of them. */
function listedEdition(
  { gathered }: SentEmail,
  { briefingId }: Pick<Edition, 'briefingId'>,
): number | undefined {
  const editions = gathered
    .filter((alert) => alert.briefingId === briefingId)
    .map(({ edition }) => edition);
  return editions.length === 0 ? undefined : Math.max(...editions);
}

import { type DigestSchedule, nextDigestAt } from '../../../lambdas/domain/digest-schedule';
import type { DigestFrequency } from '../../../lambdas/domain/frequency';
import { addressOf } from '../correspondence';
import type { StoredItem } from '../simulation/tables';
import type { CheckedRun } from './checked-run';

/**
 * The latest time of the next digest after a time. Whoever chooses another hour before it moves it, also
 * to the next day.
 */
export function latestDigestAfter(
  run: CheckedRun,
  person: string,
  frequency: DigestFrequency,
  after: number,
): number {
  const profiles = run.versions.filter(
    ({ image }) => image?.item?.S === 'profile' && image.address?.S === addressOf(person),
  );
  const next = (time: number) =>
    profiles.map(({ image }) => {
      const from = new Date(time).toISOString();
      return Date.parse(nextDigestAt({ frequency, ...scheduleIn(image) }, from));
    });
  let latest = Math.max(...next(after));
  for (const { at } of profiles) {
    if (at > after && at <= latest) latest = Math.max(latest, ...next(at));
  }
  return latest;
}

/** When the digests of a profile are due. */
function scheduleIn(profile: StoredItem | undefined): DigestSchedule {
  const weekday = profile?.weekday?.N;
  return {
    hour: Number(profile?.hour?.N),
    timeZone: 'UTC',
    ...(weekday === undefined ? {} : { weekday: Number(weekday) }),
  };
}

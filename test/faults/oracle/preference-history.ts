import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type DigestSchedule, nextDigestAt } from '../../../lambdas/domain/digest-schedule';
import type { DigestFrequency } from '../../../lambdas/domain/frequency';
import { isQuietAt, type QuietHours, quietUntil } from '../../../lambdas/domain/quiet-hours';
import { addressOf } from '../correspondence';
import type { People } from '../people';
import type { Version } from '../simulation/tables';
import { MAX_SKEW_MS } from './limits';

const MINUTE_MS = 60_000;

/** A profile as it was from a time (ms) on. */
interface Profile {
  readonly at: number;
  readonly schedule: DigestSchedule;
  readonly pausedUntil: number | undefined;
  readonly quietHours: QuietHours | undefined;
}

/** When a person wants no emails, by the versions of their profile and what they pressed. */
export class PreferenceHistory {
  private readonly profiles: readonly Profile[];

  constructor(
    private readonly person: string,
    private readonly people: People,
    versions: readonly Version[],
  ) {
    this.profiles = versions
      .filter(({ image }) => image?.item?.S === 'profile' && image.address?.S === addressOf(person))
      .map(({ at, image }) => {
        const profile = unmarshall(image as never);
        const pausedUntil = profile.pausedUntil && Date.parse(profile.pausedUntil);
        const { weekday, quietHours } = profile;
        const schedule = { hour: profile.hour, timeZone: 'UTC', ...(weekday && { weekday }) };
        return { at, schedule, pausedUntil, quietHours };
      });
  }

  /** Whether they have asked for the story to be muted, however that went. */
  mutes(briefing: string): boolean {
    return this.people.done.some(
      ({ action }) =>
        action.kind === 'mute' && action.person === this.person && action.briefing === briefing,
    );
  }

  /** When the mute of the briefing was confirmed to them (ms). */
  mutedAt(briefing: string): number | undefined {
    return this.people.done.find(
      ({ action, doneAt }) =>
        action.kind === 'mute' &&
        action.person === this.person &&
        action.briefing === briefing &&
        doneAt !== undefined,
    )?.doneAt;
  }

  /** Whether an email that was claimed at this time (ms) had to wait for the end of a pause. */
  isPausedAt(time: number): boolean {
    const { done } = this.people;
    const isOwn = (kind: string) => (entry: (typeof done)[number]) =>
      entry.action.kind === kind && 'person' in entry.action && entry.action.person === this.person;
    const profile = this.profileAt(time);
    if (profile?.pausedUntil === undefined) return false;
    const confirmed = done.some(
      (entry) => isOwn('pause')(entry) && entry.doneAt !== undefined && entry.doneAt < time,
    );
    const isOpen = done.some(
      (entry) =>
        (isOwn('pause')(entry) || isOwn('resume')(entry)) &&
        entry.begunAt <= time &&
        (entry.doneAt === undefined || entry.doneAt >= time),
    );
    return confirmed && !isOpen && time < profile.pausedUntil - MAX_SKEW_MS;
  }

  /**
   * The latest time (ms) at which an alert must have been sent that would otherwise be sent until
   * `deadline`: pauses and quiet hours in the meantime make it later, each by `margin` after its end.
   */
  alertDeadline(from: number, deadline: number, margin: number): number {
    let latest = deadline;
    for (let time = from; time <= latest; time += MINUTE_MS) {
      const end = Math.max(this.pauseEnd(time) ?? 0, this.quietEnd(time) ?? 0);
      latest = Math.max(latest, end && end + margin);
    }
    return latest;
  }

  /** As `alertDeadline`, for a digest: after a pause it comes at its usual time, or at once if it ended early. */
  digestDeadline(
    frequency: DigestFrequency,
    from: number,
    deadline: number,
    margin: number,
  ): number {
    let latest = deadline;
    for (let time = from; time <= latest; time += MINUTE_MS) {
      const end = this.pauseEnd(time);
      const profile = this.profileAt(time);
      if (end === undefined || profile === undefined) continue;
      const justBefore = new Date(end - 1).toISOString();
      const schedule = { frequency, ...profile.schedule };
      const due =
        end === profile.pausedUntil ? Date.parse(nextDigestAt(schedule, justBefore)) : end;
      latest = Math.max(latest, due + margin);
    }
    return latest;
  }

  /** When the pause of that time (ms) ended, by its date or because it was changed. */
  private pauseEnd(time: number): number | undefined {
    const until = this.profileAt(time)?.pausedUntil;
    if (until === undefined || until <= time) return undefined;
    const changed = this.profiles.find((one) => one.at > time && one.pausedUntil !== until);
    return Math.min(until, changed?.at ?? until);
  }

  private quietEnd(time: number): number | undefined {
    const quiet = this.profileAt(time)?.quietHours;
    const iso = new Date(time).toISOString();
    return quiet && isQuietAt(quiet, iso, 'UTC')
      ? Date.parse(quietUntil(quiet, iso, 'UTC'))
      : undefined;
  }

  private profileAt(time: number): Profile | undefined {
    return this.profiles.findLast(({ at }) => at <= time);
  }
}

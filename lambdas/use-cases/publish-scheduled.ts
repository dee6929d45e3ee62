import type { CorrectionRefusal, StoreOutcome } from '../domain/briefing';
import { isDue, type ScheduledBriefing } from '../domain/scheduled-briefing';

export interface PublishScheduledDependencies {
  findScheduled: (briefingId: string) => Promise<ScheduledBriefing | undefined>;
  /**
   * Stores the briefing and removes it from those that wait, both or neither. `superseded`: it was changed,
   * cancelled or published since it was read.
   */
  storeScheduled: (
    scheduled: ScheduledBriefing,
    now: string,
  ) => Promise<StoreOutcome | CorrectionRefusal | 'superseded'>;
  now: () => string;
}

export type PublishScheduledOutcome =
  | { outcome: StoreOutcome }
  /** It is a correction of a briefing that does not exist. It waits no longer. */
  | { outcome: 'nothing-to-correct' }
  /** Its schedule was changed to a later time, which invokes again. */
  | { outcome: 'not-yet' }
  /** It was published already, or cancelled. */
  | { outcome: 'not-scheduled' };

/**
 * Publishes a briefing whose time has come, once. The schedule may fire twice, late, or while the briefing is
 * being changed: what is stored decides, and not what the schedule knew.
 */
export function publishScheduled(dependencies: PublishScheduledDependencies) {
  const { findScheduled, storeScheduled, now } = dependencies;

  return async function publishOne(briefingId: string): Promise<PublishScheduledOutcome> {
    const scheduled = await findScheduled(briefingId);
    if (scheduled === undefined) return { outcome: 'not-scheduled' };
    if (!isDue(scheduled, now())) return { outcome: 'not-yet' };
    const outcome = await storeScheduled(scheduled, now());
    // The next check finds it again.
    if (outcome === 'still-sending') throw new Error('What it corrects is still being sent.');
    // Each round reads a newer revision, so this ends when nobody changes it any more.
    return outcome === 'superseded' ? publishOne(briefingId) : { outcome };
  };
}

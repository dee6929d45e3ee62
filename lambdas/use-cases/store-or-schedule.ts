import type { Briefing, CorrectionRefusal, StoreOutcome } from '../domain/briefing';
import {
  type PublishingTerms,
  readSendTime,
  type ScheduledBriefing,
} from '../domain/scheduled-briefing';
import type { ScheduleBriefingDependencies } from './manage-scheduled';
import { scheduleBriefing } from './manage-scheduled';
import type { PublishScheduledDependencies } from './publish-scheduled';

/** What a publisher who may choose the time of a briefing needs. */
export interface Scheduling
  extends ScheduleBriefingDependencies,
    Pick<PublishScheduledDependencies, 'findScheduled' | 'storeScheduled'> {
  removeSchedule: (briefingId: string) => Promise<void>;
  newRevision: () => string;
}

export interface StoreOrScheduleDependencies {
  /**
   * Stores the briefing under its id. A new briefing is matched; a changed briefing is matched again
   * only with `notify`; a correction only goes to those who got the first alert.
   */
  storeBriefing: (
    briefing: Briefing,
    how: PublishingTerms & { now: string },
  ) => Promise<StoreOutcome | CorrectionRefusal>;
  /** Absent for publishers whose briefings are never scheduled, such as feeds. */
  scheduling?: Scheduling;
  now: () => string;
}

export type StoreOrScheduleOutcome =
  | { outcome: StoreOutcome }
  | { outcome: 'scheduled'; sendAt: string }
  | { outcome: 'refused'; reason: string };

/**
 * Publishes a briefing now or at its `sendAt`. Either replaces what was scheduled under its id, so that a
 * schedule is changed by publishing again with another time, and a briefing without one goes out now.
 */
export function storeOrSchedule(dependencies: StoreOrScheduleDependencies) {
  const { storeBriefing, scheduling, now } = dependencies;

  return async (
    briefing: Briefing,
    terms: PublishingTerms,
    sendAt: string | undefined,
  ): Promise<StoreOrScheduleOutcome> => {
    const time = readSendTime(sendAt, now());
    switch (time.outcome) {
      case 'refused':
        return time;
      case 'now':
        return explainRefusal(await publishNow(briefing, terms));
      case 'later': {
        if (scheduling === undefined) {
          return { outcome: 'refused', reason: 'a briefing of a feed cannot be scheduled' };
        }
        const revision = scheduling.newRevision();
        const scheduled: ScheduledBriefing = { briefing, terms, sendAt: time.sendAt, revision };
        await scheduleBriefing(scheduling)(scheduled);
        return { outcome: 'scheduled', sendAt: time.sendAt };
      }
      default:
        return time satisfies never;
    }
  };

  async function publishNow(
    briefing: Briefing,
    terms: PublishingTerms,
  ): Promise<StoreOutcome | CorrectionRefusal> {
    const waiting = await scheduling?.findScheduled(briefing.briefingId);
    if (scheduling === undefined || waiting === undefined) {
      return storeBriefing(briefing, { ...terms, now: now() });
    }
    const stored = await scheduling.storeScheduled({ ...waiting, briefing, terms }, now());
    // It was changed or published in between.
    if (stored === 'superseded') return publishNow(briefing, terms);
    await scheduling.removeSchedule(briefing.briefingId);
    return stored;
  }
}

function explainRefusal(outcome: StoreOutcome | CorrectionRefusal): StoreOrScheduleOutcome {
  switch (outcome) {
    case 'nothing-to-correct':
      return { outcome: 'refused', reason: 'there is no briefing with this id or url to correct' };
    case 'still-sending':
      return {
        outcome: 'refused',
        reason: 'what it corrects is still being sent; publish it again in a minute',
      };
    case 'published':
    case 'updated':
    case 'alerted':
    case 'corrected':
    case 'unchanged':
      return { outcome };
    default:
      return outcome satisfies never;
  }
}

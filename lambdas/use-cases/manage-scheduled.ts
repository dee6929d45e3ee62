import type { ScheduledBriefing } from '../domain/scheduled-briefing';

/** A scheduled briefing as lists show it. */
export interface ScheduledEntry {
  briefingId: string;
  title: string;
  /** ISO 8601, UTC. */
  sendAt: string;
}

export interface ScheduleBriefingDependencies {
  /** Stores it in place of any other with its id. */
  putScheduled: (scheduled: ScheduledBriefing) => Promise<void>;
  /** Creates the schedule that publishes the briefing, or changes its time. */
  putSchedule: (briefingId: string, sendAt: string) => Promise<void>;
}

export interface CancelScheduledDependencies {
  /** False if no such briefing waits. */
  removeScheduled: (briefingId: string) => Promise<boolean>;
  removeSchedule: (briefingId: string) => Promise<void>;
}

/**
 * Makes a briefing wait until its time. The briefing is stored first: if a run ends before the schedule
 * exists, `recoverScheduled` publishes it.
 */
export function scheduleBriefing({ putScheduled, putSchedule }: ScheduleBriefingDependencies) {
  return async (scheduled: ScheduledBriefing): Promise<void> => {
    await putScheduled(scheduled);
    await putSchedule(scheduled.briefing.briefingId, scheduled.sendAt);
  };
}

/**
 * Cancels a scheduled briefing until it is published. A schedule that stays behind after a crash finds
 * nothing to publish.
 */
export function cancelScheduled(dependencies: CancelScheduledDependencies) {
  return async (briefingId: string): Promise<{ outcome: 'cancelled' | 'not-scheduled' }> => {
    const removed = await dependencies.removeScheduled(briefingId);
    await dependencies.removeSchedule(briefingId);
    return { outcome: removed ? 'cancelled' : 'not-scheduled' };
  };
}

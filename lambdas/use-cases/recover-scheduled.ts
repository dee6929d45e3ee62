import type { PublishScheduledOutcome } from './publish-scheduled';

export interface RecoverScheduledDependencies {
  /** The briefings that should have been published before `time` (ISO 8601) and still wait, oldest first. */
  overdueAt: (time: string) => Promise<string[]>;
  publishScheduled: (briefingId: string) => Promise<PublishScheduledOutcome>;
  now: () => string;
}

/**
 * EventBridge Scheduler invokes within a minute of the chosen time:
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
const SCHEDULE_PRECISION_MS = 60_000;
/** For the function itself, so that both rarely work on the same briefing. It would do no harm. */
const PUBLISHING_MS = 60_000;

/**
 * Publishes what should have been published and was not: its schedule was never created because a run
 * crashed, or did not fire, or every attempt failed.
 */
export function recoverScheduled(dependencies: RecoverScheduledDependencies) {
  const { overdueAt, publishScheduled, now } = dependencies;
  return async (): Promise<
    { briefingId: string; outcome: PublishScheduledOutcome['outcome'] }[]
  > => {
    const time = Date.parse(now()) - SCHEDULE_PRECISION_MS - PUBLISHING_MS;
    const overdue = await overdueAt(new Date(time).toISOString());
    const recovered = [];
    for (const briefingId of overdue) {
      const { outcome } = await publishScheduled(briefingId);
      recovered.push({ briefingId, outcome });
    }
    return recovered;
  };
}

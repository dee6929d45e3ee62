export interface CleanUpUnsubscribedDependencies {
  /** The people who unsubscribed from everything before `time` (ISO 8601) and left subscriptions. */
  pendingCleanUps: (time: string) => Promise<string[]>;
  cleanUp: (subscriberId: string, isTimeUp: () => boolean) => Promise<'finished' | 'unfinished'>;
  clock: () => string;
}

export interface CleanUpOutcome {
  /** The number of people after whom nothing is left. */
  cleanedUp: number;
  /** One for each person whose clean-up failed. The next run tries again. */
  failures: unknown[];
}

/** Leaves time for the run that unsubscribed them to clean up itself. */
const GRACE_MS = 60_000;
/** What a run of `recover` has left after emails and briefings. */
const MAX_CLEAN_UP_MS = 15_000;

/**
 * Removes what is left of subscriptions of people who unsubscribed from everything or were erased. They
 * get no email in the meantime; only the topics still count them as followers.
 */
export function cleanUpUnsubscribed(dependencies: CleanUpUnsubscribedDependencies) {
  const { pendingCleanUps, cleanUp, clock } = dependencies;
  return async (now: string): Promise<CleanUpOutcome> => {
    const startedAt = Date.parse(clock());
    const isTimeUp = () => Date.parse(clock()) - startedAt > MAX_CLEAN_UP_MS;
    const failures: unknown[] = [];
    let cleanedUp = 0;
    const due = await pendingCleanUps(new Date(Date.parse(now) - GRACE_MS).toISOString());
    for (const subscriberId of due) {
      if (isTimeUp()) break;
      try {
        if ((await cleanUp(subscriberId, isTimeUp)) === 'finished') cleanedUp += 1;
      } catch (error) {
        // One person must not keep the others from being cleaned up.
        failures.push(error);
      }
    }
    return { cleanedUp, failures };
  };
}

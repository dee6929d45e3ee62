import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Keeps one worker to its share of the account's send rate. Calling the returned function starts an
 * interval; the function that it returns resolves when the next email may be sent.
 */
export function limitSendRate(emailsPerSecond: number): () => () => Promise<void> {
  return () => {
    const interval = sleep(1000 / emailsPerSecond);
    return () => interval;
  };
}

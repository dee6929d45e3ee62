/** Polls a source for work until it is stopped. */
export interface Poller {
  /** Resolves when a poll that started after this call finds nothing and no work is in progress. */
  waitUntilCaughtUp(): Promise<void>;
  /** Resolves when the work in progress is finished. */
  stop(): Promise<void>;
}

/** Keeps the callers that wait for a poll to find nothing. */
export class CaughtUpWaiters {
  private waiters: { since: number; resolve: () => void }[] = [];
  private polls = 0;

  /** Starts a poll and returns its number, for `foundNothing`. */
  beginPoll(): number {
    this.polls += 1;
    return this.polls;
  }

  foundNothing(poll: number): void {
    const caughtUp = this.waiters.filter(({ since }) => poll > since);
    this.waiters = this.waiters.filter(({ since }) => poll <= since);
    for (const { resolve } of caughtUp) resolve();
  }

  wait(): Promise<void> {
    return new Promise((resolve) => {
      this.waiters.push({ since: this.polls, resolve });
    });
  }

  resolveAll(): void {
    for (const { resolve } of this.waiters.splice(0)) resolve();
  }
}

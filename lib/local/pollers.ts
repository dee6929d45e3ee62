/** Something that looks for work again and again, until it is told to stop. */
export interface Poller {
  /** Resolves once a look that began after this call found nothing, and nothing is in hand. */
  quiet(): Promise<void>;
  /** Ends after the work in hand. */
  stop(): Promise<void>;
}

/** Wakes those who wait for a poller to find nothing. */
export class QuietWaiters {
  private waiters: { since: number; wake: () => void }[] = [];
  private looks = 0;

  /** Says that a look begins; give the number back to `foundNothing`. */
  beginLook(): number {
    this.looks += 1;
    return this.looks;
  }

  foundNothing(look: number): void {
    const woken = this.waiters.filter(({ since }) => look > since);
    this.waiters = this.waiters.filter(({ since }) => look <= since);
    for (const { wake } of woken) wake();
  }

  next(): Promise<void> {
    return new Promise((wake) => {
      this.waiters.push({ since: this.looks, wake });
    });
  }

  wakeAll(): void {
    for (const { wake } of this.waiters.splice(0)) wake();
  }
}

/** Counts the work in progress, so that the stack can tell when there is none. */
export class WorkTracker {
  /** How many pieces of work have started so far. */
  started = 0;
  private inProgress = 0;

  get isIdle(): boolean {
    return this.inProgress === 0;
  }

  async track<T>(work: () => Promise<T>): Promise<T> {
    this.started += 1;
    this.inProgress += 1;
    try {
      return await work();
    } finally {
      this.inProgress -= 1;
    }
  }
}

/** Counts the work in flight, so that it can be known when there is none. */
export class Activity {
  /** Grows whenever work begins: unchanged between two looks, it says that nothing began. */
  begun = 0;
  private running = 0;

  get isQuiet(): boolean {
    return this.running === 0;
  }

  async during<T>(work: () => Promise<T>): Promise<T> {
    this.begun += 1;
    this.running += 1;
    try {
      return await work();
    } finally {
      this.running -= 1;
    }
  }
}

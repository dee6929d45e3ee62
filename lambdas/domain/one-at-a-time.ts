/** Runs works of the same key one after another, in the order in which they came, and others at once. */
export class OneAtATime {
  private readonly last = new Map<string, Promise<unknown>>();

  /** Runs the work when all earlier ones of the key have ended, however they ended. */
  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const result = (this.last.get(key) ?? Promise.resolve()).then(work);
    // The next one runs in any case. The caller gets the error.
    const ended = result.then(
      () => {},
      () => {},
    );
    this.last.set(key, ended);
    void ended.then(() => {
      if (this.last.get(key) === ended) this.last.delete(key);
    });
    return result;
  }
}

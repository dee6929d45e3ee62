/** Remembers how to stop what was started, and stops it in reverse order. */
export class StartedParts {
  private readonly stops: (() => Promise<void> | void)[] = [];

  onStop(stop: () => Promise<void> | void): void {
    this.stops.push(stop);
  }

  /** Stops all, even when one of them fails; a second call finds nothing left to stop. */
  async stop(): Promise<void> {
    const failures: unknown[] = [];
    for (const stop of this.stops.splice(0).reverse()) {
      try {
        await stop();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}

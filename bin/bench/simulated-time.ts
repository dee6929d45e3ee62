interface Timer {
  at: number;
  order: number;
  wake: () => void;
}

/**
 * A clock that jumps from one timer to the next, so that code that mostly waits runs much faster than
 * in real time. Times are in ms.
 */
export class SimulatedTime {
  now: number;
  private readonly timers: Timer[] = [];
  private started = 0;

  constructor(start: number) {
    this.now = start;
  }

  readonly sleep = (ms: number): Promise<void> =>
    new Promise((wake) => {
      this.started += 1;
      this.add({ at: this.now + Math.max(0, ms), order: this.started, wake });
    });

  /** Wakes the timers in the order of their times until `end`, or until `isDone`. */
  async run(end: number, isDone: () => boolean = () => false): Promise<void> {
    for (;;) {
      // All code that can run now runs before the clock moves.
      await new Promise(setImmediate);
      const next = this.timers[0];
      if (next === undefined || next.at > end || isDone()) break;
      this.now = next.at;
      this.removeFirst();
      next.wake();
    }
    this.now = Math.max(this.now, Math.min(end, this.timers[0]?.at ?? end));
  }

  // A binary heap.
  private add(timer: Timer): void {
    const { timers } = this;
    let index = timers.push(timer) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.swapIfLater(parent, index)) return;
      index = parent;
    }
  }

  private removeFirst(): void {
    const { timers } = this;
    const last = timers.pop();
    if (last === undefined || timers.length === 0) return;
    timers[0] = last;
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      if (left >= timers.length) return;
      const child = left + 1 < timers.length && this.isLater(left, left + 1) ? left + 1 : left;
      if (!this.swapIfLater(index, child)) return;
      index = child;
    }
  }

  private swapIfLater(first: number, second: number): boolean {
    if (!this.isLater(first, second)) return false;
    const { timers } = this;
    [timers[first], timers[second]] = [timers[second] as Timer, timers[first] as Timer];
    return true;
  }

  private isLater(first: number, second: number): boolean {
    const [one, other] = [this.timers[first], this.timers[second]];
    if (one === undefined || other === undefined) return false;
    return one.at > other.at || (one.at === other.at && one.order > other.order);
  }
}

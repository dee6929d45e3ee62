/** A process that timers belong to. */
export interface TimerOwner {
  /** Virtual time (ms) until which it does nothing. */
  readonly frozenUntil: number;
}

interface Timer {
  readonly at: number;
  /** Whose timer it is; undefined for one of the simulation. */
  readonly invocation: TimerOwner | undefined;
  readonly fire: () => void | Promise<void>;
}

/** The virtual time of a run, its timers, and the trace of what happened when. */
export class Timeline {
  /** Virtual time (ms). */
  now: number;
  readonly trace: string[] = [];
  /** Grows with everything that happens, so that the simulation notices that a process goes on. */
  activity = 0;

  private timers: Timer[] = [];
  private lastNumber = 0;

  constructor(readonly start: number) {
    this.now = start;
  }

  /** Does something at a time of the run. */
  at(time: number, fire: () => void | Promise<void>): void {
    this.addTimer({ at: time, invocation: undefined, fire });
  }

  addTimer(timer: Timer): Timer {
    this.nextNumber();
    this.timers.push(timer);
    return timer;
  }

  removeTimer(timer: Timer): void {
    this.timers = this.timers.filter((other) => other !== timer);
  }

  removeTimersOf(invocation: TimerOwner): void {
    this.timers = this.timers.filter((timer) => timer.invocation !== invocation);
  }

  /** The timers that may fire now, each as something that can happen next. */
  due(): (() => void | Promise<void>)[] {
    return this.timers
      .filter(({ at, invocation }) => at <= this.now && (invocation?.frozenUntil ?? 0) <= this.now)
      .map((timer) => () => {
        this.removeTimer(timer);
        return timer.fire();
      });
  }

  /** When each timer may fire. */
  times(): number[] {
    return this.timers.map(({ at, invocation }) => Math.max(at, invocation?.frozenUntil ?? 0));
  }

  /** A number that nothing else of the run has. */
  nextNumber(): number {
    this.lastNumber += 1;
    return this.lastNumber;
  }

  log(line: string): void {
    this.trace.push(`${new Date(this.now).toISOString().slice(5, 23)} ${line}`);
  }
}

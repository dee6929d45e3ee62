import type { FunctionDefinition } from '../../../lib/local/template/functions';
import type { HttpAnswer, HttpRequest } from './http-message';
import type { Random } from './random';
import type { Timeline } from './timeline';
import { runAs, type SimulatedProcess } from './virtual-time';

/** What an invocation uses of its run. */
export interface InvocationRun {
  readonly timeline: Timeline;
  readonly random: Random;
  /** Takes a call of the SDK. */
  call(
    invocation: Invocation,
    request: HttpRequest,
    requestTimeoutMs: number | undefined,
  ): Promise<HttpAnswer>;
}

/** One invocation of a function, as a process with its own clock. */
export class Invocation implements SimulatedProcess {
  state: 'running' | 'ended' | 'crashed' = 'running';
  frozenUntil = 0;
  skewMs = 0;
  /** Calls and timers that it waits for. */
  waits = 0;
  isReported = false;

  constructor(
    readonly id: number,
    readonly fn: FunctionDefinition,
    private readonly run: InvocationRun,
  ) {}

  clock(): number {
    return this.run.timeline.now + this.skewMs;
  }

  random(): number {
    return this.run.random.next();
  }

  startTimer(callback: () => void, ms: number): () => void {
    if (this.state === 'crashed') return () => {};
    const { timeline } = this.run;
    this.waits += 1;
    timeline.activity += 1;
    let isDone = false;
    const done = () => {
      if (!isDone) this.waits -= 1;
      isDone = true;
    };
    const timer = timeline.addTimer({
      at: timeline.now + Math.max(1, ms),
      invocation: this,
      fire: () => {
        done();
        runAs(this, callback);
      },
    });
    return () => {
      done();
      timeline.removeTimer(timer);
    };
  }

  /** Makes a call of the SDK, which waits until the simulation lets it happen. */
  call(request: HttpRequest, requestTimeoutMs: number | undefined): Promise<HttpAnswer> {
    return this.run.call(this, request, requestTimeoutMs);
  }

  write(line: string): void {
    this.run.timeline.log(`${this} logs ${line.replace(/\s+/g, ' ').slice(0, 300)}`);
  }

  toString(): string {
    return `${this.fn.handler}/${this.id}`;
  }
}

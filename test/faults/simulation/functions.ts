import { failedItems } from '../../../lib/local/functions/batch-item-failures';
import type { FunctionDefinition } from '../../../lib/local/template/functions';
import { Invocation, type InvocationRun } from './invocation';
import type { Points } from './points';
import type { Handler, Service } from './service';
import { runAs } from './virtual-time';

export type Outcome = { outcome: 'succeeded'; result: unknown } | { outcome: 'failed' };

type Report = (outcome: Outcome) => void;

interface Instance {
  readonly fn: FunctionDefinition;
  readonly handler: Handler;
}

export interface FunctionsDependencies extends InvocationRun {
  readonly service: Service;
  readonly accessKeyId: string;
  readonly points: Points;
  /** Gives up the calls of a process that ended. */
  readonly removeCalls: (invocation: Invocation) => void;
}

/** Invocations go on for this long after they stood still beyond their timeout. */
const AFTER_FREEZE_MS = 30_000;

/** Invokes functions, and ends them as Lambda does: a process that is free takes the next invocation. */
export class Functions {
  private readonly live = new Set<Invocation>();
  private readonly idle: Instance[] = [];
  private readonly busy = new Map<Invocation, Instance>();
  private readonly reports = new Map<Invocation, Report>();

  constructor(private readonly run: FunctionsDependencies) {}

  /** Whether no invocation is in progress. */
  get isIdle(): boolean {
    return this.live.size === 0;
  }

  get liveInvocations(): string[] {
    return [...this.live].map(String);
  }

  /** Whether an invocation goes on by itself: it waits for nothing of the simulation. */
  isAnyBusy(): boolean {
    const { now } = this.run.timeline;
    return [...this.live].some(({ waits, frozenUntil }) => waits === 0 && frozenUntil <= now);
  }

  /** @throws Error if the stack has no such function. */
  withArn(arn: string): FunctionDefinition {
    return this.find((fn) => fn.arn === arn, arn);
  }

  /** @throws Error if the stack has no such function. */
  withHandler(handler: string): FunctionDefinition {
    return this.find((fn) => fn.handler === handler, handler);
  }

  /** Invokes a function. `report` is called once, also if it times out or its process ends. */
  invoke(fn: FunctionDefinition, event: unknown, report: Report): Invocation {
    const { timeline, points } = this.run;
    const invocation = new Invocation(timeline.nextNumber(), fn, this.run);
    const fault = points.reach(`start ${fn.handler}`, 'start');
    if (fault?.kind === 'skew') {
      points.strike(fault);
      invocation.skewMs = fault.ms;
    }
    const instance = this.takeInstance(fn);
    this.busy.set(invocation, instance);
    this.live.add(invocation);
    const deadline = timeline.now + fn.timeoutMs;
    const reportOnce = (outcome: Outcome) => {
      if (invocation.isReported) return;
      invocation.isReported = true;
      report(outcome);
    };
    this.endAt(deadline, invocation, reportOnce);
    this.reports.set(invocation, reportOnce);
    const context = {
      functionName: fn.logicalId,
      functionVersion: '$LATEST',
      invokedFunctionArn: fn.arn,
      memoryLimitInMB: String(fn.memorySize),
      awsRequestId: `request-${invocation.id}`,
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis: () => Math.max(0, deadline - timeline.now),
    };
    const copy = JSON.parse(JSON.stringify(event));
    const running = runAs(invocation, async () => instance.handler(copy, context));
    running.then(
      (result) => this.finish(invocation, { outcome: 'succeeded', result: toJson(result) }),
      (error) => {
        timeline.log(`${invocation} failed: ${error}`);
        this.finish(invocation, { outcome: 'failed' });
      },
    );
    timeline.activity += 1;
    return invocation;
  }

  /** Ends the process of an invocation at once. */
  crash(invocation: Invocation): void {
    const { timeline } = this.run;
    invocation.state = 'crashed';
    this.live.delete(invocation);
    this.busy.delete(invocation);
    this.run.removeCalls(invocation);
    timeline.removeTimersOf(invocation);
    timeline.activity += 1;
    this.report(invocation, { outcome: 'failed' });
  }

  /** Ends an invocation at its timeout. One that stands still then goes on for a while afterwards. */
  private endAt(time: number, invocation: Invocation, report: Report): void {
    const { timeline } = this.run;
    timeline.at(time, () => {
      if (invocation.state !== 'running') return;
      report({ outcome: 'failed' });
      if (invocation.frozenUntil > timeline.now) {
        this.endAt(invocation.frozenUntil + AFTER_FREEZE_MS, invocation, report);
        return;
      }
      timeline.log(`${invocation} timed out`);
      this.crash(invocation);
    });
  }

  private finish(invocation: Invocation, outcome: Outcome): void {
    if (invocation.state !== 'running') return;
    const { timeline } = this.run;
    invocation.state = 'ended';
    this.live.delete(invocation);
    const instance = this.busy.get(invocation);
    this.busy.delete(invocation);
    if (instance) this.idle.push(instance);
    timeline.activity += 1;
    const failures = outcome.outcome === 'succeeded' ? failedItems(outcome.result) : [];
    if (Array.isArray(failures) && failures.length > 0)
      timeline.log(`${invocation} returns ${failures.join(' ')}`);
    this.report(invocation, outcome);
  }

  private report(invocation: Invocation, outcome: Outcome): void {
    this.reports.get(invocation)?.(outcome);
    this.reports.delete(invocation);
  }

  private takeInstance(fn: FunctionDefinition): Instance {
    const position = this.idle.findIndex((instance) => instance.fn === fn);
    const [free] = this.idle.splice(position, position < 0 ? 0 : 1);
    const { service, accessKeyId } = this.run;
    return free ?? { fn, handler: service.load(fn, accessKeyId) };
  }

  private find(matches: (fn: FunctionDefinition) => boolean, name: string): FunctionDefinition {
    const found = this.run.service.definition.functions.find(matches);
    if (found === undefined) throw new Error(`The stack has no function ${name}.`);
    return found;
  }
}

function toJson(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { failedItems } from '../../../lib/local/functions/batch-item-failures';
import { errorResponse } from '../../../lib/local/ses/responses';
import type {
  QueueEventSource,
  StreamEventSource,
} from '../../../lib/local/template/event-sources';
import type { FunctionDefinition } from '../../../lib/local/template/functions';
import { REGION, streamArn } from '../../../lib/local/template/references';
import { FAULT_KINDS, type Fault, type FaultKind, type PointKind } from '../faults';
import { answerSqs, SimulatedQueue } from './queues';
import { Random } from './random';
import { nextRun } from './schedule-times';
import type { Handler, Service } from './service';
import { type AcceptedEmail, acceptEmail, sendEvents } from './ses';
import { isWrite, type Response, type StoredItem, type Tables, type Version } from './tables';
import {
  currentProcess,
  installVirtualTime,
  isThreadPoolBusy,
  realNow,
  realSetImmediate,
  runAs,
  runOutside,
  type SimulatedProcess,
} from './virtual-time';

export type Outcome = { outcome: 'succeeded'; result: unknown } | { outcome: 'failed' };

/** A point that a run reached, where a fault can strike. */
export interface Point {
  readonly point: string;
  readonly nth: number;
  readonly kind: PointKind;
  /** Of calls: whether it changes something, and whether it may be answered by a late replica. */
  readonly changes?: boolean;
  readonly eventual?: boolean;
  /** Of calls: whether it only notes how far a schedule has come. */
  readonly isBookkeeping?: boolean;
  /** Of calls: the invocation, and its function. */
  readonly invocation?: number;
  readonly handler?: string;
}

export interface SimulationOptions {
  readonly service: Service;
  readonly tables: Tables;
  readonly accessKeyId: string;
  readonly seed: number;
  readonly faults: readonly Fault[];
  /** Virtual time (ms) of the start. */
  readonly start: number;
}

interface Instance {
  readonly fn: FunctionDefinition;
  readonly handler: Handler;
}

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly invocation: Invocation | undefined;
  readonly label: string;
  readonly fire: () => void | Promise<void>;
}

interface HttpRequest {
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

interface HttpAnswer {
  readonly response: {
    statusCode: number;
    reason: string;
    headers: Record<string, string>;
    body: Uint8Array;
  };
}

interface Call {
  readonly invocation: Invocation;
  readonly service: 'dynamodb' | 'sqs' | 'ses';
  readonly operation: string;
  readonly text: string;
  readonly point: string;
  readonly nth: number;
  readonly requestTimeoutMs: number | undefined;
  fault: Fault | undefined;
  readyAt: number;
  readonly resolve: (answer: HttpAnswer) => void;
  readonly reject: (error: Error) => void;
}

interface Lane {
  readonly source: StreamEventSource;
  readonly records: { record: DynamoDBRecord; availableAt: number }[];
  isRunning: boolean;
  attempts: number;
  limit: number;
}

const MAX_REAL_WAIT_MS = 20_000;
/** Turns of the event loop without any progress after which the simulation is at rest. */
const IDLE_TURNS = 3;
/** Invocations go on for this long after they stood still beyond their timeout. */
const AFTER_FREEZE_MS = 30_000;
/** A schedule with nothing to do runs every time for this long after the last change. */
const WATCHED_AFTER_CHANGE_MS = 60_000;

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
    private readonly simulation: Simulation,
  ) {}

  clock(): number {
    return this.simulation.now + this.skewMs;
  }

  random(): number {
    return this.simulation.random.next();
  }

  startTimer(callback: () => void, ms: number): () => void {
    return this.simulation.startTimer(this, callback, ms);
  }

  write(line: string): void {
    this.simulation.log(`${this} logs ${line.replace(/\s+/g, ' ').slice(0, 300)}`);
  }

  toString(): string {
    return `${this.fn.handler}/${this.id}`;
  }
}

/**
 * Runs the service in virtual time, in one thread, and one call to AWS at a time. Everything that could
 * happen next is a choice of one seeded random generator, so a run can be repeated.
 */
export class Simulation {
  now: number;
  readonly random: Random;
  readonly emails: AcceptedEmail[] = [];
  readonly trace: string[] = [];
  readonly points: Point[] = [];
  readonly deadLetters: { queue: string; body: string; at: number }[] = [];
  /** When the last fault struck, or ended. */
  lastFaultAt: number;
  readonly struck = new Set<Fault>();

  private readonly start: number;
  private readonly counts = new Map<string, number>();
  private readonly faults = new Map<string, Fault>();
  private readonly live = new Set<Invocation>();
  private readonly idle: Instance[] = [];
  private readonly busy = new Map<Invocation, Instance>();
  private readonly queues: SimulatedQueue[];
  private readonly active = new Map<QueueEventSource, number>();
  private readonly lanes = new Map<string, Lane>();
  private readonly attempts = new Map<string, Pick<Call, 'point' | 'nth' | 'fault'>>();
  private readonly sesEvents: ReturnType<typeof sendEvents>;
  private calls: Call[] = [];
  private timers: Timer[] = [];
  private outageUntil = 0;
  private noEventsUntil = 0;
  private activity = 0;
  private order = 0;
  private changes = 0;
  private lastChangeAt: number;
  private sequence = 0;

  constructor(private readonly options: SimulationOptions) {
    this.start = options.start;
    this.now = options.start;
    this.lastFaultAt = options.start;
    this.lastChangeAt = options.start;
    this.random = new Random(options.seed);
    for (const fault of options.faults) this.faults.set(`${fault.point} ${fault.nth}`, fault);
    const { definition, template } = options.service;
    this.queues = definition.queues.map(
      (queue) => new SimulatedQueue(queue, (arn, body) => this.addDeadLetter(arn, body)),
    );
    this.sesEvents = sendEvents(template);
    options.tables.onChange = (version, former) => this.onChange(version, former);
    installVirtualTime();
    interceptCalls();
  }

  /** Starts the schedules. */
  startSchedules(): void {
    for (const [index, schedule] of this.options.service.definition.schedules.entries()) {
      const name = readable(schedule.name);
      const fn = this.functionOf(schedule.functionArn);
      let changesSeen = -1;
      let lastRunAt = this.start;
      const begin = phaseOf(index, this.start);
      const plan = (after: number) => {
        const at = nextRun(schedule.expression, after, begin);
        this.at(at, `schedule ${name}`, () => {
          plan(at);
          if (this.canSkip(changesSeen, lastRunAt)) return;
          const before = this.changes;
          lastRunAt = this.now;
          const fault = this.reach(`tick ${name}`, 'tick');
          if (fault) this.strike(fault);
          if (fault?.kind === 'lost-tick') return;
          const done = () => {
            changesSeen = before === this.changes ? before : -1;
          };
          this.invoke(fn, {}, done);
          if (fault?.kind === 'double-tick') this.invoke(fn, {}, done);
        });
      };
      plan(this.start);
    }
  }

  /** Does something at a time of the run. */
  at(time: number, label: string, action: () => void | Promise<void>): void {
    this.addTimer({ at: time, invocation: undefined, label, fire: action });
  }

  /** Invokes a function. `report` is called once, also if it times out or its process ends. */
  invoke(fn: FunctionDefinition, event: unknown, report: (outcome: Outcome) => void): Invocation {
    const invocation = new Invocation(++this.order, fn, this);
    const fault = this.reach(`start ${fn.handler}`, 'start');
    if (fault?.kind === 'skew') {
      this.strike(fault);
      invocation.skewMs = fault.ms;
    }
    const position = this.idle.findIndex((instance) => instance.fn === fn);
    const instance = this.idle.splice(position, position < 0 ? 0 : 1)[0] ?? this.newInstance(fn);
    this.busy.set(invocation, instance);
    this.live.add(invocation);
    const deadline = this.now + fn.timeoutMs;
    const reportOnce = (outcome: Outcome) => {
      if (invocation.isReported) return;
      invocation.isReported = true;
      report(outcome);
    };
    const onTimeout = () => {
      if (invocation.state !== 'running') return;
      reportOnce({ outcome: 'failed' });
      if (invocation.frozenUntil > this.now) {
        this.at(invocation.frozenUntil + AFTER_FREEZE_MS, 'timeout', onTimeout);
        return;
      }
      this.log(`${invocation} timed out`);
      this.crash(invocation);
    };
    this.at(deadline, 'timeout', onTimeout);
    this.reports.set(invocation, reportOnce);
    const context = {
      functionName: fn.logicalId,
      functionVersion: '$LATEST',
      invokedFunctionArn: fn.arn,
      memoryLimitInMB: String(fn.memorySize),
      awsRequestId: `request-${invocation.id}`,
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis: () => Math.max(0, deadline - this.now),
    };
    const copy = JSON.parse(JSON.stringify(event));
    const running = runAs(invocation, async () => instance.handler(copy, context));
    running.then(
      (result) => this.finish(invocation, { outcome: 'succeeded', result: toJson(result) }),
      (error) => {
        this.log(`${invocation} failed: ${error}`);
        this.finish(invocation, { outcome: 'failed' });
      },
    );
    this.activity += 1;
    return invocation;
  }

  /** Runs until nothing is left to do before the time. */
  async run(until: number): Promise<void> {
    for (;;) {
      await this.settle();
      const choices = this.choices();
      if (choices.length > 0) {
        await this.random.pick(choices)();
        continue;
      }
      const next = this.nextTime();
      if (next === undefined || next > until) break;
      this.now = Math.max(this.now, next);
    }
    this.now = Math.max(this.now, until);
  }

  functionNamed(handler: string): FunctionDefinition {
    return this.find(
      this.options.service.definition.functions,
      (fn) => fn.handler === handler,
      handler,
    );
  }

  /** The messages that are in queues which a function reads. */
  waitingMessages(): string[] {
    const sources = this.options.service.definition.eventSources.queues;
    return sources.flatMap((source) =>
      this.queueOf(source.sourceArn)
        .bodies()
        .map((body) => `${this.queueOf(source.sourceArn).name}: ${body.slice(0, 200)}`),
    );
  }

  get liveInvocations(): string[] {
    return [...this.live].map(String);
  }

  log(line: string): void {
    this.trace.push(`${new Date(this.now).toISOString().slice(5, 23)} ${line}`);
  }

  startTimer(invocation: Invocation, callback: () => void, ms: number): () => void {
    if (invocation.state === 'crashed') return () => {};
    invocation.waits += 1;
    this.activity += 1;
    let isDone = false;
    const done = () => {
      if (!isDone) invocation.waits -= 1;
      isDone = true;
    };
    const timer = this.addTimer({
      at: this.now + Math.max(1, ms),
      invocation,
      label: 'sleep',
      fire: () => {
        done();
        runAs(invocation, callback);
      },
    });
    return () => {
      done();
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  /** A call of the SDK by an invocation. It waits until the simulation lets it happen. */
  call(
    invocation: Invocation,
    request: HttpRequest,
    requestTimeoutMs: number | undefined,
  ): Promise<HttpAnswer> {
    if (invocation.state !== 'running') return new Promise(() => {});
    const text = bodyText(request.body);
    const { service, operation } = identify(request, text);
    const attempt = this.attemptOf(invocation, request, service, operation, text);
    invocation.waits += 1;
    this.activity += 1;
    return new Promise((resolve, reject) => {
      const settled = () => {
        invocation.waits -= 1;
        this.activity += 1;
      };
      this.calls.push({
        ...attempt,
        invocation,
        service,
        operation,
        text,
        requestTimeoutMs,
        readyAt: this.now,
        resolve: (answer) => {
          settled();
          resolve(answer);
        },
        reject: (error) => {
          settled();
          reject(error);
        },
      });
    });
  }

  private readonly reports = new Map<Invocation, (outcome: Outcome) => void>();

  /** The point of a call. All attempts of the SDK at the same call are one point with one fault. */
  private attemptOf(
    invocation: Invocation,
    { headers }: HttpRequest,
    service: Call['service'],
    operation: string,
    text: string,
  ): Pick<Call, 'point' | 'nth' | 'fault'> {
    const id = headers['amz-sdk-invocation-id'];
    const known = id === undefined ? undefined : this.attempts.get(id);
    if (known) {
      const repeats = known.fault?.kind === 'throttle' || known.fault?.kind === 'lost-answers';
      return { ...known, fault: repeats ? known.fault : undefined };
    }
    const point = `${invocation.fn.handler} ${operation}${resourceOf(service, text)}`;
    const fault = this.reach(point, 'call', {
      invocation: invocation.id,
      handler: invocation.fn.handler,
      changes: service === 'dynamodb' ? isWrite(operation) : operation !== 'GetQueueAttributes',
      isBookkeeping: service === 'dynamodb' && isWrite(operation) && text.includes(BOOKKEEPING_KEY),
      eventual:
        service === 'dynamodb' && this.options.tables.isEventuallyConsistent(operation, text),
    });
    const attempt = { point, nth: this.counts.get(point) ?? 1, fault };
    if (id !== undefined) this.attempts.set(id, attempt);
    return attempt;
  }

  private reach(
    point: string,
    kind: PointKind,
    details: Omit<Point, 'point' | 'nth' | 'kind'> = {},
  ): Fault | undefined {
    const nth = (this.counts.get(point) ?? 0) + 1;
    this.counts.set(point, nth);
    this.points.push({ point, nth, kind, ...details });
    const fault = this.faults.get(`${point} ${nth}`);
    return fault && FAULT_KINDS[fault.kind] === kind ? fault : undefined;
  }

  private strike(fault: Fault): void {
    this.struck.add(fault);
    this.log(`FAULT ${fault.kind} ${fault.ms} at ${fault.point}, time ${fault.nth}`);
    this.lastFaultAt = Math.max(this.lastFaultAt, this.now + Math.max(0, lastingMs(fault)));
  }

  private choices(): (() => void | Promise<void>)[] {
    const choices: (() => void | Promise<void>)[] = [];
    for (const call of this.calls) {
      if (call.readyAt <= this.now && call.invocation.frozenUntil <= this.now) {
        choices.push(() => this.release(call));
      }
    }
    for (const timer of this.timers) {
      if (timer.at > this.now) continue;
      if ((timer.invocation?.frozenUntil ?? 0) > this.now) continue;
      choices.push(() => {
        this.timers = this.timers.filter((other) => other !== timer);
        return timer.fire();
      });
    }
    for (const source of this.options.service.definition.eventSources.queues) {
      if ((this.active.get(source) ?? 0) >= source.maximumConcurrency) continue;
      const visible = this.queueOf(source.sourceArn).visible(this.now);
      if (visible.length > 0) choices.push(() => this.receive(source, visible));
    }
    for (const lane of this.lanes.values()) {
      const first = lane.records[0];
      if (first && !lane.isRunning && first.availableAt <= this.now) {
        choices.push(() => this.readLane(lane));
      }
    }
    return choices;
  }

  private nextTime(): number | undefined {
    const times: number[] = [];
    for (const { readyAt, invocation } of this.calls) {
      times.push(Math.max(readyAt, invocation.frozenUntil));
    }
    for (const { at, invocation } of this.timers) {
      times.push(Math.max(at, invocation?.frozenUntil ?? 0));
    }
    for (const source of this.options.service.definition.eventSources.queues) {
      if ((this.active.get(source) ?? 0) >= source.maximumConcurrency) continue;
      const visibleAt = this.queueOf(source.sourceArn).nextVisibleAt();
      if (visibleAt !== undefined) times.push(visibleAt);
    }
    for (const { isRunning, records } of this.lanes.values()) {
      if (!isRunning && records[0]) times.push(records[0].availableAt);
    }
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** Waits until every invocation waits for the simulation. */
  private async settle(): Promise<void> {
    const begin = realNow();
    let idleTurns = 0;
    while (idleTurns < IDLE_TURNS) {
      const before = this.activity;
      await new Promise((resolve) => realSetImmediate(resolve));
      const isBusy =
        before !== this.activity ||
        isThreadPoolBusy() ||
        [...this.live].some(({ waits, frozenUntil }) => waits === 0 && frozenUntil <= this.now);
      idleTurns = isBusy ? 0 : idleTurns + 1;
      if (isBusy && realNow() - begin > MAX_REAL_WAIT_MS) {
        throw new Error(
          `Still busy: ${this.liveInvocations.join(', ')}\n${this.trace.slice(-30).join('\n')}`,
        );
      }
    }
  }

  /** Lets a call happen; often together with the other reads that wait, whose order changes nothing. */
  private async release(call: Call): Promise<void> {
    const isPlainRead = (other: Call) =>
      other.service === 'dynamodb' && !isWrite(other.operation) && other.fault === undefined;
    const isReady = (other: Call) =>
      other.readyAt <= this.now && other.invocation.frozenUntil <= this.now;
    if (isPlainRead(call) && this.random.chance(0.7)) {
      const reads = this.calls.filter((other) => isPlainRead(other) && isReady(other));
      await this.performReads(reads);
      return;
    }
    await this.perform(call);
  }

  /** Reads at the same time, but answers in a fixed order. */
  private async performReads(reads: readonly Call[]): Promise<void> {
    this.calls = this.calls.filter((call) => !reads.includes(call));
    this.now += this.random.between(1, 9);
    const isAway = this.now < this.outageUntil;
    const answers = await Promise.all(
      reads.map((call) => (isAway ? outageResponse() : this.answer(call))),
    );
    for (const [index, call] of reads.entries()) {
      const answer = answers[index];
      if (answer === undefined) continue;
      this.logCall(call, isAway ? 'away' : String(answer.statusCode));
      call.resolve(httpAnswer(answer));
    }
  }

  private async perform(call: Call): Promise<void> {
    const { invocation, fault } = call;
    if (fault && !(await this.beforeCall(call, fault))) return;
    this.calls = this.calls.filter((other) => other !== call);
    const elapsed =
      call.service === 'ses' ? this.random.between(20, 80) : this.random.between(1, 9);
    this.now += elapsed;
    const isAway = call.service === 'dynamodb' && this.now < this.outageUntil;
    const answer = isAway ? outageResponse() : await this.answer(call);
    if (fault === undefined) {
      this.logCall(call, isAway ? 'away' : String(answer.statusCode));
      call.resolve(httpAnswer(answer));
      return;
    }
    this.afterCall(call, fault, answer);
    if (invocation.state === 'crashed') return;
  }

  /** @returns whether the call happens now. */
  private async beforeCall(call: Call, fault: Fault): Promise<boolean> {
    const { invocation } = call;
    const remove = () => {
      this.calls = this.calls.filter((other) => other !== call);
    };
    switch (fault.kind) {
      case 'crash-before':
        this.strike(fault);
        this.crash(invocation);
        return false;
      case 'freeze-before':
        this.strike(fault);
        invocation.frozenUntil = this.now + fault.ms;
        call.fault = undefined;
        return false;
      case 'throttle':
        this.strike(fault);
        remove();
        this.now += 5;
        call.resolve(httpAnswer(throttleResponse(call)));
        return false;
      case 'delay': {
        this.strike(fault);
        call.fault = undefined;
        const { requestTimeoutMs } = call;
        if (requestTimeoutMs === undefined || fault.ms < requestTimeoutMs) {
          call.readyAt = this.now + fault.ms;
          return false;
        }
        remove();
        this.at(this.now + requestTimeoutMs, 'no answer', () => {
          if (invocation.state === 'running') call.reject(connectionError('TimeoutError'));
        });
        return false;
      }
      default:
        return true;
    }
  }

  private afterCall(call: Call, fault: Fault, answer: Response): void {
    const { invocation } = call;
    this.logCall(call, String(answer.statusCode));
    switch (fault.kind) {
      case 'crash-after':
      case 'crash-without-events':
        this.strike(fault);
        this.crash(invocation);
        return;
      case 'lost-answer':
      case 'lost-answers':
        this.strike(fault);
        call.reject(connectionError('ECONNRESET'));
        return;
      case 'freeze-after': {
        this.strike(fault);
        invocation.frozenUntil = this.now + fault.ms;
        const isTooLate = fault.ms > (call.requestTimeoutMs ?? Number.POSITIVE_INFINITY);
        this.addTimer({
          at: invocation.frozenUntil,
          invocation,
          label: 'thaw',
          fire: () => {
            // The client's own timeout passed while it stood still.
            if (isTooLate) call.reject(connectionError('TimeoutError'));
            else call.resolve(httpAnswer(answer));
          },
        });
        return;
      }
      case 'outage':
        this.strike(fault);
        this.outageUntil = Math.max(this.outageUntil, this.now + fault.ms);
        call.resolve(httpAnswer(answer));
        return;
      case 'stale': {
        // A mutant's fault may meet a consistent read of the unchanged service.
        if (!this.options.tables.isEventuallyConsistent(call.operation, call.text)) {
          call.resolve(httpAnswer(answer));
          return;
        }
        this.strike(fault);
        const stale = this.options.tables.makeStale(
          call.operation,
          call.text,
          answer,
          this.now - fault.ms,
        );
        call.resolve(httpAnswer(stale));
        return;
      }
      default:
        call.resolve(httpAnswer(answer));
    }
  }

  private async answer(call: Call): Promise<Response> {
    const { service, operation, text } = call;
    switch (service) {
      case 'dynamodb':
        return this.options.tables.perform(operation, text, this.now);
      case 'sqs': {
        const queueOf = (url: string) =>
          this.find(this.queues, ({ definition }) => definition.url === url, url);
        return answerSqs(operation, JSON.parse(text), queueOf, this.sendMessage, this.now);
      }
      case 'ses':
        if (call.fault?.kind === 'crash-without-events') {
          this.noEventsUntil = this.now + call.fault.ms;
        }
        return this.acceptEmail(text);
      default:
        return service satisfies never;
    }
  }

  private async acceptEmail(text: string): Promise<Response> {
    const messageId = `message-${this.emails.length + 1}`;
    const { email, request, response } = await acceptEmail(text, messageId, this.now);
    this.emails.push(email);
    this.log(`SES accepted ${email.deliveryId} to ${email.to}`);
    const fault = this.reach('event Send', 'event');
    const delay = this.random.between(300, 4_000) + (fault?.kind === 'late-event' ? fault.ms : 0);
    if (fault?.kind === 'late-event') this.strike(fault);
    const deliver = () => {
      if (this.noEventsUntil > this.now) {
        this.at(this.noEventsUntil + delay, 'SES event', deliver);
        return;
      }
      if (fault?.kind === 'lost-event' && this.isRecordedAsSent(email)) {
        this.strike(fault);
        return;
      }
      const copies = fault?.kind === 'duplicate-event' ? 2 : 1;
      if (copies > 1 && fault) this.strike(fault);
      for (const { queueArn, body } of this.sesEvents(request, messageId, new Date(email.at))) {
        for (let copy = 0; copy < copies; copy += 1) this.queueOf(queueArn).send(body, 0, this.now);
      }
    };
    this.at(this.now + delay, 'SES event', deliver);
    return response;
  }

  /**
   * Only then may its Send event get lost: if SES's answer and its event are both lost, nobody can know
   * that SES has the email.
   */
  private isRecordedAsSent({ deliveryId }: AcceptedEmail): boolean {
    const { tables } = this.options;
    return tables.definitions.some(({ TableName }) =>
      tables
        .itemsOf(TableName)
        .some((item) => item.deliveryId?.S === deliveryId && item.status?.S === 'sent'),
    );
  }

  private readonly sendMessage = (queue: SimulatedQueue, body: string, delayMs: number): string => {
    const id = queue.send(body, delayMs, this.now);
    const fault = this.reach(`message ${queue.name}`, 'message');
    if (fault === undefined) return id;
    this.strike(fault);
    if (fault.kind === 'late-message') queue.delay(id, fault.ms);
    // While the first one is being processed, by another invocation.
    else queue.send(body, delayMs + this.random.between(5, 60), this.now);
    return id;
  };

  private receive(source: QueueEventSource, visible: string[]): void {
    const queue = this.queueOf(source.sourceArn);
    const count = this.random.between(1, source.batchSize);
    const Records = queue.receive(this.random.shuffle(visible).slice(0, count), this.now);
    if (Records.length === 0) return;
    this.active.set(source, (this.active.get(source) ?? 0) + 1);
    const fn = this.functionOf(source.functionArn);
    const invocation = this.invoke(fn, { Records }, (outcome) => {
      this.active.set(source, (this.active.get(source) ?? 1) - 1);
      if (outcome.outcome === 'failed') return;
      const failed = failedItems(outcome.result);
      if (failed === 'all') return;
      const ids = new Set(Records.map(({ messageId }) => messageId));
      if (failed.some((id) => !ids.has(id))) return;
      for (const { messageId, receiptHandle } of Records) {
        if (!failed.includes(messageId)) queue.delete(receiptHandle);
      }
    });
    this.log(`${invocation} receives ${Records.map(({ messageId }) => messageId).join(' ')}`);
  }

  private onChange(version: Version, former: StoredItem | undefined): void {
    if (!isBookkeeping(version)) {
      this.changes += 1;
      this.lastChangeAt = this.now;
    }
    const { eventSources, tables } = this.options.service.definition;
    const table = tables.find(({ TableName }) => TableName === version.table);
    if (table?.StreamSpecification === undefined) return;
    const arn = streamArn(version.table);
    this.sequence += 1;
    const key = version.image ?? former ?? {};
    const record: DynamoDBRecord = {
      eventID: `event-${this.sequence}`,
      eventName:
        version.image === undefined ? 'REMOVE' : former === undefined ? 'INSERT' : 'MODIFY',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: REGION,
      eventSourceARN: arn,
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(this.now / 1000),
        Keys: Object.fromEntries(
          table.KeySchema.map(({ AttributeName }) => [AttributeName, key[AttributeName]]),
        ) as never,
        ...(version.image === undefined ? {} : { NewImage: version.image as never }),
        SequenceNumber: String(100000000000000000000n + BigInt(this.sequence)),
        StreamViewType: 'NEW_IMAGE',
      },
    };
    for (const source of eventSources.streams) {
      if (source.sourceArn !== arn) continue;
      if (source.filters.length > 0 && !source.filters.some((matches) => matches(record))) continue;
      this.addToLane(source, version.key, record);
    }
  }

  private addToLane(source: StreamEventSource, key: string, record: DynamoDBRecord): void {
    const id = `${source.functionArn} ${key}`;
    const lane = this.lanes.get(id) ?? newLane(source);
    this.lanes.set(id, lane);
    const fault = this.reach(`record ${readable(source.sourceArn.split('/')[1] ?? '')}`, 'record');
    if (fault) this.strike(fault);
    const delay = this.random.between(100, 1_500) + (fault?.kind === 'late-record' ? fault.ms : 0);
    const entry = { record, availableAt: this.now + delay };
    lane.records.push(entry);
    if (fault?.kind === 'duplicate-record') lane.records.push({ ...entry });
  }

  private readLane(lane: Lane): void {
    const { source } = lane;
    const available = lane.records.filter(({ availableAt }) => availableAt <= this.now);
    const batch = available.slice(0, Math.min(source.batchSize, lane.limit));
    lane.isRunning = true;
    const fn = this.functionOf(source.functionArn);
    const Records = batch.map(({ record }) => record);
    this.invoke(fn, { Records }, (outcome) => {
      lane.isRunning = false;
      const done = outcome.outcome === 'failed' ? 0 : processedOf(outcome.result, Records);
      lane.records.splice(0, done);
      if (done === batch.length) {
        lane.attempts = 0;
        lane.limit = source.batchSize;
        return;
      }
      if (done > 0) lane.attempts = 0;
      lane.limit = Math.max(1, Math.ceil((batch.length - done) / 2));
      if (batch.length - done === 1) lane.attempts += 1;
      const retryAt = this.now + Math.min(1_000 * 2 ** lane.attempts, 60_000);
      for (const entry of lane.records) entry.availableAt = Math.max(entry.availableAt, retryAt);
      if (lane.attempts <= source.maximumRetryAttempts) return;
      lane.records.shift();
      lane.attempts = 0;
      this.addDeadLetter(source.onFailureArn, 'discarded stream records');
    });
  }

  private addDeadLetter(arn: string, body: string): void {
    const queue = this.queueOf(arn);
    queue.send(body, 0, this.now);
    this.deadLetters.push({ queue: queue.name, body, at: this.now });
    this.log(`dead letter in ${queue.name}: ${body.slice(0, 200)}`);
  }

  /**
   * Whether a schedule's run would do nothing: its last run changed nothing, nothing has changed since,
   * nothing is in progress, and no entry of the indexes that schedules read has become due. Messages that
   * wait change nothing for it: they are far too few to count as a queue that is not idle.
   */
  private canSkip(changesSeen: number, lastRunAt: number): boolean {
    if (changesSeen !== this.changes || this.live.size > 0) return false;
    if (this.now - this.lastChangeAt < WATCHED_AFTER_CHANGE_MS) return false;
    const { tables } = this.options;
    for (const { TableName, GlobalSecondaryIndexes = [] } of tables.definitions) {
      for (const { KeySchema } of GlobalSecondaryIndexes) {
        const [partition, sort] = KeySchema.map(({ AttributeName }) => AttributeName);
        if (!partition?.endsWith('Shard') || sort === undefined) continue;
        for (const item of tables.itemsOf(TableName)) {
          if (item[partition] === undefined || item[sort]?.S === undefined) continue;
          const time = Date.parse(String(item[sort].S));
          if (time <= this.now || lastRunAt === 0) return false;
        }
      }
    }
    return true;
  }

  private crash(invocation: Invocation): void {
    invocation.state = 'crashed';
    this.live.delete(invocation);
    this.busy.delete(invocation);
    this.calls = this.calls.filter((call) => call.invocation !== invocation);
    this.timers = this.timers.filter((timer) => timer.invocation !== invocation);
    this.activity += 1;
    this.reports.get(invocation)?.({ outcome: 'failed' });
    this.reports.delete(invocation);
  }

  private finish(invocation: Invocation, outcome: Outcome): void {
    if (invocation.state !== 'running') return;
    invocation.state = 'ended';
    this.live.delete(invocation);
    const instance = this.busy.get(invocation);
    this.busy.delete(invocation);
    if (instance) this.idle.push(instance);
    this.activity += 1;
    const failures = outcome.outcome === 'succeeded' ? failedItems(outcome.result) : [];
    if (Array.isArray(failures) && failures.length > 0)
      this.log(`${invocation} returns ${failures.join(' ')}`);
    this.reports.get(invocation)?.(outcome);
    this.reports.delete(invocation);
  }

  private newInstance(fn: FunctionDefinition): Instance {
    const { service, accessKeyId } = this.options;
    return { fn, handler: service.load(fn, accessKeyId) };
  }

  private addTimer(timer: Omit<Timer, 'order'>): Timer {
    const added = { ...timer, order: ++this.order };
    this.timers.push(added);
    return added;
  }

  private logCall(call: Call, outcome: string): void {
    if (call.service === 'dynamodb' && !isWrite(call.operation) && outcome === '200') return;
    this.log(
      `${call.invocation} ${call.operation}${resourceOf(call.service, call.text)} ${keyIn(call)} -> ${outcome}`,
    );
  }

  private functionOf(arn: string): FunctionDefinition {
    return this.find(this.options.service.definition.functions, (fn) => fn.arn === arn, arn);
  }

  private queueOf(arn: string): SimulatedQueue {
    return this.find(this.queues, ({ definition }) => definition.arn === arn, arn);
  }

  private find<T>(list: readonly T[], matches: (entry: T) => boolean, name: string): T {
    const found = list.find(matches);
    if (found === undefined) throw new Error(`The stack has no ${name}.`);
    return found;
  }
}

/** Every run of the schedule of digests notes how far it has come. That gives nobody anything to do. */
const BOOKKEEPING_KEY = 'queued-until';

function isBookkeeping({ key }: Version): boolean {
  return key.includes(BOOKKEEPING_KEY);
}

/** When a schedule with a rate begins: not all at the same moment. */
function phaseOf(index: number, start: number): number {
  return start + (index + 1) * 17_000;
}

/** When digests that are due at a time are queued. */
export function firstDigests({ definition }: Service, dueAt: number, start: number): number {
  const digests = definition.functions.find(({ handler }) => handler === 'digests');
  const index = definition.schedules.findIndex(({ functionArn }) => functionArn === digests?.arn);
  const schedule = definition.schedules[index];
  if (schedule === undefined) throw new Error('No schedule invokes the function digests.');
  return nextRun(schedule.expression, dueAt, phaseOf(index, start));
}

/** A logical id without the hash at its end. */
export function readable(logicalId: string): string {
  return logicalId.replace(/[0-9A-F]{8}$/, '');
}

/** Milliseconds that a fault goes on after it struck. */
function lastingMs({ kind, ms }: Fault): number {
  const lasting: readonly FaultKind[] = [
    'delay',
    'crash-without-events',
    'freeze-before',
    'freeze-after',
    'outage',
    'late-message',
    'late-record',
    'late-event',
  ];
  return lasting.includes(kind) ? ms : 0;
}

function newLane(source: StreamEventSource): Lane {
  return { source, records: [], isRunning: false, attempts: 0, limit: source.batchSize };
}

/** How many records at the start of a batch were processed. */
function processedOf(result: unknown, records: readonly DynamoDBRecord[]): number {
  const failed = failedItems(result);
  if (failed === 'all') return 0;
  const numbers = records.map(({ dynamodb }) => dynamodb?.SequenceNumber);
  const indexes = failed.map((identifier) => numbers.indexOf(identifier));
  return Math.min(records.length, ...indexes.map((index) => Math.max(0, index)));
}

function toJson(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

function bodyText(body: unknown): string {
  if (typeof body === 'string') return body;
  if (!(body instanceof Uint8Array)) return '';
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
}

function identify(
  { headers }: HttpRequest,
  text: string,
): { service: Call['service']; operation: string } {
  const [target = '', operation = ''] = (headers['x-amz-target'] ?? '').split('.');
  if (target.startsWith('DynamoDB')) return { service: 'dynamodb', operation };
  if (target === 'AmazonSQS') return { service: 'sqs', operation };
  const action = new URLSearchParams(text.slice(0, 200)).get('Action') ?? '';
  if (action === 'SendRawEmail') return { service: 'ses', operation: action };
  throw new Error(`The simulation doesn't know this call: ${target} ${operation} ${action}`);
}

function resourceOf(service: Call['service'], text: string): string {
  if (service === 'ses') return '';
  const name =
    service === 'sqs'
      ? /"QueueUrl":"[^"]*\/([^"/]+)"/.exec(text)?.[1]
      : (/"TableName":"([^"]+)"/.exec(text)?.[1] ?? /"RequestItems":\{"([^"]+)"/.exec(text)?.[1]);
  return ` ${readable(name ?? '')}`;
}

function keyIn({ service, text }: Call): string {
  if (service !== 'dynamodb') return '';
  const body = JSON.parse(text);
  const keys =
    body.Key ??
    (body.TransactItems ?? []).map((entry: Record<string, { Key?: object; Item?: object }>) => {
      const [[kind, { Key = {} } = {}] = []] = Object.entries(entry);
      return { kind, Key };
    });
  return JSON.stringify(keys)
    .replace(/"|\{S:|\}/g, '')
    .slice(0, 160);
}

function throttleResponse({ service }: Call): Response {
  switch (service) {
    case 'dynamodb': {
      const type = 'com.amazonaws.dynamodb.v20120810#ThrottlingException';
      return { statusCode: 400, body: JSON.stringify({ __type: type, message: 'Rate exceeded' }) };
    }
    case 'sqs':
      return {
        statusCode: 403,
        body: JSON.stringify({
          __type: 'com.amazonaws.sqs#RequestThrottled',
          message: 'Rate exceeded',
        }),
      };
    case 'ses':
      return errorResponse(400, 'Throttling', 'Maximum sending rate exceeded.');
    default:
      return service satisfies never;
  }
}

function outageResponse(): Response {
  const type = 'com.amazonaws.dynamodb.v20120810#InternalServerError';
  return { statusCode: 500, body: JSON.stringify({ __type: type, message: 'Internal error' }) };
}

/** The error of a connection that broke, as the SDK's HTTP handler reports it. */
function connectionError(code: string): Error {
  return Object.assign(new Error('The connection broke.'), { name: 'TimeoutError', code });
}

function httpAnswer({ statusCode, body }: Response): HttpAnswer {
  const isXml = body.startsWith('<');
  return {
    response: {
      statusCode,
      reason: '',
      headers: {
        'content-type': isXml ? 'text/xml' : 'application/x-amz-json-1.0',
        'x-amzn-requestid': 'simulated',
      },
      body: new Uint8Array(Buffer.from(body)),
    },
  };
}

interface HttpHandler {
  configProvider: Promise<{
    requestTimeout?: number;
    socketTimeout?: number;
    throwOnRequestTimeout?: boolean;
  }>;
  handle(request: HttpRequest, options?: { requestTimeout?: number }): Promise<HttpAnswer>;
}

let isIntercepted = false;

/** Makes the SDK's HTTP client hand the calls of invocations to their simulation. */
function interceptCalls(): void {
  if (isIntercepted) return;
  isIntercepted = true;
  const client = new DynamoDBClient({ region: REGION });
  const prototype = Object.getPrototypeOf(client.config.requestHandler) as HttpHandler;
  const original = prototype.handle;
  prototype.handle = async function handle(this: HttpHandler, request, options) {
    const process = currentProcess();
    if (!(process instanceof Invocation)) return original.call(this, request, options);
    const { requestTimeout, socketTimeout, throwOnRequestTimeout } = await this.configProvider;
    const timeouts = [
      options?.requestTimeout ?? (throwOnRequestTimeout ? requestTimeout : undefined),
      socketTimeout,
    ].filter((ms): ms is number => typeof ms === 'number' && ms > 0);
    const timeout = timeouts.length === 0 ? undefined : Math.min(...timeouts);
    const { simulation } = process as unknown as { simulation: Simulation };
    return runOutside(() => simulation.call(process, request, timeout));
  };
}

import type { FunctionDefinition } from '../../../lib/local/template/functions';
import type { Fault } from '../faults';
import type { AwsCall } from './aws-call';
import { AwsCalls } from './aws-calls';
import { CallFaults } from './call-faults';
import { Changes } from './changes';
import { Functions, type Outcome } from './functions';
import type { Invocation } from './invocation';
import { type Point, Points } from './points';
import { type DeadLetter, QueueSources } from './queue-sources';
import { answerSqs } from './queues';
import { Random } from './random';
import { Schedules } from './schedules';
import { interceptSdkCalls } from './sdk-calls';
import type { Service } from './service';
import type { AcceptedEmail } from './ses';
import { type InboundEmail, SesReceiving } from './ses-receiving';
import { SesSending } from './ses-sending';
import { StreamSources } from './stream-sources';
import type { Response, Tables } from './tables';
import { Timeline } from './timeline';
import { installVirtualTime, isThreadPoolBusy, realNow, realSetImmediate } from './virtual-time';

export interface SimulationOptions {
  readonly service: Service;
  readonly tables: Tables;
  readonly accessKeyId: string;
  readonly seed: number;
  readonly faults: readonly Fault[];
  /** Virtual time (ms) of the start. */
  readonly start: number;
}

const MAX_REAL_WAIT_MS = 20_000;
/** Turns of the event loop without any progress after which the simulation is idle. */
const IDLE_TURNS = 3;

/**
 * Runs the service in virtual time, in one thread, and one call to AWS at a time. Everything that could
 * happen next is a choice of one seeded random generator, so a run can be repeated.
 */
export class Simulation {
  private readonly timeline: Timeline;
  private readonly random: Random;
  private readonly reached: Points;
  private readonly functions: Functions;
  private readonly calls: AwsCalls;
  private readonly queues: QueueSources;
  private readonly streams: StreamSources;
  private readonly ses: SesSending;
  private readonly inbound: SesReceiving;
  private readonly schedules: Schedules;

  constructor(private readonly options: SimulationOptions) {
    const { service, tables, accessKeyId, seed, start } = options;
    const { definition } = service;
    const timeline = new Timeline(start);
    const random = new Random(seed);
    const points = new Points(timeline, options.faults);
    const changes = new Changes(timeline);
    const functions = new Functions({
      timeline,
      random,
      points,
      service,
      accessKeyId,
      call: (...call) => this.calls.add(...call),
      removeCalls: (invocation) => this.calls.removeOf(invocation),
    });
    const faults = new CallFaults(timeline, points, tables, (one) => functions.crash(one));
    const answer = (call: AwsCall) => this.answer(call);
    this.calls = new AwsCalls({ timeline, random, points, tables, faults, answer });
    this.queues = new QueueSources(definition, timeline, random, points, functions);
    this.streams = new StreamSources(definition, timeline, random, points, functions, (...letter) =>
      this.queues.addDeadLetter(...letter),
    );
    this.ses = new SesSending(service, timeline, random, points, tables, this.queues);
    this.inbound = new SesReceiving(service, timeline, this.queues);
    this.schedules = new Schedules(service, timeline, points, tables, functions, changes);
    this.timeline = timeline;
    this.random = random;
    this.reached = points;
    this.functions = functions;
    tables.onChange = (version, former) => {
      changes.add(version);
      this.streams.add(version, former);
    };
    installVirtualTime();
    interceptSdkCalls();
  }

  /** Virtual time (ms). */
  get now(): number {
    return this.timeline.now;
  }

  get trace(): readonly string[] {
    return this.timeline.trace;
  }

  get points(): readonly Point[] {
    return this.reached.reached;
  }

  /** When the last fault struck, or ended. */
  get lastFaultAt(): number {
    return this.reached.lastFaultAt;
  }

  get struck(): ReadonlySet<Fault> {
    return this.reached.struck;
  }

  /** The emails that SES accepted. */
  get emails(): readonly AcceptedEmail[] {
    return this.ses.emails;
  }

  get deadLetters(): readonly DeadLetter[] {
    return this.queues.deadLetters;
  }

  get liveInvocations(): string[] {
    return this.functions.liveInvocations;
  }

  startSchedules(): void {
    this.schedules.start();
  }

  /** Does something at a time of the run. */
  at(time: number, action: () => void | Promise<void>): void {
    this.timeline.at(time, action);
  }

  /** Invokes a function. `report` is called once, also if it times out or its process ends. */
  invoke(fn: FunctionDefinition, event: unknown, report: (outcome: Outcome) => void): Invocation {
    return this.functions.invoke(fn, event, report);
  }

  /** Lets an email reach the service. */
  receiveEmail(email: InboundEmail): void {
    this.inbound.receive(email);
  }

  /** Runs until nothing is left to do before the time. */
  async run(until: number): Promise<void> {
    const { timeline } = this;
    for (;;) {
      await this.settle();
      const choices = this.choices();
      if (choices.length > 0) {
        await this.random.pick(choices)();
        continue;
      }
      const next = this.nextTime();
      if (next === undefined || next > until) break;
      timeline.now = Math.max(timeline.now, next);
    }
    timeline.now = Math.max(timeline.now, until);
  }

  /** The messages that are in queues which a function reads. */
  waitingMessages(): string[] {
    return this.queues.waitingMessages();
  }

  log(line: string): void {
    this.timeline.log(line);
  }

  private choices(): (() => void | Promise<void>)[] {
    return [
      ...this.calls.ready(),
      ...this.timeline.due(),
      ...this.queues.ready(),
      ...this.streams.ready(),
    ];
  }

  private nextTime(): number | undefined {
    const parts = [this.calls, this.timeline, this.queues, this.streams];
    const times = parts.flatMap((part) => part.times());
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** Waits until every invocation waits for the simulation. */
  private async settle(): Promise<void> {
    const { timeline, functions } = this;
    const begin = realNow();
    let idleTurns = 0;
    while (idleTurns < IDLE_TURNS) {
      const before = timeline.activity;
      await new Promise((resolve) => realSetImmediate(resolve));
      const isBusy = before !== timeline.activity || isThreadPoolBusy() || functions.isAnyBusy();
      idleTurns = isBusy ? 0 : idleTurns + 1;
      if (isBusy && realNow() - begin > MAX_REAL_WAIT_MS) {
        throw new Error(
          `Still busy: ${this.liveInvocations.join(', ')}\n${this.trace.slice(-30).join('\n')}`,
        );
      }
    }
  }

  /** Does what a call asks for. */
  private async answer({ service, operation, text, fault }: AwsCall): Promise<Response> {
    const { queues, ses, now } = this;
    switch (service) {
      case 'dynamodb':
        return this.options.tables.perform(operation, text, now);
      case 'sqs': {
        const queueOf = (url: string) => queues.withUrl(url);
        return answerSqs(operation, JSON.parse(text), queueOf, queues.send, now);
      }
      case 'ses':
        if (fault?.kind === 'crash-without-events') ses.withholdEvents(fault.ms);
        return ses.accept(text);
      case 's3':
        return this.inbound.getObject(text);
      default:
        return service satisfies never;
    }
  }
}

import { failedItems } from '../../../lib/local/functions/batch-item-failures';
import type { QueueEventSource } from '../../../lib/local/template/event-sources';
import type { StackDefinition } from '../../../lib/local/template/parse-template';
import type { Functions } from './functions';
import type { Points } from './points';
import { SimulatedQueue } from './queues';
import type { Random } from './random';
import type { Timeline } from './timeline';

export interface DeadLetter {
  readonly queue: string;
  readonly body: string;
  /** Virtual time (ms). */
  readonly at: number;
}

/** The queues of the stack, and the functions that read them. */
export class QueueSources {
  readonly deadLetters: DeadLetter[] = [];

  private readonly sources: readonly QueueEventSource[];
  private readonly queues: readonly SimulatedQueue[];
  private readonly active = new Map<QueueEventSource, number>();

  constructor(
    { queues, eventSources }: StackDefinition,
    private readonly timeline: Timeline,
    private readonly random: Random,
    private readonly points: Points,
    private readonly functions: Functions,
  ) {
    this.sources = eventSources.queues;
    this.queues = queues.map(
      (queue) => new SimulatedQueue(queue, (arn, body) => this.addDeadLetter(arn, body)),
    );
  }

  /** What can happen next: a function receives messages. */
  ready(): (() => void)[] {
    const { now } = this.timeline;
    return this.free().flatMap((source) => {
      const visible = this.withArn(source.sourceArn).visible(now);
      return visible.length === 0 ? [] : [() => this.receive(source, visible)];
    });
  }

  /** When the next message of each queue may be received. */
  times(): number[] {
    return this.free().flatMap((source) => {
      const visibleAt = this.withArn(source.sourceArn).nextVisibleAt();
      return visibleAt === undefined ? [] : [visibleAt];
    });
  }

  /** The messages that are in queues which a function reads. */
  waitingMessages(): string[] {
    return this.sources.flatMap(({ sourceArn }) => {
      const queue = this.withArn(sourceArn);
      return queue.bodies().map((body) => `${queue.name}: ${body.slice(0, 200)}`);
    });
  }

  /** @throws Error if the stack has no such queue. */
  withArn(arn: string): SimulatedQueue {
    return this.find(({ definition }) => definition.arn === arn, arn);
  }

  /** @throws Error if the stack has no such queue. */
  withUrl(url: string): SimulatedQueue {
    return this.find(({ definition }) => definition.url === url, url);
  }

  /** Sends a message, which can be delivered late or twice. */
  readonly send = (queue: SimulatedQueue, body: string, delayMs: number): string => {
    const { now } = this.timeline;
    const id = queue.send(body, delayMs, now);
    const fault = this.points.reach(`message ${queue.name}`, 'message');
    if (fault === undefined) return id;
    this.points.strike(fault);
    if (fault.kind === 'late-message') queue.delay(id, fault.ms);
    else if (fault.kind === 'repeated-message') queue.delay(queue.send(body, 0, now), fault.ms);
    // While the first one is being processed, by another invocation.
    else queue.send(body, delayMs + this.random.between(5, 60), now);
    return id;
  };

  addDeadLetter(arn: string, body: string): void {
    const { now } = this.timeline;
    const queue = this.withArn(arn);
    queue.send(body, 0, now);
    this.deadLetters.push({ queue: queue.name, body, at: now });
    this.timeline.log(`dead letter in ${queue.name}: ${body.slice(0, 200)}`);
  }

  /** The sources whose function may be invoked once more. */
  private free(): QueueEventSource[] {
    return this.sources.filter(
      (source) => (this.active.get(source) ?? 0) < source.maximumConcurrency,
    );
  }

  private receive(source: QueueEventSource, visible: string[]): void {
    const queue = this.withArn(source.sourceArn);
    const count = this.random.between(1, source.batchSize);
    const Records = queue.receive(this.random.shuffle(visible).slice(0, count), this.timeline.now);
    if (Records.length === 0) return;
    this.active.set(source, (this.active.get(source) ?? 0) + 1);
    const fn = this.functions.withArn(source.functionArn);
    const invocation = this.functions.invoke(fn, { Records }, (outcome) => {
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
    this.timeline.log(
      `${invocation} receives ${Records.map(({ messageId }) => messageId).join(' ')}`,
    );
  }

  private find(matches: (queue: SimulatedQueue) => boolean, name: string): SimulatedQueue {
    const found = this.queues.find(matches);
    if (found === undefined) throw new Error(`The stack has no queue ${name}.`);
    return found;
  }
}

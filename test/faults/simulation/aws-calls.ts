import { type AwsCall, type AwsService, bodyText, identify, keyIn, resourceOf } from './aws-call';
import { isBookkeepingCall } from './bookkeeping';
import type { CallFaults } from './call-faults';
import type { HttpAnswer, HttpRequest } from './http-message';
import type { Invocation } from './invocation';
import type { Points } from './points';
import type { Random } from './random';
import { httpAnswer, outageResponse } from './responses';
import { isWrite, type Response, type Tables } from './tables';
import type { Timeline } from './timeline';

export interface AwsCallsDependencies {
  readonly timeline: Timeline;
  readonly random: Random;
  readonly points: Points;
  readonly tables: Tables;
  readonly faults: CallFaults;
  /** Does what the call asks for. */
  readonly answer: (call: AwsCall) => Promise<Response>;
}

/** Calls to other services than DynamoDB that change nothing. */
const READS = new Set(['GetQueueAttributes', 'GetObject']);

/** The calls to AWS that wait to happen. */
export class AwsCalls {
  private readonly attempts = new Map<string, Pick<AwsCall, 'point' | 'nth' | 'fault'>>();
  private waiting: AwsCall[] = [];

  constructor(private readonly run: AwsCallsDependencies) {}

  /** Takes a call of the SDK by an invocation. It waits until the simulation lets it happen. */
  add(
    invocation: Invocation,
    request: HttpRequest,
    requestTimeoutMs: number | undefined,
  ): Promise<HttpAnswer> {
    if (invocation.state !== 'running') return new Promise(() => {});
    const { timeline } = this.run;
    const body = bodyText(request.body);
    const { service, operation } = identify(request, body);
    const text = service === 's3' ? request.path : body;
    const attempt = this.attemptOf(invocation, request, service, operation, text);
    invocation.waits += 1;
    timeline.activity += 1;
    return new Promise((resolve, reject) => {
      const settled = () => {
        invocation.waits -= 1;
        timeline.activity += 1;
      };
      this.waiting.push({
        ...attempt,
        invocation,
        service,
        operation,
        text,
        requestTimeoutMs,
        readyAt: timeline.now,
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

  /** The calls that may happen now, each as something that can happen next. */
  ready(): (() => Promise<void>)[] {
    return this.waiting
      .filter((call) => this.isReady(call))
      .map((call) => () => this.release(call));
  }

  /** When each call may happen. */
  times(): number[] {
    return this.waiting.map(({ readyAt, invocation }) => Math.max(readyAt, invocation.frozenUntil));
  }

  removeOf(invocation: Invocation): void {
    this.waiting = this.waiting.filter((call) => call.invocation !== invocation);
  }

  private isReady({ readyAt, invocation }: AwsCall): boolean {
    const { now } = this.run.timeline;
    return readyAt <= now && invocation.frozenUntil <= now;
  }

  /** The point of a call. All attempts of the SDK at the same call are one point with one fault. */
  private attemptOf(
    invocation: Invocation,
    { headers }: HttpRequest,
    service: AwsService,
    operation: string,
    text: string,
  ): Pick<AwsCall, 'point' | 'nth' | 'fault'> {
    const id = headers['amz-sdk-invocation-id'];
    const known = id === undefined ? undefined : this.attempts.get(id);
    if (known) {
      const repeats = known.fault?.kind === 'throttle' || known.fault?.kind === 'lost-answers';
      return { ...known, fault: repeats ? known.fault : undefined };
    }
    const { points, tables } = this.run;
    const { handler } = invocation.fn;
    const point = `${handler} ${operation}${resourceOf(service, text)}`;
    const isDynamoDb = service === 'dynamodb';
    const fault = points.reach(point, 'call', {
      invocation: invocation.id,
      handler,
      changes: isDynamoDb ? isWrite(operation) : !READS.has(operation),
      isBookkeeping: isDynamoDb && isWrite(operation) && isBookkeepingCall(text),
      eventual: isDynamoDb && tables.isEventuallyConsistent(operation, text),
    });
    const attempt = { point, nth: points.countOf(point), fault };
    if (id !== undefined) this.attempts.set(id, attempt);
    return attempt;
  }

  /** Lets a call happen; often together with the other reads that wait, whose order changes nothing. */
  private async release(call: AwsCall): Promise<void> {
    const isPlainRead = (other: AwsCall) =>
      other.service === 'dynamodb' && !isWrite(other.operation) && other.fault === undefined;
    if (isPlainRead(call) && this.run.random.chance(0.7)) {
      await this.performReads(
        this.waiting.filter((other) => isPlainRead(other) && this.isReady(other)),
      );
      return;
    }
    await this.perform(call);
  }

  /** Reads at the same time, but answers in a fixed order. */
  private async performReads(reads: readonly AwsCall[]): Promise<void> {
    const { timeline, random, faults } = this.run;
    this.waiting = this.waiting.filter((call) => !reads.includes(call));
    timeline.now += random.between(1, 9);
    const isOutage = faults.isOutage();
    const answers = await Promise.all(
      reads.map((call) => (isOutage ? outageResponse() : this.run.answer(call))),
    );
    for (const [index, call] of reads.entries()) {
      const answer = answers[index];
      if (answer === undefined) continue;
      this.log(call, isOutage ? 'outage' : String(answer.statusCode));
      call.resolve(httpAnswer(answer));
    }
  }

  private async perform(call: AwsCall): Promise<void> {
    const { timeline, random, faults } = this.run;
    const { fault } = call;
    const remove = () => {
      this.waiting = this.waiting.filter((other) => other !== call);
    };
    if (fault && !faults.strikeBefore(call, fault, remove)) return;
    remove();
    timeline.now += call.service === 'ses' ? random.between(20, 80) : random.between(1, 9);
    const isOutage = call.service === 'dynamodb' && faults.isOutage();
    const answer = isOutage ? outageResponse() : await this.run.answer(call);
    if (fault === undefined) {
      this.log(call, isOutage ? 'outage' : String(answer.statusCode));
      call.resolve(httpAnswer(answer));
      return;
    }
    this.log(call, String(answer.statusCode));
    faults.strikeAfter(call, fault, answer);
  }

  private log(call: AwsCall, outcome: string): void {
    const { invocation, service, operation, text } = call;
    if (service === 'dynamodb' && !isWrite(operation) && outcome === '200') return;
    this.run.timeline.log(
      `${invocation} ${operation}${resourceOf(service, text)} ${keyIn(call)} -> ${outcome}`,
    );
  }
}

import type { DeliveryRequest } from '../../lambdas/domain/delivery';
import type { PreparedDelivery } from '../../lambdas/domain/delivery-outcome';
import { LANES, type Lane, laneOf } from '../../lambdas/domain/lane';
import {
  CONFIRMATIONS_SHARE,
  findFreeSlots,
  type SendLine,
  type SlotRequest,
  type SlotReservation,
} from '../../lambdas/domain/send-slots';
import { WORKER_TIMEOUT_MS } from '../../lambdas/domain/worker-timeout';
import { deliver } from '../../lambdas/use-cases/deliver';
import { takeSendSlots } from '../../lambdas/use-cases/take-send-slots';
import { MAX_EMAILS_PER_SECOND_PER_WORKER } from '../../lib/settings';
import { SimulatedTime } from './simulated-time';

/** A latency whose logarithm is normally distributed, with this median and 99th percentile (ms). */
type Latency = readonly [median: number, p99: number];

/** Latencies as seen within one region of AWS, and the processor time of a function with 512 MB. */
export const MODEL = {
  sqsReceive: [15, 60],
  dynamoDbRead: [4, 16],
  dynamoDbWrite: [6, 24],
  ses: [90, 250],
  /** Between two invocations of a function. */
  lambdaGap: [5, 20],
} as const satisfies Record<string, Latency>;

/** Reads that follow one another, other writes, and ms of the worker's processor to prepare an email. */
const PREPARATION: Record<Lane, { reads: number; writes: number; processorMs: number }> = {
  confirmations: { reads: 2, writes: 1, processorMs: 20 },
  alerts: { reads: 4, writes: 0, processorMs: 20 },
  digests: { reads: 5, writes: 0, processorMs: 30 },
};

const BATCH_SIZE = 10;
const MIN_WORKERS = 2;
const START = Date.parse('2026-12-02T08:00:00.000Z');

/** An email that was given to SES. Times are in ms. */
export interface SimulatedSend {
  lane: Lane;
  queuedAt: number;
  sentAt: number;
}

/**
 * All lanes and their workers in simulated time. The deliver use case and the rule of the send slots are
 * the real ones; SQS, DynamoDB and SES are latencies.
 */
export class SimulatedLanes {
  readonly sends: SimulatedSend[] = [];
  /** How often a send line was written, with or without success. */
  lineWrites = 0;
  private readonly time = new SimulatedTime(START);
  private readonly queues: Record<Lane, DeliveryRequest[]> = {
    confirmations: [],
    alerts: [],
    digests: [],
  };
  private readonly idleWorkers: Record<Lane, (() => void)[]> = {
    confirmations: [],
    alerts: [],
    digests: [],
  };
  private readonly queuedAt = new Map<string, number>();
  private readonly lines = { all: {} as SendLine, confirmations: {} as SendLine };
  private count = 0;

  constructor(
    private readonly rate: number,
    private readonly random: () => number,
  ) {
    for (const lane of LANES) {
      const share = lane === 'confirmations' ? CONFIRMATIONS_SHARE : 1;
      const workers = Math.max(
        MIN_WORKERS,
        Math.ceil((rate * share) / MAX_EMAILS_PER_SECOND_PER_WORKER),
      );
      for (let worker = 0; worker < workers; worker += 1) void this.work(lane);
    }
  }

  /** Seconds since the start. */
  get seconds(): number {
    return (this.time.now - START) / 1_000;
  }

  /** Queues emails of a lane now. */
  add(lane: Lane, emails: number): void {
    for (let email = 0; email < emails; email += 1) {
      this.count += 1;
      const request = aRequest(lane, String(this.count));
      this.queuedAt.set(keyOf(request), this.time.now);
      this.queues[lane].push(request);
    }
    this.wakeWorkers(lane);
  }

  /** Lets this many seconds pass. */
  async run(seconds: number): Promise<void> {
    await this.time.run(this.time.now + seconds * 1_000);
  }

  private async work(lane: Lane): Promise<void> {
    const run = this.createDeliver();
    for (;;) {
      if (this.queues[lane].length === 0) {
        await new Promise<void>((resolve) => this.idleWorkers[lane].push(resolve));
      }
      await this.take(MODEL.sqsReceive);
      const requests = this.queues[lane].splice(0, BATCH_SIZE);
      if (requests.length === 0) continue;
      await run(requests, WORKER_TIMEOUT_MS);
      await this.take(MODEL.lambdaGap);
    }
  }

  /** A worker's own instance of the use case. */
  private createDeliver() {
    const { sleep } = this.time;
    const now = () => new Date(this.time.now).toISOString();
    let processorFreeAt = 0;
    /** Emails of a worker are prepared concurrently, but have one processor. */
    const useProcessor = async (ms: number): Promise<void> => {
      processorFreeAt = Math.max(processorFreeAt, this.time.now) + ms;
      await sleep(processorFreeAt - this.time.now);
    };
    const write = () => this.take(MODEL.dynamoDbWrite);
    return deliver({
      prepare: async (request): Promise<PreparedDelivery> => {
        const { reads, writes, processorMs } = PREPARATION[laneOf(request)];
        for (let read = 0; read < reads; read += 1) await this.take(MODEL.dynamoDbRead);
        for (let written = 0; written < writes; written += 1) await write();
        await useProcessor(processorMs);
        const recipient = { subscriberId: keyOf(request), unsubscribes: 0, preferenceChanges: 0 };
        const email = { to: keyOf(request), raw: new Uint8Array() };
        return { outcome: 'ready', email, recipient };
      },
      ledger: {
        isFinished: async () => {
          await this.take(MODEL.dynamoDbRead);
          return false;
        },
        claim: async () => {
          await write();
          return { outcome: 'claimed', attempts: 1 };
        },
        markSent: write,
        drop: write,
        release: write,
        gather: async () => {
          await write();
          return { outcome: 'gathered' };
        },
        postpone: async () => {
          await write();
          return { outcome: 'postponed' };
        },
      },
      endRound: write,
      findObjection: async () => {
        await this.take(MODEL.dynamoDbRead);
        return undefined;
      },
      send: async ({ to }) => {
        const [lane] = to.split(' ') as [Lane];
        const queuedAt = this.queuedAt.get(to) ?? Number.NaN;
        this.queuedAt.delete(to);
        this.sends.push({ lane, queuedAt, sentAt: this.time.now });
        await this.take(MODEL.ses);
        return { outcome: 'accepted', messageId: '' };
      },
      takeSlots: takeSendSlots({
        reserve: (request) => this.reserve(this.lines.all, request),
        reserveForConfirmations: (request) => this.reserve(this.lines.confirmations, request),
        sendRate: this.rate,
        sleep,
        now,
      }),
      pauseSending: async () => this.time.now,
      requeue: async (requests) => {
        for (const request of requests) this.queues[laneOf(request)].push(request);
        for (const lane of LANES) this.wakeWorkers(lane);
      },
      sleep,
      now,
    });
  }

  private async reserve(line: SendLine, request: SlotRequest): Promise<SlotReservation> {
    const latency = this.latency(MODEL.dynamoDbWrite);
    await this.time.sleep(latency / 2);
    this.lineWrites += 1;
    const free = findFreeSlots(line, request);
    let reservation: SlotReservation;
    if (free.outcome === 'full' || free.outcome === 'paused') reservation = free;
    else {
      const first = free.outcome === 'next-in-line' ? Number(line.nextAt) : request.earliest;
      line.nextAt = first + request.count * request.intervalMs;
      reservation = { outcome: 'reserved', first };
    }
    await this.time.sleep(latency / 2);
    return reservation;
  }

  private wakeWorkers(lane: Lane): void {
    while (this.queues[lane].length > 0) {
      const wake = this.idleWorkers[lane].pop();
      if (wake === undefined) return;
      wake();
      // Each takes a batch when it has received it.
      if (this.queues[lane].length <= BATCH_SIZE) return;
    }
  }

  private take(latency: Latency): Promise<void> {
    return this.time.sleep(this.latency(latency));
  }

  private latency([median, p99]: Latency): number {
    const sigma = Math.log(p99 / median) / NORMAL_P99;
    const uniform = Math.max(this.random(), Number.EPSILON);
    const normal = Math.sqrt(-2 * Math.log(uniform)) * Math.cos(2 * Math.PI * this.random());
    return median * Math.exp(sigma * normal);
  }
}

/** The 99th percentile of the standard normal distribution. */
const NORMAL_P99 = 2.326;

function aRequest(lane: Lane, subscriberId: string): DeliveryRequest {
  switch (lane) {
    case 'confirmations':
      return { kind: 'confirm', deliveryId: `confirm-${subscriberId}` };
    case 'alerts':
      return { kind: 'alert', briefingId: 'harbour', edition: 1, subscriberId };
    case 'digests':
      return { kind: 'digest', subscriberId, frequency: 'daily', round: 0 };
    default:
      return lane satisfies never;
  }
}

function keyOf(request: DeliveryRequest): string {
  const who = request.kind === 'confirm' ? request.deliveryId : request.subscriberId;
  return `${laneOf(request)} ${who}`;
}

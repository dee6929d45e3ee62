import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DeliveryRequest } from '../domain/delivery';
import { LANES, type Lane, laneOf } from '../domain/lane';
import { WorkQueue } from './queue';

/** The queues' URLs. A function has only those of the lanes that it may use. */
export type LaneUrls = Partial<Record<Lane, string>>;

/** The attributes that together count every message of a queue: waiting, in flight and delayed. */
const COUNTS = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

/** The queues of deliveries, one per lane. */
export class Lanes {
  constructor(
    private readonly client: SQSClient,
    private readonly urls: LaneUrls,
  ) {}

  /**
   * Queues each delivery in its lane, to be received after `delaySeconds` (at most 900).
   *
   * @throws Error if SQS rejects a message repeatedly. Sending all of them again is harmless.
   */
  readonly send = async (requests: DeliveryRequest[], delaySeconds = 0): Promise<void> => {
    for (const lane of LANES) {
      const ofLane = requests.filter((request) => laneOf(request) === lane);
      if (ofLane.length === 0) continue;
      await new WorkQueue<DeliveryRequest>(this.client, this.urlOf(lane)).send(
        ofLane,
        delaySeconds,
      );
    }
  };

  /** Approximately how many messages the lane has: waiting, in flight and delayed. */
  readonly countMessages = async (lane: Lane): Promise<number> => {
    const { Attributes = {} } = await this.client.send(
      new GetQueueAttributesCommand({ QueueUrl: this.urlOf(lane), AttributeNames: [...COUNTS] }),
    );
    return COUNTS.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
  };

  private urlOf(lane: Lane): string {
    const url = this.urls[lane];
    if (url === undefined) throw new Error(`This function was not given the lane "${lane}".`);
    return url;
  }
}

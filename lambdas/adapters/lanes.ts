import type { SQSClient } from '@aws-sdk/client-sqs';
import type { DeliveryRequest } from '../domain/delivery';
import { LANES, type Lane, laneOf } from '../domain/lane';
import { WorkQueue } from './queue';

/** The queues' URLs. A function has only those of the lanes that it may use. */
export type LaneUrls = Partial<Record<Lane, string>>;

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
      await this.queueOf(lane).send(ofLane, delaySeconds);
    }
  };

  /** Approximately how many messages the lane has: waiting, in flight and delayed. */
  readonly countMessages = async (lane: Lane): Promise<number> =>
    this.queueOf(lane).countMessages();

  private queueOf(lane: Lane): WorkQueue<DeliveryRequest> {
    const url = this.urls[lane];
    if (url === undefined) throw new Error(`This function was not given the lane "${lane}".`);
    return new WorkQueue(this.client, url);
  }
}

import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { DELIVERY_KINDS, DELIVERY_STATES, type DeliveryRecord } from '../domain/delivery-record';
import { batchGet, type Item } from './dynamodb';
import { briefingIdOf, briefingKeyOf, LEDGER_SHARDS } from './ledger-shards';

/** A page of deliveries; `next` is where the following page starts, absent on the last one. */
export interface DeliveryPage {
  deliveries: DeliveryRecord[];
  next?: string;
}

/** A reply of the API with this many stays far below Lambda's 6 MB. */
const DELIVERIES_PER_PAGE = 500;

const itemSchema = z.object({
  deliveryId: z.string(),
  kind: z.enum(DELIVERY_KINDS),
  status: z.enum(DELIVERY_STATES),
  subscriberId: z.exactOptional(z.string()),
  briefingKey: z.optional(z.string()),
  sentAt: z.optional(z.string()),
  droppedAt: z.optional(z.string()),
  claimedAt: z.optional(z.string()),
  reason: z.exactOptional(z.string()),
  messageId: z.exactOptional(z.string()),
  attempts: z._default(z.number(), 0),
  told: z.exactOptional(z.object({ topicIds: z.array(z.string()), briefings: z.number() })),
});

/** Reads the Deliveries table for operators: by briefing, by subscriber, by id. */
export class DeliveryLog {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  /** A page of the subscriber's deliveries, in no particular order. */
  readonly ofSubscriber = (subscriberId: string, startAfter?: string): Promise<DeliveryPage> =>
    this.page('bySubscriber', 'subscriberId', subscriberId, startAfter);

  /**
   * A page of the alerts of the briefing, in no particular order. A page may have few or none: each
   * reads one partition of the index.
   */
  readonly ofBriefing = async (briefingId: string, startAfter?: string): Promise<DeliveryPage> => {
    const { shard, last } = parsePosition(startAfter);
    const partition = LEDGER_SHARDS[shard];
    if (partition === undefined) return { deliveries: [] };
    const key = briefingKeyOf(briefingId, partition);
    const page = await this.page('byBriefing', 'briefingKey', key, last);
    const { deliveries } = page;
    if (page.next !== undefined) return { deliveries, next: `${shard}#${page.next}` };
    if (shard + 1 >= LEDGER_SHARDS.length) return { deliveries };
    return { deliveries, next: `${shard + 1}#` };
  };

  /** The deliveries with these ids; those that the ledger does not have are left out. Consistent. */
  readonly byIds = async (deliveryIds: string[]): Promise<DeliveryRecord[]> => {
    const keys = deliveryIds.map((deliveryId) => ({ deliveryId }));
    const items = await batchGet(this.client, this.table, keys, { consistent: true });
    return items.flatMap(toRecord);
  };

  private async page(
    index: string,
    attribute: string,
    value: string,
    startAfter: string | undefined,
  ): Promise<DeliveryPage> {
    const { Items = [], LastEvaluatedKey } = await this.client.send(
      new QueryCommand({
        TableName: this.table,
        IndexName: index,
        KeyConditionExpression: `${attribute} = :value${startAfter ? ' AND deliveryId > :last' : ''}`,
        ExpressionAttributeValues: {
          ':value': value,
          ...(startAfter ? { ':last': startAfter } : {}),
        },
        Limit: DELIVERIES_PER_PAGE,
      }),
    );
    const deliveryIds = Items.map(({ deliveryId }) => String(deliveryId));
    const next = LastEvaluatedKey ? deliveryIds.at(-1) : undefined;
    const deliveries = await this.byIds(deliveryIds);
    return { deliveries, ...(next === undefined ? {} : { next }) };
  }
}

/** A position in the deliveries of a briefing: the partition, and the last delivery that was read. */
function parsePosition(position: string | undefined): { shard: number; last: string | undefined } {
  const [, shard = '0', last = ''] = /^(\d{1,2})#(.*)$/.exec(position ?? '') ?? [];
  return { shard: Number(shard), last: last === '' ? undefined : last };
}

/** Other items of the table, such as the records of fan-out, are not deliveries. */
function toRecord(item: Item): DeliveryRecord[] {
  const parsed = itemSchema.safeParse(item);
  if (!parsed.success) return [];
  const { status: state, sentAt, droppedAt, claimedAt, briefingKey, ...record } = parsed.data;
  const at = { waiting: claimedAt, claimed: claimedAt, sent: sentAt, dropped: droppedAt }[state];
  return [
    {
      ...record,
      state,
      ...(briefingKey === undefined ? {} : { briefingId: briefingIdOf(briefingKey) }),
      ...(at === undefined ? {} : { at }),
    },
  ];
}

import type { DynamoDBDocumentClient, TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { AlertState, AlertWindow, GatheredAlert } from '../domain/alert-window';
import type { GatheredProgress } from '../domain/delivery';
import { updateConditionally } from './dynamodb';
import { ALERTS_ITEM, dueShardOf, gatheredKey } from './subscriber-items';

type Update = NonNullable<
  NonNullable<TransactWriteCommandInput['TransactItems']>[number]['Update']
> & { ConditionExpression: string };

/**
 * At most this many alerts are gathered for one email, more than it can list. Others are only
 * counted. The keys of these stay far below DynamoDB's limit of 400 KB for an item.
 */
const MAX_GATHERED = 500;

/** The items of the Subscribers table that say which alerts of a subscriber are waiting, and until when. */
export class AlertWindows {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  /** Opens a window. False if another alert changed `state` meanwhile: the caller decides again. */
  readonly open = (
    subscriberId: string,
    state: AlertState,
    opens: AlertWindow,
  ): Promise<boolean> => {
    const previous = state.window;
    return updateConditionally(this.client, {
      TableName: this.table,
      Key: { subscriberId, item: ALERTS_ITEM },
      UpdateExpression: 'SET #window = :opens, #round = if_not_exists(#round, :zero)',
      ConditionExpression: previous
        ? '#window = :previous AND attribute_not_exists(gathered)'
        : 'attribute_not_exists(#window) AND attribute_not_exists(gathered)',
      ExpressionAttributeNames: { '#window': 'window', '#round': 'round' },
      ExpressionAttributeValues: {
        ':opens': opens,
        ':zero': 0,
        ...(previous ? { ':previous': previous } : {}),
      },
    });
  };

  /** Ends the round without an email. */
  readonly advance = async (progress: GatheredProgress): Promise<void> => {
    await updateConditionally(this.client, this.createAdvanceUpdate(progress));
  };

  /**
   * The update that adds an alert to those that wait until `until` (ISO 8601), so that it can be part
   * of a transaction. Adding it twice changes nothing.
   */
  createGatherUpdate(subscriberId: string, alert: GatheredAlert, until: string): Update {
    return {
      TableName: this.table,
      Key: { subscriberId, item: ALERTS_ITEM },
      UpdateExpression: `SET #round = if_not_exists(#round, :zero), frequency = :instant,
        dueAt = if_not_exists(dueAt, :until), dueShard = :shard ADD gathered :alert`,
      ConditionExpression: 'attribute_not_exists(gathered) OR size(gathered) < :max',
      ExpressionAttributeNames: { '#round': 'round' },
      ExpressionAttributeValues: {
        ':zero': 0,
        ':instant': 'instant',
        ':until': until,
        ':shard': dueShardOf(subscriberId),
        ':alert': new Set([gatheredKey(alert)]),
        ':max': MAX_GATHERED,
      },
    };
  }

  /** The update that only counts an alert, because too many are waiting already. */
  createCountUpdate(subscriberId: string): Update {
    return {
      TableName: this.table,
      Key: { subscriberId, item: ALERTS_ITEM },
      UpdateExpression: 'ADD unlisted :one',
      ConditionExpression: 'attribute_exists(gathered)',
      ExpressionAttributeValues: { ':one': 1 },
    };
  }

  /**
   * The update that ends a round, so that it can be part of a transaction. Alerts that were gathered
   * after the email was written stay for the next round.
   */
  createAdvanceUpdate({ subscriberId, round, told, unlisted, next }: GatheredProgress): Update {
    const { window, dueAt } = next;
    const sets = ['#round = :next', ...(window ? ['#window = :window'] : [])];
    const isIdle = dueAt === undefined;
    if (!isIdle) sets.push('dueAt = :dueAt');
    return {
      TableName: this.table,
      Key: { subscriberId, item: ALERTS_ITEM },
      UpdateExpression: [
        `SET ${sets.join(', ')}`,
        ...(isIdle ? ['REMOVE dueAt, dueShard'] : []),
        ...(told.length > 0 ? ['DELETE gathered :told'] : []),
        ...(unlisted > 0 ? ['ADD unlisted :counted'] : []),
      ].join(' '),
      ConditionExpression: isIdle
        ? '#round = :round AND attribute_not_exists(gathered)'
        : '#round = :round',
      ExpressionAttributeNames: { '#round': 'round', ...(window ? { '#window': 'window' } : {}) },
      ExpressionAttributeValues: {
        ':round': round,
        ':next': round + 1,
        ...(window ? { ':window': window } : {}),
        ...(isIdle ? {} : { ':dueAt': dueAt }),
        ...(told.length > 0 ? { ':told': new Set(told.map(gatheredKey)) } : {}),
        ...(unlisted > 0 ? { ':counted': -unlisted } : {}),
      },
    };
  }
}

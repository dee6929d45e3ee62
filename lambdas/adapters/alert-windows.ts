import type { DynamoDBDocumentClient, TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { AlertState, AlertWindow } from '../domain/alert-window';
import type { GatheredProgress, Gathering } from '../domain/delivery';
import { updateConditionally } from './dynamodb';
import type { RoundEnding } from './round-ending';
import { ALERTS_ITEM, dueShardOf, gatheredKey, PROFILE_ITEM } from './subscriber-items';

type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/**
 * At most this many alerts are gathered for one email, more than it can list. Others are only counted.
 * The keys of these stay far below DynamoDB's limit of 400 KB for an item.
 */
const MAX_GATHERED = 500;

/** The items of the Subscribers table that say which alerts of a subscriber wait, and until when. */
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
    const isUnchanged = previous ? '#window = :previous' : 'attribute_not_exists(#window)';
    return updateConditionally(this.client, {
      TableName: this.table,
      Key: { subscriberId, item: ALERTS_ITEM },
      UpdateExpression: 'SET #window = :opens, #round = if_not_exists(#round, :zero)',
      ConditionExpression: `${isUnchanged} AND attribute_not_exists(gathered)`,
      ExpressionAttributeNames: { '#window': 'window', '#round': 'round' },
      ExpressionAttributeValues: {
        ':opens': opens,
        ':zero': 0,
        ...(previous ? { ':previous': previous } : {}),
      },
    });
  };

  /**
   * The writes that add an alert to those that wait, so that they can be part of a transaction. Adding
   * it twice changes nothing. The first fails if too many wait already, the second if the subscriber was
   * erased.
   */
  gatherWrites({ subscriberId, alert, until }: Gathering): [Write, Write] {
    const add: Write = {
      Update: {
        TableName: this.table,
        Key: { subscriberId, item: ALERTS_ITEM },
        // `frequency` tells these alerts from digests in the index of what is due.
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
      },
    };
    return [add, this.checkSubscriberExists(subscriberId)];
  }

  /** As `gatherWrites`, but the alert is only counted. */
  countWrites(subscriberId: string): [Write, Write] {
    const count: Write = {
      Update: {
        TableName: this.table,
        Key: { subscriberId, item: ALERTS_ITEM },
        UpdateExpression: 'ADD unlisted :one',
        ConditionExpression: 'attribute_exists(gathered)',
        ExpressionAttributeValues: { ':one': 1 },
      },
    };
    return [count, this.checkSubscriberExists(subscriberId)];
  }

  /**
   * The updates that may end the round; see `Rounds`. If more alerts were gathered after the email was written, they stay
   * for the next round.
   */
  endingsOf({ subscriberId, round, told, unlisted, next }: GatheredProgress): RoundEnding[] {
    const { window, dueAt } = next;
    const ending = (
      changes: { set?: string[]; other?: string[]; condition?: string },
      values: Record<string, unknown>,
    ): RoundEnding => {
      const sets = ['#round = :next', ...(window ? ['#window = :window'] : [])];
      return {
        TableName: this.table,
        Key: { subscriberId, item: ALERTS_ITEM },
        UpdateExpression: [
          `SET ${[...sets, ...(changes.set ?? [])].join(', ')}`,
          ...(changes.other ?? []),
          ...(unlisted > 0 ? ['ADD unlisted :counted'] : []),
        ].join(' '),
        ConditionExpression: `#round = :round${changes.condition ?? ''}`,
        ExpressionAttributeNames: {
          '#round': 'round',
          ...(window ? { '#window': 'window' } : {}),
        },
        ExpressionAttributeValues: {
          ':round': round,
          ':next': round + 1,
          ...(window ? { ':window': window } : {}),
          ...(unlisted > 0 ? { ':counted': -unlisted } : {}),
          ...values,
        },
      };
    };
    const toldKeys = told.length > 0 ? { ':told': new Set(told.map(gatheredKey)) } : {};
    const nothingWaits = ending(
      {
        other: ['REMOVE dueAt, dueShard, gathered'],
        condition:
          told.length > 0 ? ' AND gathered = :told' : ' AND attribute_not_exists(gathered)',
      },
      toldKeys,
    );
    const othersWait = ending(
      {
        set: dueAt === undefined ? [] : ['dueAt = :dueAt'],
        other: told.length > 0 ? ['DELETE gathered :told'] : [],
      },
      { ...toldKeys, ...(dueAt === undefined ? {} : { ':dueAt': dueAt }) },
    );
    return [nothingWaits, othersWait];
  }

  private checkSubscriberExists(subscriberId: string): Write {
    return {
      ConditionCheck: {
        TableName: this.table,
        Key: { subscriberId, item: PROFILE_ITEM },
        ConditionExpression: 'attribute_exists(subscriberId)',
      },
    };
  }
}

import type { DynamoDBDocumentClient, TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { AlertState, AlertWindow } from '../domain/alert-window';
import type { GatheredProgress, Gathering } from '../domain/delivery-progress';
import { updateConditionally } from './dynamodb';
import type { RoundEnding } from './round-ending';
import { ALERTS_ITEM, dueShardOf, gatheredKey, PROFILE_ITEM } from './subscriber-items';
import { unchangedPreferences } from './subscriber-preferences';

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
   * The writes that add an alert to the waiting ones, as part of a transaction. Adding it twice changes
   * nothing. `now` is ISO 8601. The first fails if too many wait already, the second if the subscriber was
   * erased or has changed a preference, which may decide that the alert need not wait.
   */
  gatherWrites(
    { subscriberId, alert, until, preferenceChanges }: Gathering,
    now: string,
  ): [Write, Write] {
    const add: Write = {
      Update: {
        TableName: this.table,
        Key: { subscriberId, item: ALERTS_ITEM },
        // `frequency` distinguishes these alerts from digests in the index of due digests.
        UpdateExpression: `SET #round = if_not_exists(#round, :zero), frequency = :instant,
          dueAt = if_not_exists(dueAt, :until), dueShard = :shard,
          gatheredSince = if_not_exists(gatheredSince, :now) ADD gathered :alert`,
        ConditionExpression: 'attribute_not_exists(gathered) OR size(gathered) < :max',
        ExpressionAttributeNames: { '#round': 'round' },
        ExpressionAttributeValues: {
          ':zero': 0,
          ':instant': 'instant',
          ':until': until,
          ':now': now,
          ':shard': dueShardOf(subscriberId),
          ':alert': new Set([gatheredKey(alert)]),
          ':max': MAX_GATHERED,
        },
      },
    };
    return [add, this.checkPreferences(subscriberId, preferenceChanges)];
  }

  /** As `gatherWrites`, but the alert is only counted. */
  countWrites({
    subscriberId,
    preferenceChanges,
  }: Pick<Gathering, 'subscriberId' | 'preferenceChanges'>): [Write, Write] {
    const count: Write = {
      Update: {
        TableName: this.table,
        Key: { subscriberId, item: ALERTS_ITEM },
        UpdateExpression: 'ADD unlisted :one',
        ConditionExpression: 'attribute_exists(gathered)',
        ExpressionAttributeValues: { ':one': 1 },
      },
    };
    return [count, this.checkPreferences(subscriberId, preferenceChanges)];
  }

  /** Makes waiting alerts due at this time (ISO 8601), unless they are due earlier. */
  readonly bringForward = async (subscriberId: string, dueAt: string): Promise<void> => {
    await updateConditionally(this.client, {
      TableName: this.table,
      Key: { subscriberId, item: ALERTS_ITEM },
      UpdateExpression: 'SET dueAt = :dueAt',
      ConditionExpression: 'attribute_exists(gathered) AND dueAt > :dueAt',
      ExpressionAttributeValues: { ':dueAt': dueAt },
    });
  };

  /**
   * The updates that may end the round; see `Rounds`. If more alerts have been gathered since the email was
   * written, they stay for the next round.
   */
  endingsOf(progress: GatheredProgress): RoundEnding[] {
    if (progress.postponedFrom !== undefined) return this.postponementsOf(progress);
    const { subscriberId, round, included, unlisted, next } = progress;
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
    const includedKeys =
      included.length > 0 ? { ':included': new Set(included.map(gatheredKey)) } : {};
    const nothingWaits = ending(
      {
        other: ['REMOVE dueAt, dueShard, gathered, gatheredSince'],
        condition:
          included.length > 0 ? ' AND gathered = :included' : ' AND attribute_not_exists(gathered)',
      },
      includedKeys,
    );
    const othersWait = ending(
      {
        set: dueAt === undefined ? [] : ['dueAt = :dueAt'],
        other: included.length > 0 ? ['DELETE gathered :included'] : [],
      },
      { ...includedKeys, ...(dueAt === undefined ? {} : { ':dueAt': dueAt }) },
    );
    return [nothingWaits, othersWait];
  }

  /** The alerts stay where they are if they were moved meanwhile, because their subscriber resumed emails. */
  private postponementsOf({
    subscriberId,
    round,
    next: { dueAt },
    postponedFrom,
  }: GatheredProgress): RoundEnding[] {
    const ending = { TableName: this.table, Key: { subscriberId, item: ALERTS_ITEM } };
    const values = { ':round': round, ':next': round + 1 };
    return [
      {
        ...ending,
        UpdateExpression: 'SET #round = :next, dueAt = :dueAt',
        ConditionExpression: '#round = :round AND dueAt = :postponedFrom',
        ExpressionAttributeNames: { '#round': 'round' },
        ExpressionAttributeValues: { ...values, ':dueAt': dueAt, ':postponedFrom': postponedFrom },
      },
      {
        ...ending,
        UpdateExpression: 'SET #round = :next',
        ConditionExpression: '#round = :round',
        ExpressionAttributeNames: { '#round': 'round' },
        ExpressionAttributeValues: values,
      },
    ];
  }

  private checkPreferences(subscriberId: string, preferenceChanges: number): Write {
    const { condition, values } = unchangedPreferences(preferenceChanges);
    return {
      ConditionCheck: {
        TableName: this.table,
        Key: { subscriberId, item: PROFILE_ITEM },
        ConditionExpression: condition,
        ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
      },
    };
  }
}

import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { MutedStory, Subscriber } from '../domain/subscriber';
import type { PreferenceValues } from '../use-cases/set-preferences';
import { updateConditionally } from './dynamodb';
import { PROFILE_ITEM } from './subscriber-items';

/** The settings of a subscriber that decide when, how often and in which language they get emails. */
export class SubscriberPreferences {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  /**
   * Stores these preferences; one that is undefined is removed. Counts the change, so that an email that
   * was written before is written again. False if the subscriber was erased.
   */
  readonly set = (subscriberId: string, values: PreferenceValues): Promise<boolean> =>
    this.update(subscriberId, values, { condition: 'attribute_exists(subscriberId)', values: {} });

  /**
   * Stores the muted stories, and counts the change. False if any preference has changed since
   * `preferenceChanges` was read, or the subscriber was erased.
   */
  readonly setMuted = (
    subscriberId: string,
    muted: MutedStory[],
    preferenceChanges: number,
  ): Promise<boolean> => {
    const unchanged = unchangedPreferences(preferenceChanges);
    return this.update(subscriberId, { muted: muted.length === 0 ? undefined : muted }, unchanged);
  };

  /** Sets the language of a subscriber who has none. */
  readonly setFirstLanguage = async (
    subscriberId: string,
    language: NonNullable<Subscriber['wordingLanguage']>,
  ): Promise<void> => {
    await updateConditionally(this.client, {
      TableName: this.table,
      Key: { subscriberId, item: PROFILE_ITEM },
      UpdateExpression: 'SET wordingLanguage = :language',
      ConditionExpression:
        'attribute_exists(subscriberId) AND attribute_not_exists(wordingLanguage)',
      ExpressionAttributeValues: { ':language': language },
    });
  };

  /**
   * Notes that the subscriber asked for their digest at `now`. False, and changes nothing, if they did so
   * after `before`. Both are ISO 8601.
   */
  readonly askForDigest = (
    subscriberId: string,
    { now, before }: { now: string; before: string },
  ): Promise<boolean> =>
    updateConditionally(this.client, {
      TableName: this.table,
      Key: { subscriberId, item: PROFILE_ITEM },
      UpdateExpression: 'SET digestAskedAt = :now',
      ConditionExpression:
        'attribute_exists(subscriberId) AND (attribute_not_exists(digestAskedAt) OR digestAskedAt < :before)',
      ExpressionAttributeValues: { ':now': now, ':before': before },
    });

  private update(
    subscriberId: string,
    changes: Partial<Record<keyof Subscriber, unknown>>,
    { condition, values }: { condition: string; values: Record<string, unknown> },
  ): Promise<boolean> {
    const entries = Object.entries(changes);
    const set = entries.filter(([, value]) => value !== undefined);
    const removed = entries.filter(([, value]) => value === undefined);
    return updateConditionally(this.client, {
      TableName: this.table,
      Key: { subscriberId, item: PROFILE_ITEM },
      UpdateExpression: [
        ...(set.length > 0 ? [`SET ${set.map(([name]) => `#${name} = :${name}`).join(', ')}`] : []),
        ...(removed.length > 0 ? [`REMOVE ${removed.map(([name]) => `#${name}`).join(', ')}`] : []),
        'ADD preferenceChanges :one',
      ].join(' '),
      ConditionExpression: condition,
      ...(entries.length > 0
        ? {
            ExpressionAttributeNames: Object.fromEntries(
              entries.map(([name]) => [`#${name}`, name]),
            ),
          }
        : {}),
      ExpressionAttributeValues: {
        ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
        ...values,
        ':one': 1,
      },
    });
  }
}

/** A condition on a profile that its preferences have not changed since they were read. */
export function unchangedPreferences(preferenceChanges: number): {
  condition: string;
  values: Record<string, unknown>;
} {
  return {
    condition:
      preferenceChanges === 0
        ? 'attribute_exists(subscriberId) AND attribute_not_exists(preferenceChanges)'
        : 'preferenceChanges = :seenChanges',
    values: preferenceChanges === 0 ? {} : { ':seenChanges': preferenceChanges },
  };
}

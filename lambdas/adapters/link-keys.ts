import { randomBytes } from 'node:crypto';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { LinkKey, LinkKeyring } from '../domain/link-key';
import { type Item, isConditionFailure } from './dynamodb';

const KEYS_ITEM = { subscriberId: 'links', item: 'key' };

const storedKey = z.object({
  secret: z.string(),
  madeAt: z.string(),
  revokedAt: z.exactOptional(z.string()),
});

/**
 * All keys are in one item, so that they are read and changed together. Its own `secret` is the key of a
 * stage that an older version created, whose tokens name no key.
 */
const storedKeys = z.extend(z.partial(storedKey), {
  keys: z._default(z.record(z.string(), storedKey), {}),
  /** The name of the key that signs; absent as long as the nameless one does. */
  signing: z.exactOptional(z.string()),
});
type StoredKeys = z.output<typeof storedKeys>;

/**
 * The keys that sign links. They are in the Subscribers table, encrypted at rest, where only the
 * functions that use them can read them. The first one is created when it is needed.
 */
export class LinkKeys {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
    private readonly now: () => string,
  ) {}

  /** Reads all keys. The read is consistent, so that it finds a key that was made a moment ago. */
  readonly readOrCreate = async (): Promise<LinkKeyring> => {
    const stored = await this.read();
    if (stored) return toKeyring(stored);
    const created = await this.addKey({ keys: {} }, { revoke: false });
    // Another function has created it meanwhile: use that one.
    return created ?? this.readOrCreate();
  };

  /**
   * Makes a new key, which signs from now on. Links of the former ones still work; with `revoke`, only
   * those that stop emails do.
   */
  readonly rotate = async (options: { revoke: boolean }): Promise<LinkKeyring> => {
    for (;;) {
      const rotated = await this.addKey((await this.read()) ?? { keys: {} }, options);
      if (rotated) return rotated;
    }
  };

  private async read(): Promise<StoredKeys | undefined> {
    const { Item: item } = await this.client.send(
      new GetCommand({ TableName: this.table, Key: KEYS_ITEM, ConsistentRead: true }),
    );
    return item && storedKeys.parse(item);
  }

  /** Undefined if the keys have changed since they were read. */
  private async addKey(
    stored: StoredKeys,
    { revoke }: { revoke: boolean },
  ): Promise<LinkKeyring | undefined> {
    const madeAt = this.now();
    const kid = randomBytes(6).toString('base64url');
    const secret = randomBytes(32).toString('base64url');
    const before = revoke ? revokeAll(stored, madeAt) : stored;
    const changed = {
      ...before,
      keys: { ...before.keys, [kid]: { secret, madeAt } },
      signing: kid,
    };
    try {
      await this.client.send(
        new PutCommand({
          TableName: this.table,
          Item: { ...KEYS_ITEM, ...changed },
          ...unchangedSince(stored),
        }),
      );
      return toKeyring(changed);
    } catch (error) {
      if (isConditionFailure(error)) return undefined;
      throw error;
    }
  }
}

/** Every change makes another key sign. */
function unchangedSince({ signing, secret }: StoredKeys): Item & { ConditionExpression: string } {
  if (signing !== undefined) {
    return {
      ConditionExpression: 'signing = :signing',
      ExpressionAttributeValues: { ':signing': signing },
    };
  }
  return {
    ConditionExpression:
      secret === undefined
        ? 'attribute_not_exists(subscriberId)'
        : 'attribute_exists(subscriberId) AND attribute_not_exists(signing)',
  };
}

function revokeAll(stored: StoredKeys, at: string): StoredKeys {
  const keys = Object.entries(stored.keys).map(
    ([kid, key]) => [kid, { ...key, revokedAt: key.revokedAt ?? at }] as const,
  );
  return {
    ...stored,
    ...(stored.secret === undefined ? {} : { revokedAt: stored.revokedAt ?? at }),
    keys: Object.fromEntries(keys),
  };
}

/** @throws Error if there is no key that signs: the item was changed by hand. */
function toKeyring({ keys: named, signing: name, ...nameless }: StoredKeys): LinkKeyring {
  const first = storedKey.safeParse(nameless);
  const keys: LinkKey[] = [
    ...(first.success ? [toKey(first.data)] : []),
    ...Object.entries(named)
      .map(([kid, key]) => ({ kid, ...toKey(key) }))
      .sort((a, b) => a.madeAt.localeCompare(b.madeAt)),
  ];
  const signing = keys.find(({ kid }) => kid === name);
  if (signing === undefined) throw new Error('The key that signs links is missing in its item.');
  return { signing, keys };
}

function toKey({ secret, ...times }: z.output<typeof storedKey>): LinkKey {
  return { ...times, secret: Buffer.from(secret, 'base64url') };
}

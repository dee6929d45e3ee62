import type { LinkKeyring } from '../domain/link-key';

export interface RotateKeysDependencies {
  readKeys: () => Promise<LinkKeyring>;
  /** Makes a new key, which signs from now on. With `revoke`, the former ones are not trusted any more. */
  rotate: (options: { revoke: boolean }) => Promise<LinkKeyring>;
}

/** A key without its secret. */
export interface KeyDescription {
  /** Absent for the first key of a stage that an older version created. */
  kid?: string;
  /** ISO 8601. */
  madeAt: string;
  /** ISO 8601: since when only its unsubscribe links work. */
  revokedAt?: string;
  /** Whether it signs new links. */
  signs: boolean;
}

/** Lists the keys that sign links, oldest first. */
export function listKeys({ readKeys }: Pick<RotateKeysDependencies, 'readKeys'>) {
  return async (): Promise<KeyDescription[]> => describeKeys(await readKeys());
}

/** Signs links with a new key from now on, and lists all keys. */
export function rotateKeys({ rotate }: Pick<RotateKeysDependencies, 'rotate'>) {
  return async (options: { revoke: boolean }): Promise<KeyDescription[]> =>
    describeKeys(await rotate(options));
}

function describeKeys({ keys, signing }: LinkKeyring): KeyDescription[] {
  return keys.map(({ secret: _, ...key }) => ({ ...key, signs: key.kid === signing.kid }));
}

import { createHash } from 'node:crypto';
import * as z from 'zod';

export type ReadAddress =
  | { outcome: 'read'; address: string }
  | { outcome: 'refused'; reason: string };

/** RFC 5321, 4.5.3.1.3: a path is at most 256 octets with its brackets, so an address 254. */
const MAX_ADDRESS_LENGTH = 254;

/** Reads an email address as a person typed it; the domain, which has no case, is lowered. */
export function readAddress(text: string): ReadAddress {
  const trimmed = text.trim();
  const wellFormed = trimmed.length <= MAX_ADDRESS_LENGTH && z.email().safeParse(trimmed).success;
  if (!wellFormed) {
    const reason = 'That is not a complete email address. Write it like name@example.org.';
    return { outcome: 'refused', reason };
  }
  const at = trimmed.lastIndexOf('@');
  return { outcome: 'read', address: trimmed.slice(0, at) + trimmed.slice(at).toLowerCase() };
}

/**
 * What stands for an address where the address itself must not: the key that keeps it unique, and
 * the suppression that outlives it. `Ann@x.org` and `ann@x.org` are one person to every provider
 * in use, so case is folded.
 */
export function addressKey(address: string): string {
  return createHash('sha256').update(address.toLowerCase()).digest('base64url').slice(0, 32);
}

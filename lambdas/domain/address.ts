import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { ReadField } from './read-field';
import { refuse } from './refusal';

/** RFC 5321, 4.5.3.1.3: a path has at most 256 octets including its angle brackets, so an address has 254. */
export const MAX_ADDRESS_LENGTH = 254;

/** An email address as a person typed it, with its domain in lower case, since domains are case-insensitive. */
export function readAddress(text: string): ReadField<string> {
  const trimmed = text.trim();
  const wellFormed = trimmed.length <= MAX_ADDRESS_LENGTH && z.email().safeParse(trimmed).success;
  if (!wellFormed) return refuse('incompleteAddress');
  const at = trimmed.lastIndexOf('@');
  return { outcome: 'read', value: trimmed.slice(0, at) + trimmed.slice(at).toLowerCase() };
}

/**
 * A hash that identifies an address where the address itself must not be stored: in the key that
 * keeps it unique, and in a suppression that outlives the subscriber. Case is ignored, because every
 * provider in use delivers `Ann@x.org` and `ann@x.org` to the same person.
 */
export function addressKey(address: string): string {
  return createHash('sha256').update(address.toLowerCase()).digest('base64url').slice(0, 32);
}

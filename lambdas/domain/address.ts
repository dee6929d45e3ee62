import { createHash } from 'node:crypto';
import { domainToASCII } from 'node:url';
import * as z from 'zod/mini';
import type { ReadField } from './read-field';
import { refuse } from './refusal';

/** RFC 5321, 4.5.3.1.3: a path has at most 256 octets including its angle brackets, so an address has 254. */
export const MAX_ADDRESS_LENGTH = 254;

/** Letters, digits, hyphens and dots: without this, a domain with `%6d` or a tab in it would be repaired. */
const DOMAIN = /^[\p{L}\p{M}\p{N}.-]+$/u;

/**
 * An email address: the local part as typed, since a mail server may tell `Ann` from `ann` (RFC 5321, 2.4),
 * and the domain as servers write it, in lower case and in ASCII (`münchen.example` is
 * `xn--mnchen-3ya.example`, RFC 5890), so that every spelling of a domain is the same.
 */
export function readAddress(text: string): ReadField<string> {
  const trimmed = text.trim();
  const at = trimmed.lastIndexOf('@');
  const typedDomain = trimmed.slice(at + 1);
  // Empty for an invalid domain.
  const domain = DOMAIN.test(typedDomain) ? domainToASCII(typedDomain) : '';
  const address = `${trimmed.slice(0, at)}@${domain}`;
  // zod knows no international top-level domain, such as `xn--p1ai` for `.рф`.
  const inLatin = address.replace(/\.xn--[a-z\d-]+$/, '.xn');
  const isWellFormed = address.length <= MAX_ADDRESS_LENGTH && z.email().safeParse(inLatin).success;
  return isWellFormed ? { outcome: 'read', value: address } : refuse('incompleteAddress');
}

/**
 * A hash that identifies an address where the address itself must not be stored: in the key that
 * keeps it unique, and in a suppression that outlives the subscriber. Case is ignored, because every
 * provider in use delivers `Ann@x.org` and `ann@x.org` to the same person.
 */
export function addressKey(address: string): string {
  return createHash('sha256').update(address.toLowerCase()).digest('base64url').slice(0, 32);
}

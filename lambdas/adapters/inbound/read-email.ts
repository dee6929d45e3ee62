import PostalMime, { addressParser, type Email } from 'postal-mime';
import { joinFlowedLines } from '../../domain/email-commands/flowed-text';
import type { ReadEmail, ReceivedEmail } from '../../domain/email-commands/received-email';
import { textOfHtml } from '../text-of-html';
import { MAX_NESTING_DEPTH, shortenEmail } from './shorten-email';

/** In characters: a header that commands need. */
const MAX_FIELD_LENGTH = 2000;
const MAX_ADDRESSES = 50;

/**
 * Reads a raw email (RFC 5322, MIME, any charset). Never throws, and takes well below 200 ms of CPU whatever was sent:
 * attachments are left out before parsing.
 */
export async function readEmail(raw: Buffer): Promise<ReadEmail> {
  const shortened = shortenEmail(raw);
  if (shortened.outcome !== 'shortened') return { outcome: 'unreadable', why: shortened.outcome };
  let parsed: Email;
  try {
    parsed = await PostalMime.parse(shortened.email, {
      maxNestingDepth: MAX_NESTING_DEPTH + 1,
      // An attached or forwarded email is no part of what the person wrote.
      forceRfc822Attachments: true,
    });
  } catch {
    // postal-mime throws beyond its own limits only, which are higher than those of `shortenEmail`.
    return { outcome: 'unreadable', why: 'malformed' };
  }
  return { outcome: 'read', email: receivedEmail(parsed, shortened) };
}

function receivedEmail(
  parsed: Email,
  { partTypes, isFlowed }: { partTypes: string[]; isFlowed: boolean },
): ReceivedEmail {
  const headers = new Map<string, string[]>();
  for (const { key, value } of parsed.headers) {
    const values = headers.get(key) ?? [];
    values.push(value.slice(0, MAX_FIELD_LENGTH));
    headers.set(key, values);
  }
  const written = parsed.text?.trim() ? parsed.text : textOfHtml(parsed.html ?? '');
  const text = isFlowed ? joinFlowedLines(written) : written;
  const returnPath = headers.get('return-path')?.[0]?.replace(/[<>]/g, '').trim();
  const messageId = messageIds(headers.get('message-id')?.[0] ?? '')[0];
  return {
    from: (headers.get('from') ?? []).flatMap(authorsIn).slice(0, MAX_ADDRESSES),
    to: addressesOf(headers.get('to')),
    ...(returnPath === undefined ? {} : { returnPath }),
    subject: (parsed.subject ?? '').slice(0, MAX_FIELD_LENGTH),
    text,
    ...(messageId === undefined ? {} : { messageId }),
    inReplyTo: [
      ...messageIds(headers.get('in-reply-to')?.[0] ?? ''),
      ...messageIds(headers.get('references')?.[0] ?? '').reverse(),
    ],
    headers,
    partTypes,
  };
}

/** The addresses of all headers of a name; an address without `@` is kept, so that it counts as one. */
function addressesOf(values: readonly string[] = []): string[] {
  return values
    .flatMap((value) => addressParser(value, { flatten: true }))
    .map(({ address }) => (address ?? '').trim())
    .filter((address) => address !== '')
    .slice(0, MAX_ADDRESSES);
}

/**
 * The addresses of a `From` header, at least as many as any mail server may see in it: one that reads it otherwise may
 * vouch for another address. First comes the one that the parser sees.
 */
function authorsIn(value: string): string[] {
  const authors = parsedAuthorsIn(value);
  const isCut = value.length >= MAX_FIELD_LENGTH;
  const known = new Set(authors.map((address) => address.toLowerCase()));
  const others = addressesLike(value).filter((address) => !known.has(address.toLowerCase()));
  return [...authors, ...others, ...(isCut ? [''] : [])];
}

/** The parser drops the quotes of a quoted local part, so such an address is kept as it is written. */
function parsedAuthorsIn(value: string): string[] {
  const parsed = addressesOf([value]);
  const bare = withoutQuotes(value).replace(/\([^()]*\)/g, '');
  const quoted = bare.match(/"(?:[^"\\]|\\.)*"\s*@[^\s,;<>]*/g);
  if (quoted) return [...quoted, ...parsed];
  const inAngles = [...bare.matchAll(/<([^<>]*@[^<>]*)>/g)].map(([, address = '']) => address);
  return inAngles.length > parsed.length ? inAngles : parsed;
}

/** What looks like an address outside of quotes. Quotes in a comment may be none, so they count then. */
function addressesLike(value: string): string[] {
  const unquoted = value.includes('(') ? value : withoutQuotes(value);
  return unquoted.split(/[\s<>,;:"()]+/).filter((word) => word.includes('@'));
}

function withoutQuotes(value: string): string {
  return value.replace(/"(?:[^"\\]|\\.)*"(?!\s*@)/g, '');
}

function messageIds(value: string): string[] {
  return value.match(/<[^<>\s]{1,500}>/g) ?? [];
}

import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { NEWSLETTER_NAME } from './newsletters/newsletter';

/** The largest briefing that publishers may send, in bytes of JSON. */
export const MAX_BRIEFING_BYTES = 256_000;
/** The largest briefing we store, as text and sanitized HTML. A DynamoDB item has at most 400 KB. */
export const MAX_STORED_BRIEFING_BYTES = 360_000;
/** In UTF-16 units, like all lengths below. A DynamoDB key has at most 2,048 bytes. */
export const MAX_ID_LENGTH = 200;
export const MAX_TITLE_LENGTH = 300;
export const MAX_SUMMARY_LENGTH = 1_000;
export const MAX_URL_LENGTH = 2_000;
export const MAX_SOURCE_LENGTH = 200;
export const MAX_TAG_LENGTH = 60;
export const MAX_TAGS = 20;
/**
 * The id is part of its page's URL. A lone surrogate cannot be encoded there, and browsers resolve `.` and `..`.
 */
const PAGE_ID_PATTERN = /^(?!\.{1,2}$)[^\p{Surrogate}\p{Cc}]*$/u;

const text = (name: string, maxLength: number) =>
  z
    .string({ error: `${name} must be a string` })
    .check(z.refine((value) => value.length <= maxLength, { error: tooLong(name, maxLength) }));

const submissionSchema = z.object({
  id: z.optional(
    text('"id"', MAX_ID_LENGTH).check(
      z.trim(),
      z.minLength(1, '"id" is empty'),
      z.refine((id) => PAGE_ID_PATTERN.test(id), {
        error:
          '"id" must not contain control characters or broken characters, and must not be "." or ".."',
      }),
    ),
  ),
  title: z
    .string({ error: (issue) => titleProblem(issue.input) })
    .check(
      z.trim(),
      z.minLength(1, 'the title is empty'),
      z.maxLength(MAX_TITLE_LENGTH, tooLong('the title', MAX_TITLE_LENGTH)),
    ),
  summary: z.optional(text('"summary"', MAX_SUMMARY_LENGTH)),
  body: z.optional(z.string({ error: '"body" must be a string' })),
  url: z.optional(
    z
      .url({
        protocol: /^https?$/,
        error: '"url" must be a web address that starts with https:// or http://',
      })
      .check(z.maxLength(MAX_URL_LENGTH, tooLong('"url"', MAX_URL_LENGTH))),
  ),
  source: z.optional(text('"source"', MAX_SOURCE_LENGTH)),
  /** The briefing is an issue of this newsletter, and its body is Markdown. */
  newsletter: z.optional(
    z
      .string({ error: '"newsletter" must be a string' })
      .check(z.regex(NEWSLETTER_NAME, '"newsletter" must be a name such as weekly or middle-east')),
  ),
  tags: z.optional(
    z
      .array(text('a tag', MAX_TAG_LENGTH), { error: '"tags" must be a list of strings' })
      .check(z.maxLength(MAX_TAGS, `there are more than ${MAX_TAGS} tags`)),
  ),
  language: z.optional(
    z
      .string({ error: '"language" must be a string' })
      .check(
        z.regex(/^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i, '"language" must be a code such as en, fr or ar'),
      ),
  ),
  publishedAt: z.optional(
    z.iso.datetime({
      offset: true,
      error: '"publishedAt" must be a time such as 2026-01-31T09:00:00Z',
    }),
  ),
  notify: z.optional(
    z.union([z.boolean(), z.literal('correction')], {
      error: '"notify" must be true, false or "correction"',
    }),
  ),
  sendAt: z.optional(
    z.iso.datetime({
      offset: true,
      error: '"sendAt" must be a time with its offset, such as 2026-01-31T09:00:00+01:00',
    }),
  ),
});

/** A briefing as a publisher sent it: checked, but not yet sanitized. */
export type Submission = z.output<typeof submissionSchema>;

export type ReadSubmission =
  | { outcome: 'read'; submission: Submission }
  | { outcome: 'refused'; reason: string };

/** Checks one briefing that a publisher sent. `null` counts as absent. Unknown fields are ignored. */
export function readSubmission(sent: unknown): ReadSubmission {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) {
    return refused('a briefing must be an object such as {"title": "…", "body": "…"}');
  }
  const bytes = bytesOf(sent);
  if (bytes === undefined)
    return refused('the briefing is nested too deeply; remove the nested fields');
  if (bytes > MAX_BRIEFING_BYTES) {
    return refused(
      `the briefing is ${bytes} bytes long; shorten it to ${MAX_BRIEFING_BYTES} bytes`,
    );
  }
  const given = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== null));
  const read = submissionSchema.safeParse(given);
  if (read.success) return { outcome: 'read', submission: read.data };
  return refused([...new Set(read.error.issues.map((issue) => issue.message))].join('; '));
}

/**
 * The briefing's id: the publisher's own id, or a hash of the URL, or else of the content, so that
 * sending the same briefing again updates it.
 */
export function briefingIdOf({ id, url, title, source, body }: Submission): string {
  if (id !== undefined) return id;
  return url === undefined ? shortHash([title, source, body]) : briefingIdOfUrl(url);
}

/** The id of a briefing with this url whose publisher gave it none. */
export function briefingIdOfUrl(url: string): string {
  return shortHash([withoutFragment(url)]);
}

/** Changes if a publisher changes anything that is published or asks to alert followers again (`notify`). */
export function contentHashOf(submission: Submission): string {
  const { id: _id, sendAt: _sendAt, notify, ...content } = submission;
  return hash([Object.entries(content).sort(), notify ?? false]);
}

/** Normalizes a tag, so that `Middle East` and `middle-east` are the same. */
export function normalizeTag(tag: string): string {
  return tag.trim().toLowerCase().replace(/^#/, '').replace(/\s+/g, '-');
}

/** The size in bytes of JSON, or undefined if unknown fields are nested too deeply to write as JSON. */
function bytesOf(sent: object): number | undefined {
  try {
    return Buffer.byteLength(JSON.stringify(sent));
  } catch {
    return undefined;
  }
}

function withoutFragment(url: string): string {
  const parsed = new URL(url);
  parsed.hash = '';
  return parsed.href;
}

function shortHash(parts: unknown[]): string {
  return hash(parts).slice(0, 22);
}

function hash(parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

function tooLong(name: string, maxLength: number): string {
  return `${name} is longer than ${maxLength} characters`;
}

function titleProblem(title: unknown): string {
  return title === undefined ? 'the title is missing' : 'the title must be a string';
}

function refused(reason: string): ReadSubmission {
  return { outcome: 'refused', reason };
}

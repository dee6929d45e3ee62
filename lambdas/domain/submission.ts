import { createHash } from 'node:crypto';
import * as z from 'zod';

/** What a publisher may send of one briefing, in bytes of JSON. */
export const MAX_BRIEFING_BYTES = 256_000;
/** What we store of it, text and sanitized html: a DynamoDB item has at most 400 KB. */
export const MAX_STORED_BRIEFING_BYTES = 360_000;
/** In UTF-16 units: a DynamoDB key has at most 2,048 bytes. */
export const MAX_ID_LENGTH = 200;
/** The id stands in its page's address, where half a character can't, and a browser resolves dots. */
const PAGE_ID_PATTERN = /^(?!\.{1,2}$)[^\p{Surrogate}\p{Cc}]*$/u;

const text = (name: string, most: number) =>
  z.string({ error: `${name} must be a text` }).refine((value) => value.length <= most, {
    error: `${name} is longer than ${most} characters`,
  });

const submissionSchema = z.object({
  id: text('"id"', MAX_ID_LENGTH)
    .trim()
    .min(1, '"id" is empty')
    .refine((id) => PAGE_ID_PATTERN.test(id), {
      error: '"id" must be text without control characters, and neither "." nor ".."',
    })
    .optional(),
  title: z
    .string({ error: (issue) => titleProblem(issue.input) })
    .trim()
    .min(1, 'the title is empty')
    .max(300, 'the title is longer than 300 characters'),
  summary: text('"summary"', 1_000).optional(),
  body: z.string({ error: '"body" must be a text' }).optional(),
  url: z
    .url({ protocol: /^https?$/, error: '"url" must be a web address that begins with https://' })
    .max(2_000, '"url" is longer than 2000 characters')
    .optional(),
  source: text('"source"', 200).optional(),
  tags: z
    .array(text('a tag', 60), { error: '"tags" must be a list of texts' })
    .max(20, 'there are more than 20 tags')
    .optional(),
  language: z
    .string({ error: '"language" must be a text' })
    .regex(/^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i, '"language" must be a code such as en, fr or ar')
    .optional(),
  publishedAt: z.iso
    .datetime({ offset: true, error: '"publishedAt" must be a time such as 2026-01-31T09:00:00Z' })
    .optional(),
  notify: z.boolean({ error: '"notify" must be true or false' }).optional(),
});

/** What a publisher sends of one briefing, checked but not yet cleaned. */
export type Submission = z.output<typeof submissionSchema>;

export type ReadSubmission =
  | { outcome: 'read'; submission: Submission }
  | { outcome: 'refused'; reason: string };

/** Reads one briefing as a publisher sent it; `null` counts as absent, fields we do not know are let be. */
export function readSubmission(sent: unknown): ReadSubmission {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) {
    return refused('a briefing is an object with a "title", such as {"title": "…", "body": "…"}');
  }
  const bytes = bytesOf(sent);
  if (bytes === undefined) return refused('the briefing is nested too deeply; send plain fields');
  if (bytes > MAX_BRIEFING_BYTES) {
    return refused(`the briefing is ${bytes} bytes long; shorten it to ${MAX_BRIEFING_BYTES}`);
  }
  const given = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== null));
  const read = submissionSchema.safeParse(given);
  if (read.success) return { outcome: 'read', submission: read.data };
  return refused([...new Set(read.error.issues.map((issue) => issue.message))].join('; '));
}

/**
 * The briefing's id: the publisher's own, or one made of the url, or else of what was written, so
 * that sending the same again never doubles it.
 */
export function briefingIdOf({ id, url, title, source, body }: Submission): string {
  if (id !== undefined) return id;
  return hash(url === undefined ? [title, source, body] : [withoutFragment(url)]).slice(0, 22);
}

/** Changes when a publisher changed anything, or asks anew that followers be told. */
export function contentHashOf(submission: Submission): string {
  const { id: _id, notify, ...content } = submission;
  return hash([Object.entries(content).sort(), notify === true]);
}

/** `Middle East` and `middle-east` are one tag. */
export function normalizeTag(tag: string): string {
  return tag.trim().toLowerCase().replace(/^#/, '').replace(/\s+/g, '-');
}

/** Bytes of JSON; undefined where fields we do not know are nested past what can be written. */
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

function hash(parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

function titleProblem(title: unknown): string {
  return title === undefined ? 'the title is missing' : 'the title must be a text';
}

function refused(reason: string): ReadSubmission {
  return { outcome: 'refused', reason };
}

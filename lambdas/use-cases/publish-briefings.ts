import type { Briefing } from '../domain/briefing';
import {
  briefingIdOf,
  contentHashOf,
  MAX_STORED_BRIEFING_BYTES,
  normalizeTag,
  readSubmission,
  type Submission,
} from '../domain/submission';

/** What the store did with a briefing: only `published` and `alerted` are matched again. */
export type StoreOutcome = 'published' | 'updated' | 'alerted' | 'unchanged';

export interface PublishBriefingsDependencies {
  /** Html of unknown origin, made safe; and the same as plain text. */
  sanitizeBody: (html: string) => { html: string; text: string };
  /** One line of plain text: no tags, no control characters. */
  plainTextOf: (text: string) => string;
  detectLanguage: (text: string) => string;
  /**
   * Stores the briefing under its id. A new one waits to be matched; a changed one does so again
   * only with `notify`.
   */
  storeBriefing: (
    briefing: Briefing,
    how: { contentHash: string; notify: boolean; keepPublishedAt: boolean; now: string },
  ) => Promise<StoreOutcome>;
  now: () => string;
}

export interface PublishOutcome {
  briefings: { briefingId: string; title: string; outcome: StoreOutcome }[];
  /** Those that were not stored: their place in the list (from 0), and why in a sentence. */
  refused: { index: number; title?: string; reason: string }[];
}

/** Stores each good briefing of the list and names each bad one; the bad ones stop no other. */
export function publishBriefings(deps: PublishBriefingsDependencies) {
  return async (sent: unknown[]): Promise<PublishOutcome> => {
    const published: PublishOutcome = { briefings: [], refused: [] };
    for (const [index, one] of sent.entries()) {
      const read = readSubmission(one);
      if (read.outcome === 'refused') {
        published.refused.push({ index, ...titleOf(one), reason: read.reason });
        continue;
      }
      const briefing = toBriefing(read.submission, deps);
      const unfit = refusalOfStored(briefing);
      if (unfit !== undefined) {
        published.refused.push({ index, ...titleOf(one), reason: unfit });
        continue;
      }
      const outcome = await deps.storeBriefing(briefing, {
        contentHash: contentHashOf(read.submission),
        notify: read.submission.notify ?? false,
        keepPublishedAt: read.submission.publishedAt === undefined,
        now: deps.now(),
      });
      published.briefings.push({ briefingId: briefing.briefingId, title: briefing.title, outcome });
    }
    return published;
  };
}

/** A sentence for each that was refused: a list has no other names for its briefings. */
export function sentencesOf(refused: PublishOutcome['refused']): string {
  const sentences = refused.map(
    ({ index, title, reason }) =>
      `${title ? `"${title}"` : `Briefing ${index + 1}`} was refused: ${reason}.`,
  );
  return sentences.join(' ');
}

/** What can only be seen once the briefing is cleaned: escaping makes html longer. */
function refusalOfStored(briefing: Briefing): string | undefined {
  if (briefing.title === '') return 'the title holds no text';
  const bytes = Buffer.byteLength(JSON.stringify(briefing));
  if (bytes <= MAX_STORED_BRIEFING_BYTES) return undefined;
  return `its html, made safe, is ${bytes} bytes long; shorten it to ${MAX_STORED_BRIEFING_BYTES}`;
}

function toBriefing(submission: Submission, deps: PublishBriefingsDependencies): Briefing {
  const { sanitizeBody, plainTextOf, detectLanguage, now } = deps;
  const title = plainTextOf(submission.title);
  const summary = plainTextOf(submission.summary ?? '');
  const source = plainTextOf(submission.source ?? '');
  const { text, html } = readBody(submission.body ?? '', sanitizeBody);
  return {
    briefingId: briefingIdOf(submission),
    title,
    summary,
    body: text,
    ...(html === undefined ? {} : { bodyHtml: html }),
    ...(submission.url === undefined ? {} : { url: submission.url }),
    ...(source === '' ? {} : { source }),
    tags: [...new Set((submission.tags ?? []).map(normalizeTag).filter((tag) => tag !== ''))],
    language:
      primaryLanguage(submission.language) ?? detectLanguage(`${title}\n${summary}\n${text}`),
    publishedAt: new Date(submission.publishedAt ?? now()).toISOString(),
  };
}

/** A body with an html tag in it is html; any other is plain text, `5 < 6` included. */
function readBody(
  body: string,
  sanitizeBody: PublishBriefingsDependencies['sanitizeBody'],
): { text: string; html?: string } {
  return /<\/?[a-z][^<>]*>/i.test(body) ? sanitizeBody(body) : { text: body.trim() };
}

function primaryLanguage(language: string | undefined): string | undefined {
  return language?.toLowerCase().split('-')[0];
}

function titleOf(sent: unknown): { title?: string } {
  const title =
    typeof sent === 'object' && sent !== null && 'title' in sent ? sent.title : undefined;
  return typeof title === 'string' ? { title: title.slice(0, 120) } : {};
}

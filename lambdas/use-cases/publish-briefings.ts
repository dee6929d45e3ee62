import type { Briefing, StoreOutcome } from '../domain/briefing';
import {
  briefingIdOf,
  contentHashOf,
  MAX_STORED_BRIEFING_BYTES,
  normalizeTag,
  readSubmission,
  type Submission,
} from '../domain/submission';
import { type StoreOrScheduleDependencies, storeOrSchedule } from './store-or-schedule';

export interface PublishBriefingsDependencies extends StoreOrScheduleDependencies {
  /** Sanitizes untrusted html and extracts its text. */
  sanitizeBody: (html: string) => { html: string; text: string };
  /** One line of plain text: no tags, no control characters. */
  plainTextOf: (text: string) => string;
  detectLanguage: (text: string) => string;
}

export interface PublishOutcome {
  briefings: {
    briefingId: string;
    title: string;
    outcome: StoreOutcome | 'scheduled';
    /** When a scheduled briefing is published; ISO 8601, UTC. */
    sendAt?: string;
  }[];
  /** The briefings that were not stored: their index in the list, and the reason as a sentence. */
  refused: { index: number; title?: string; reason: string }[];
}

/**
 * Stores or schedules each valid briefing of the list and reports each invalid one, which does not stop the
 * others.
 */
export function publishBriefings(dependencies: PublishBriefingsDependencies) {
  const publishOne = storeOrSchedule(dependencies);
  return async (sent: unknown[]): Promise<PublishOutcome> => {
    const published: PublishOutcome = { briefings: [], refused: [] };
    for (const [index, item] of sent.entries()) {
      const read = readSubmission(item);
      if (read.outcome === 'refused') {
        published.refused.push({ index, ...titleOf(item), reason: read.reason });
        continue;
      }
      const briefing = toBriefing(read.submission, dependencies);
      const refusal = refusalOfStored(briefing);
      if (refusal !== undefined) {
        published.refused.push({ index, ...titleOf(item), reason: refusal });
        continue;
      }
      const { submission } = read;
      const terms = {
        contentHash: contentHashOf(submission),
        notify: submission.notify ?? false,
        keepPublishedAt: submission.publishedAt === undefined,
      };
      const stored = await publishOne(briefing, terms, submission.sendAt);
      if (stored.outcome === 'refused') {
        published.refused.push({ index, ...titleOf(item), reason: stored.reason });
        continue;
      }
      const { briefingId, title } = briefing;
      published.briefings.push({ briefingId, title, ...stored });
    }
    return published;
  };
}

/** One sentence for each refused briefing, which names it by its title or its position in the list. */
export function formatRefusals(refused: PublishOutcome['refused']): string {
  const sentences = refused.map(
    ({ index, title, reason }) =>
      `${title ? `"${title}"` : `Briefing ${index + 1}`} was refused: ${reason}.`,
  );
  return sentences.join(' ');
}

/** Problems that show only after sanitizing, since escaping makes html longer. */
function refusalOfStored(briefing: Briefing): string | undefined {
  if (briefing.title === '') return 'the title has no text';
  const bytes = Buffer.byteLength(JSON.stringify(briefing));
  if (bytes <= MAX_STORED_BRIEFING_BYTES) return undefined;
  return `its sanitized html is ${bytes} bytes long; shorten it to ${MAX_STORED_BRIEFING_BYTES}`;
}

/** The briefing that is stored for a submission. */
export function toBriefing(
  submission: Submission,
  dependencies: Omit<PublishBriefingsDependencies, keyof StoreOrScheduleDependencies> &
    Pick<PublishBriefingsDependencies, 'now'>,
): Briefing {
  const { sanitizeBody, plainTextOf, detectLanguage, now } = dependencies;
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

/** A body with an html tag is html. Any other body is plain text, including `5 < 6`. */
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

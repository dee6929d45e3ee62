import type { Briefing, StoreOutcome } from '../domain/briefing';
import type { IssueDocument } from '../domain/newsletters/issue-document';
import { type Newsletter, refuseNewsletter } from '../domain/newsletters/newsletter';
import { packIssue } from '../domain/newsletters/pack-issue';
import { plainTextOfIssue } from '../domain/newsletters/plain-text';
import type { ReadIssue } from '../domain/newsletters/read-issue';
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
  /** Reads the Markdown of a newsletter issue. */
  readIssue: (markdown: string) => ReadIssue;
  /** The newsletters that a briefing can be an issue of. @default none */
  newsletters?: readonly Pick<Newsletter, 'name'>[];
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
  const { newsletters = [] } = dependencies;
  return async (sent: unknown[]): Promise<PublishOutcome> => {
    const published: PublishOutcome = { briefings: [], refused: [] };
    for (const [index, item] of sent.entries()) {
      const read = readSubmission(item);
      if (read.outcome === 'refused') {
        published.refused.push({ index, ...titleOf(item), reason: read.reason });
        continue;
      }
      const noNewsletter = refuseNewsletter(read.submission.newsletter, newsletters);
      if (noNewsletter !== undefined) {
        published.refused.push({ index, ...titleOf(item), reason: noNewsletter });
        continue;
      }
      const issue = readIssueOf(read.submission, dependencies);
      if (issue?.outcome === 'refused') {
        published.refused.push({ index, ...titleOf(item), reason: issue.problems.join('; ') });
        continue;
      }
      const briefing =
        issue === undefined
          ? toBriefing(read.submission, dependencies)
          : toIssue(read.submission, issue.document, dependencies);
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
  const bytes = storedBytes(briefing);
  if (bytes <= MAX_STORED_BRIEFING_BYTES) return undefined;
  return `its sanitized html is ${bytes} bytes long; shorten it to ${MAX_STORED_BRIEFING_BYTES}`;
}

/** As JSON; the texts of an issue are packed. */
function storedBytes(briefing: Briefing): number {
  const { markdown, issue, bodyHtml, ...rest } = briefing;
  return issue === undefined
    ? Buffer.byteLength(JSON.stringify(briefing))
    : Buffer.byteLength(JSON.stringify(rest)) + packIssue({ markdown, issue, bodyHtml }).length;
}

function readIssueOf(
  { newsletter, body = '' }: Submission,
  { readIssue }: Pick<PublishBriefingsDependencies, 'readIssue'>,
): ReadIssue | undefined {
  return newsletter === undefined ? undefined : readIssue(body);
}

/** The briefing that is stored for an issue of a newsletter. Its body is the text that topics are matched with. */
function toIssue(
  { body: markdown = '', ...submission }: Submission,
  issue: IssueDocument,
  dependencies: Parameters<typeof toBriefing>[1],
): Briefing {
  const { newsletter = '', title, summary = '' } = submission;
  const body = plainTextOfIssue(issue);
  const language =
    submission.language ?? dependencies.detectLanguage(`${title}\n${summary}\n${body}`);
  const briefing = toBriefing({ ...submission, language }, dependencies);
  const tags = [...new Set([newsletter, ...briefing.tags])];
  const briefingId = briefingIdOf({ ...submission, body: markdown });
  return { ...briefing, briefingId, body, tags, newsletter, markdown, issue };
}

/** The briefing that is stored for a submission. */
export function toBriefing(
  submission: Submission,
  dependencies: Omit<
    PublishBriefingsDependencies,
    'readIssue' | keyof StoreOrScheduleDependencies
  > &
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

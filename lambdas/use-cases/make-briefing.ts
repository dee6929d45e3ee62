import type { Briefing } from '../domain/briefing';
import type { IssueDocument } from '../domain/newsletters/issue-document';
import { type Newsletter, refuseNewsletter } from '../domain/newsletters/newsletter';
import { packIssue } from '../domain/newsletters/pack-issue';
import { plainTextOfIssue } from '../domain/newsletters/plain-text';
import type { ReadIssue } from '../domain/newsletters/read-issue';
import {
  briefingIdOf,
  MAX_STORED_BRIEFING_BYTES,
  normalizeTag,
  type Submission,
} from '../domain/submission';

export interface MakeBriefingDependencies {
  /** Sanitizes untrusted html and extracts its text. */
  sanitizeBody: (html: string) => { html: string; text: string };
  /** One line of plain text: no tags, no control characters. */
  plainTextOf: (text: string) => string;
  detectLanguage: (text: string) => string;
  /** Reads the Markdown of a newsletter issue. */
  readIssue: (markdown: string) => ReadIssue;
  /** The newsletters that a briefing can be an issue of. @default none */
  newsletters?: readonly Pick<Newsletter, 'name'>[];
  now: () => string;
}

export type MadeBriefing =
  | { outcome: 'made'; briefing: Briefing }
  /** `problems`: sentences without capital and full stop. The briefing of an issue holds what could be read. */
  | { outcome: 'refused'; problems: string[]; briefing: Briefing };

/** Makes the briefing that is stored for a submission, or says what its publisher must change. */
export function makeBriefing(
  submission: Submission,
  dependencies: MakeBriefingDependencies,
): MadeBriefing {
  if (submission.newsletter === undefined) {
    return checkStored(toBriefing(submission, dependencies));
  }
  const read = dependencies.readIssue(submission.body ?? '');
  const briefing = toIssue(submission, read.document, dependencies);
  const unknown = refuseNewsletter(submission.newsletter, dependencies.newsletters ?? []);
  const problems = [
    ...(unknown === undefined ? [] : [unknown]),
    ...(read.outcome === 'refused' ? read.problems : []),
  ];
  return problems.length > 0 ? { outcome: 'refused', problems, briefing } : checkStored(briefing);
}

function checkStored(briefing: Briefing): MadeBriefing {
  const refusal = refusalOfStored(briefing);
  return refusal === undefined
    ? { outcome: 'made', briefing }
    : { outcome: 'refused', problems: [refusal], briefing };
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
  dependencies: Omit<MakeBriefingDependencies, 'readIssue' | 'newsletters'>,
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
  sanitizeBody: MakeBriefingDependencies['sanitizeBody'],
): { text: string; html?: string } {
  return /<\/?[a-z][^<>]*>/i.test(body) ? sanitizeBody(body) : { text: body.trim() };
}

function primaryLanguage(language: string | undefined): string | undefined {
  return language?.toLowerCase().split('-')[0];
}

import PostalMime from 'postal-mime';
import type { Briefing } from '../../../lambdas/domain/briefing';
import type {
  BriefingsQuery,
  IssueEntry,
} from '../../../lambdas/domain/newsletters/issue-document';
import { createEmailWriter } from '../../../lambdas/rendering/email-writer';
import { issuePage } from '../../../lambdas/rendering/newsletters/issue-page';
import { sitePages } from '../../../lambdas/rendering/site-pages';
import { fillIssue } from '../../../lambdas/use-cases/fill-issue';
import { readFileBriefing } from '../read-file-briefing';
import { readMarkdown } from '../read-markdown';
import type { PreviewSettings } from './preview-settings';

export interface PreviewedIssue {
  /** Sentences for the editor; with any, publishing is refused. */
  problems: string[];
  /** Absent if nothing could be read. */
  email?: PreviewedEmail;
}

export interface PreviewedEmail {
  newsletter: string;
  subject: string;
  preheader: string;
  html: string;
  text: string;
  /** As SES would get it. */
  raw: Buffer;
}

export interface RenderPreviewDependencies {
  settings: PreviewSettings;
  /** The briefings that a block lists. */
  findBriefings: (query: BriefingsQuery, now: string) => Promise<IssueEntry[]>;
  now: () => string;
}

const PREVIEW_ID = 'preview';
const READER = 'reader@example.org';

/** An email to nobody has no links that are signed. */
async function refuseToSign(): Promise<never> {
  throw new Error('A preview signs no link.');
}

/** The email of an issue, as the functions that send it write it for a follower of the newsletter. */
export function renderPreview({ settings, findBriefings, now }: RenderPreviewDependencies) {
  const { site, siteUrl } = settings;
  const writer = createEmailWriter(site, sitePages(siteUrl), refuseToSign, now);
  const fill = fillIssue({ findBriefings, renderPage: issuePage, now });

  return async (markdown: string): Promise<PreviewedIssue> => {
    const fields = readMarkdown(markdown);
    const problems: string[] = [];
    if (fields.newsletter === undefined) {
      problems.push('The front matter has no "newsletter", so this is not a newsletter issue.');
      return { problems };
    }
    const made = readFileBriefing(fields, site.newsletters);
    if (made.outcome === 'refused') problems.push(...made.problems.map(toSentence));
    if (made.briefing?.issue === undefined) return { problems };
    return { problems, email: await write(await fill(made.briefing)) };
  };

  async function write(briefing: Briefing): Promise<PreviewedEmail> {
    const { newsletter = '', issue = { blocks: [], notes: [] } } = briefing;
    const { raw } = await writer.issueTest({
      deliveryId: PREVIEW_ID,
      address: READER,
      briefing,
      newsletter,
      document: issue,
    });
    const { subject = '', html = '', text = '' } = await PostalMime.parse(raw);
    return { newsletter, subject, preheader: preheaderIn(html), html, text, raw: Buffer.from(raw) };
  }
}

/** The hidden text at the start of the body, without the characters that fill it up. */
function preheaderIn(html: string): string {
  const hidden = /<div style="display:none[^>]*>([^<]*)</.exec(html)?.[1] ?? '';
  return decode(hidden.split('\u034f')[0] ?? '').trim();
}

function decode(text: string): string {
  const named: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&' };
  return text.replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (entity, name: string) => {
    if (!name.startsWith('#')) return named[name] ?? entity;
    const code =
      name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return String.fromCodePoint(code);
  });
}

function toSentence(problem: string): string {
  return `${problem.charAt(0).toUpperCase()}${problem.slice(1)}.`;
}

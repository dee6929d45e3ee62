import { ISSUES_WORDING } from '../../../lambdas/rendering/wording/issues';
import { type CheckedLink, checkLinks } from './check-links';
import type { PreviewedEmail, PreviewedIssue } from './render-preview';
import { checkSpam, type SpamCheck } from './spam-check';

/** In bytes. Gmail shows no more of an email's html (https://github.com/hteumeuleu/email-bugs/issues/41). */
const GMAIL_CLIP_BYTES = 102_000;

/** In characters, what lists of emails show of a subject and of what follows it. Programs differ by a few. */
const INBOXES = [
  { inbox: 'phone', subject: 38, preheader: 80 },
  { inbox: 'desktop', subject: 70, preheader: 110 },
] as const;

export interface PreviewReport {
  newsletter?: string;
  subject?: string;
  preheader?: string;
  problems: string[];
  /** What differs from the final email here. */
  notices: string[];
  /** How inboxes cut the subject and the preheader. */
  inboxes: { inbox: string; subject: string; preheader: string }[];
  bytes: { html: number; text: number; limit: number; clipped: boolean };
  /** The text is longer than the html part may be, which leads to the rest. */
  isCut: boolean;
  links: CheckedLink[];
  images: (CheckedLink & { alt: string })[];
  spam: SpamCheck;
}

export interface PreviewReportOptions {
  allowLoopback: boolean;
  /** Pictures below this address are files of the editor. */
  localImages?: { base: string; exists: (file: string) => Promise<boolean> };
}

/** What an editor should know of an issue before it is sent. */
export async function reportOn(
  { email, problems }: PreviewedIssue,
  { allowLoopback, localImages }: PreviewReportOptions,
): Promise<PreviewReport> {
  const bytes = (text = '') => Buffer.byteLength(text);
  const size = bytes(email?.html);
  const pictures = picturesIn(email?.html ?? '');
  const links = email === undefined ? [] : linksIn(email);
  const isLocal = (url: string) => localImages !== undefined && url.startsWith(localImages.base);
  const [checked, spam, files] = await Promise.all([
    checkLinks(
      [...links, ...pictures.map(({ url }) => url)].filter((url) => !isLocal(url)),
      {
        allowLoopback,
      },
    ),
    email === undefined ? { status: 'not-installed' as const } : checkSpam(email.raw),
    Promise.all(
      pictures.map(async ({ url }) => ({
        url,
        exists: isLocal(url) && (await localImages?.exists(url.slice(localImages.base.length))),
      })),
    ),
  ]);
  const statusOf = (url: string): CheckedLink => {
    const found = checked.find((one) => one.url === url);
    if (found !== undefined) return found;
    const isThere = files.some((one) => one.url === url && one.exists === true);
    return isThere
      ? {
          url,
          status: 'not-checked',
          detail: 'a file here, to be uploaded before the issue is sent',
        }
      : { url, status: 'broken', detail: 'there is no such file' };
  };
  return {
    ...(email === undefined
      ? {}
      : { newsletter: email.newsletter, subject: email.subject, preheader: email.preheader }),
    problems,
    notices: [],
    inboxes: INBOXES.map(({ inbox, subject, preheader }) => ({
      inbox,
      subject: cut(email?.subject ?? '', subject),
      preheader: cut(email?.preheader ?? '', preheader),
    })),
    bytes: {
      html: size,
      text: bytes(email?.text),
      limit: GMAIL_CLIP_BYTES,
      clipped: size > GMAIL_CLIP_BYTES,
    },
    isCut: email?.html.includes(ISSUES_WORDING.en.readRest) ?? false,
    links: links.map(statusOf),
    images: pictures.map(({ url, alt }) => ({ ...statusOf(url), alt })),
    spam,
  };
}

/** The links of the text, without those of the footer, and to the page, which is not there before the issue is published. */
function linksIn({ html, text }: PreviewedEmail): string[] {
  const inHtml = [...html.matchAll(/<a\b[^>]*\bhref="([^"#][^"]*)"/g)].map(([, url = '']) =>
    url.replace(/&amp;/g, '&').replace(/&#x3D;/g, '='),
  );
  // A text that was cut in the html is whole in the text.
  const inText = [...text.matchAll(/^\[\d+\] (\S+)$/gm)].map(([, url = '']) => url);
  return [...new Set([...inHtml, ...inText])].filter(
    (url) =>
      !/[?&]token=preview$/.test(url) && !/\/(briefings\/[^/]+)?$/.test(pathOfSite(url, html)),
  );
}

/** The path on our own site, or `-` for another site. */
function pathOfSite(url: string, html: string): string {
  const site = /<a class="brand" href="([^"]*)"/.exec(html)?.[1];
  if (site === undefined || !url.startsWith(site)) return '-';
  return new URL(url).pathname;
}

function picturesIn(html: string): { url: string; alt: string }[] {
  return [...html.matchAll(/<img class="img" src="([^"]*)" alt="([^"]*)"/g)].map(
    ([, url = '', alt = '']) => ({ url: url.replace(/&amp;/g, '&'), alt }),
  );
}

function cut(text: string, limit: number): string {
  const characters = Array.from(text);
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join('')}…`;
}

/** The report as lines for people. */
export function reportLines(report: PreviewReport): string[] {
  const { bytes, links, images, spam } = report;
  const broken = [...links, ...images].filter(({ status }) => status === 'broken');
  const kb = (count: number) => `${(count / 1000).toFixed(1)} KB`;
  return [
    ...report.problems,
    ...report.notices,
    ...(report.subject === undefined ? [] : [`Subject: ${report.subject}`]),
    ...(report.preheader === undefined ? [] : [`Preheader: ${report.preheader}`]),
    ...report.inboxes.map(
      ({ inbox, subject, preheader }) => `On a ${inbox}: ${subject} · ${preheader}`,
    ),
    `Html ${kb(bytes.html)} of the ${kb(bytes.limit)} that Gmail shows; text ${kb(bytes.text)}.`,
    ...(report.isCut
      ? ['The text is cut at a heading, and a button leads to the rest on its page.']
      : []),
    `${links.length} links and ${images.length} images, ${broken.length} of them broken.`,
    ...broken.map(({ url, detail }) => `Broken: ${url} (${detail}).`),
    ...images
      .filter(({ status }) => status === 'not-checked')
      .map(({ url, detail }) => `${url}: ${detail}.`),
    spamLine(spam),
  ];
}

function spamLine(spam: SpamCheck): string {
  switch (spam.status) {
    case 'not-installed':
      return 'SpamAssassin is not installed, so the words were not checked.';
    case 'failed':
      return `SpamAssassin failed: ${spam.detail}.`;
    case 'checked':
      return `SpamAssassin: ${spam.score} of ${spam.required} (${spam.rules.join(', ') || 'no rules matched'}).`;
    default:
      return spam satisfies never;
  }
}

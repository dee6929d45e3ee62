import sanitizeHtml from 'sanitize-html';
import {
  NOTE_ELEMENT,
  NOTE_TEXT_ELEMENT,
  SERVICE_ELEMENT,
} from '../domain/newsletters/issue-elements';
import { plainLine, plainParagraphs } from './plain-line';
import { safeUrl } from './safe-url';

/** A publisher's HTML made safe to show, and the same as plain text with an empty line between paragraphs. */
export interface SanitizedBody {
  html: string;
  text: string;
}

/** Deeper elements are removed. No text needs them, and they make browsers slow. */
const MAX_NESTING = 40;

/** Headings move one level down, because the page's own title is the only h1. */
const DEMOTED = { h1: 'h2', h2: 'h3', h3: 'h4', h4: 'h5', h5: 'h6' } as const;

const HEADINGS = ['h2', 'h3', 'h4', 'h5', 'h6'];
const TABLE = ['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'];

const BODY_OPTIONS: sanitizeHtml.IOptions = {
  allowedTags: [
    ...[
      'p',
      'br',
      'hr',
      'blockquote',
      'pre',
      'ul',
      'ol',
      'li',
      'dl',
      'dt',
      'dd',
      ...HEADINGS,
      ...TABLE,
    ],
    ...['a', 'strong', 'em', 'b', 'i', 'u', 's', 'sub', 'sup', 'code', 'q', 'cite', 'abbr', 'bdi'],
  ],
  allowedAttributes: {
    '*': ['dir', 'lang'],
    a: ['href', 'rel'],
    ol: ['start'],
    th: ['colspan', 'rowspan', 'scope'],
    td: ['colspan', 'rowspan'],
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  // The content of these elements is not text, so it is removed with them.
  nonTextTags: [
    ...[
      'script',
      'style',
      'textarea',
      'option',
      'noscript',
      'template',
      'title',
      'iframe',
      'object',
    ],
    ...[
      'svg',
      'math',
      'audio',
      'video',
      'canvas',
      'button',
      'select',
      'noembed',
      'noframes',
      'xmp',
    ],
  ],
  nestingLimit: MAX_NESTING,
  transformTags: {
    ...Object.fromEntries(Object.entries(DEMOTED).map(([from, to]) => [from, to])),
    div: 'p',
    figcaption: 'p',
    a: (tagName, attributes) => ({ tagName, attribs: linkAttributes(attributes) }),
  },
};

/** What a newsletter issue may also contain: pictures, and what stands for its footnotes and lists of briefings. */
const ISSUE_OPTIONS: sanitizeHtml.IOptions = {
  ...BODY_OPTIONS,
  allowedTags: [
    ...(BODY_OPTIONS.allowedTags || []),
    ...['h1', 'img', 'del', 'mark', 'kbd', NOTE_ELEMENT, NOTE_TEXT_ELEMENT, SERVICE_ELEMENT],
  ],
  allowedAttributes: {
    a: ['href'],
    ol: ['start'],
    th: ['align'],
    td: ['align'],
    img: ['src', 'alt', 'title', 'width'],
    [NOTE_ELEMENT]: ['data-label'],
    [NOTE_TEXT_ELEMENT]: ['data-label'],
    [SERVICE_ELEMENT]: ['data-name', 'data-settings'],
  },
  // The address of a picture is checked when the issue is read, so that the publisher learns of a wrong one.
  allowedSchemesByTag: { img: ['http', 'https', 'data', 'file', 'cid'] },
  transformTags: {
    div: 'p',
    figcaption: 'p',
    a: (tagName, attributes) => ({ tagName, attribs: linkAttributes(attributes) }),
  },
};

/** `nofollow` keeps search engines from counting the link; `noopener` gives the linked page no access to ours. */
function linkAttributes({ href = '' }: sanitizeHtml.Attributes): sanitizeHtml.Attributes {
  const url = /^mailto:/i.test(href) ? href : safeUrl(href);
  return url === undefined ? {} : { href: url, rel: 'nofollow noopener' };
}

/**
 * Makes a publisher's HTML safe. Keeps paragraphs, headings (one level down), lists, tables, quotations,
 * emphasis, and links to `http`, `https` and `mailto` URLs. Removes everything else, including scripts,
 * styles, forms, frames and images (docs/decisions/203). Never throws. Takes time linear in the length.
 */
export function sanitizeBody(html: string): SanitizedBody {
  const sanitized = sanitizeHtml(html, BODY_OPTIONS)
    .replace(/<p>\s*<\/p>/g, '')
    .trim();
  return { html: sanitized, text: textOfSanitized(sanitized) };
}

/**
 * Makes the html of a newsletter issue safe to read as its blocks. Removes the same as `sanitizeBody`, but keeps
 * pictures and the elements of `markdownToHtml`.
 */
export function sanitizeIssue(html: string): string {
  return sanitizeHtml(html, ISSUE_OPTIONS);
}

/** Returns a title or summary as one plain line: without tags, with entities decoded, as `plainLine`. */
export function plainTextOf(text: string): string {
  const stripped = sanitizeHtml(text, { allowedTags: [], nestingLimit: MAX_NESTING });
  return plainLine(decodeEntities(stripped));
}

/** The patterns are safe because sanitize-html's output is well formed: every `<` and `>` belongs to a tag. */
function textOfSanitized(html: string): string {
  const text = html
    .replace(/\s+/g, ' ')
    .replace(/<br[^>]*>\s*/g, '\n')
    .replace(/<li[^>]*>\s*/g, '\n- ')
    .replace(/<\/t[hd]>\s*/g, ' \t')
    .replace(/<(tr|dt|dd)[^>]*>/g, '\n')
    .replace(/<\/?(p|h\d|blockquote|pre|ul|ol|dl|table|caption|hr)\b[^>]*>/g, '\n\n')
    .replace(/<[^>]*>/g, '');
  return plainParagraphs(decodeEntities(text));
}

/** Decodes the only entities that sanitize-html writes. */
function decodeEntities(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

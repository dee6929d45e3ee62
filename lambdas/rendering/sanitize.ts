import sanitizeHtml from 'sanitize-html';
import { plainLine, plainParagraphs } from './plain-line';
import { safeUrl } from './safe-url';

/** A publisher's html as it may be shown, and the same as plain text, paragraphs parted by an empty line. */
export interface SanitizedBody {
  html: string;
  text: string;
}

/**
 * Deeper nesting is left out: no text needs it, and a browser would be slow with it.
 */
const MAX_NESTING = 40;

/** The page's own title is the only h1. */
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
  // What stands in these is not text of the body.
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

/** No link passes on our standing, or a window to reach back through. */
function linkAttributes({ href = '' }: sanitizeHtml.Attributes): sanitizeHtml.Attributes {
  const address = /^mailto:/i.test(href) ? href : safeUrl(href);
  return address === undefined ? {} : { href: address, rel: 'nofollow noopener' };
}

/**
 * Keeps of a publisher's html what a text needs: paragraphs, headings (one level down), lists, tables,
 * quotations, emphasis, and links to http, https and mailto addresses. Scripts, styles, forms, frames
 * and images go (docs/decisions/203). Never throws, whatever the html; linear in its length.
 */
export function sanitizeBody(html: string): SanitizedBody {
  const sanitized = sanitizeHtml(html, BODY_OPTIONS)
    .replace(/<p>\s*<\/p>/g, '')
    .trim();
  return { html: sanitized, text: textOfSanitized(sanitized) };
}

/** A title or summary as one plain line: tags stripped, entities decoded, controls and bidi overrides removed. */
export function plainTextOf(text: string): string {
  const stripped = sanitizeHtml(text, { allowedTags: [], nestingLimit: MAX_NESTING });
  return plainLine(decodeEntities(stripped));
}

/** sanitize-html's output is well formed: each `<` begins a tag, each `>` ends one. */
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

/** The only entities that sanitize-html writes; all others it has decoded. */
function decodeEntities(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

import { Parser } from 'htmlparser2';

/** What is read of an html text. */
export interface ReadHtmlOptions {
  /** Whether quotations and signatures are left out, as for the answer in an email. */
  withoutQuotes: boolean;
  /** In characters. */
  maxLength: number;
}

const EMAIL: ReadHtmlOptions = { withoutQuotes: true, maxLength: 20_000 };
/** Deeper elements are read as if they were not nested. */
const MAX_DEPTH = 300;
/** Nothing that a person wrote is deeper, and the parser takes longer for each level. */
const MAX_READ_DEPTH = 2000;
/** Tags, so that an email of nothing else takes no longer. */
const MAX_TAGS = 20_000;

const INVISIBLE = new Set(['head', 'style', 'script', 'title', 'template', 'noscript']);
/** After these a new line begins. */
const BLOCKS = new Set(
  'address article blockquote br dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section table td tr ul'.split(
    ' ',
  ),
);

/** What mail programs put the quoted email into. From Outlook's on, all that follows is quoted. */
const QUOTE =
  /(?:^|\s)(?:gmail_quote|gmail_attr|yahoo_quoted|moz-cite-prefix|protonmail_quote|tutanota_quote|zmail_extra|gmail_signature|moz-signature|protonmail_signature_block)(?:\s|$)/;
const REST_IS_QUOTED = new Set([
  'divrplyfwdmsg',
  'appendonsend',
  'outlookmessageheader',
  'replysplit',
  'mail-editor-reference-message-container',
]);

/**
 * The text of html, a line for each block, without what is hidden. By default that of an email, also without
 * what is quoted and without signatures that the mail program marks. Takes time in proportion to its
 * length, and stops after `maxLength` characters.
 */
export function textOfHtml(
  html: string,
  { withoutQuotes, maxLength }: ReadHtmlOptions = EMAIL,
): string {
  let text = '';
  let tags = 0;
  let depth = 0;
  /** For each open element, whether it hides what is in it, and whether line breaks count in it. */
  const hidden: { name: string; hides: boolean; preserves: boolean }[] = [];
  let hiding = 0;
  /** How many of the open elements keep the line breaks of their text. */
  let preserving = 0;
  let ended = false;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        ended ||=
          ++tags > MAX_TAGS ||
          ++depth > MAX_READ_DEPTH ||
          (withoutQuotes && REST_IS_QUOTED.has((attributes.id ?? '').toLowerCase()));
        if (BLOCKS.has(name)) text += '\n';
        const hides =
          hidesContent(name, attributes) || (withoutQuotes && isQuotation(name, attributes));
        if (hidden.length < MAX_DEPTH) {
          const preserves = preservesLines(name, attributes);
          hidden.push({ name, hides, preserves });
          if (hides) hiding++;
          if (preserves) preserving++;
        }
      },
      ontext(data) {
        if (hiding === 0 && !ended && text.length < maxLength)
          text += preserving > 0 ? data : data.replace(/\s+/g, ' ');
      },
      onclosetag(name) {
        depth--;
        if (BLOCKS.has(name)) text += '\n';
        if (hidden.at(-1)?.name !== name) return;
        const closed = hidden.pop();
        if (closed?.hides) hiding--;
        if (closed?.preserves) preserving--;
      },
    },
    { decodeEntities: true },
  );
  for (let at = 0; at < html.length && !ended && text.length < maxLength; at += CHUNK) {
    parser.write(html.slice(at, at + CHUNK));
  }
  parser.end();
  return (
    text
      .slice(0, maxLength)
      // Looking back, so that a run of blanks is tried once, not from each of its blanks.
      .replace(/(?<![ \t])[ \t]+(?=\n)/g, '')
      .replace(/\n[ \t]+/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  );
}

/** In characters, between two looks at whether enough was read. */
const CHUNK = 4096;

/** K-9 Mail and others write plain text in a `pre`. */
function preservesLines(name: string, { style = '' }: Record<string, string>): boolean {
  return name === 'pre' || /white-space\s*:\s*(?:pre|break-spaces)/i.test(style);
}

function hidesContent(name: string, attributes: Record<string, string>): boolean {
  const { style = '' } = attributes;
  return (
    INVISIBLE.has(name) ||
    'hidden' in attributes ||
    /display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px)?\s*(?:;|$)/i.test(
      style,
    )
  );
}

function isQuotation(name: string, attributes: Record<string, string>): boolean {
  const { class: classes = '', id = '' } = attributes;
  return (
    name === 'blockquote' || QUOTE.test(classes) || /^signature$|^applemailsignature$/i.test(id)
  );
}

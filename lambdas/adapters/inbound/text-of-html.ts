import { Parser } from 'htmlparser2';

/** In characters. */
const MAX_TEXT_LENGTH = 20_000;
/** Deeper elements are read as if they were not nested. */
const MAX_DEPTH = 300;
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
 * The text of an email that has only html, a line for each block, without what is hidden or quoted and without signatures
 * that the mail program marks. Takes time in proportion to its length, and stops after `MAX_TEXT_LENGTH` characters.
 */
export function textOfHtml(html: string): string {
  let text = '';
  let tags = 0;
  /** For each open element, whether it hides what is in it. */
  const hidden: { name: string; hides: boolean }[] = [];
  let hiding = 0;
  let ended = false;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (++tags > MAX_TAGS || REST_IS_QUOTED.has((attributes.id ?? '').toLowerCase()))
          ended = true;
        if (BLOCKS.has(name)) text += '\n';
        const hides = hidesContent(name, attributes);
        if (hidden.length < MAX_DEPTH) {
          hidden.push({ name, hides });
          if (hides) hiding++;
        }
      },
      ontext(data) {
        if (hiding === 0 && !ended && text.length < MAX_TEXT_LENGTH)
          text += data.replace(/\s+/g, ' ');
      },
      onclosetag(name) {
        if (BLOCKS.has(name)) text += '\n';
        if (hidden.at(-1)?.name !== name) return;
        if (hidden.pop()?.hides) hiding--;
      },
    },
    { decodeEntities: true },
  );
  for (let at = 0; at < html.length && !ended && text.length < MAX_TEXT_LENGTH; at += CHUNK) {
    parser.write(html.slice(at, at + CHUNK));
  }
  parser.end();
  return text
    .slice(0, MAX_TEXT_LENGTH)
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** In characters, between two looks at whether enough was read. */
const CHUNK = 4096;

function hidesContent(name: string, attributes: Record<string, string>): boolean {
  const { class: classes = '', style = '', id = '' } = attributes;
  return (
    INVISIBLE.has(name) ||
    name === 'blockquote' ||
    QUOTE.test(classes) ||
    /^signature$|^applemailsignature$/i.test(id) ||
    'hidden' in attributes ||
    /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px)?\s*(?:;|$)/i.test(style)
  );
}

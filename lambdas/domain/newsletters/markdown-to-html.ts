import { Marked, type TokenizerAndRendererExtension, type Tokens } from 'marked';
import { NOTE_ELEMENT, NOTE_TEXT_ELEMENT, SERVICE_ELEMENT } from './issue-elements';

/** What is between `[^` and `]` of a footnote. */
const LABEL = '[^\\]\\s]{1,60}';
/** The first line, and all that is indented below it. */
const NOTE = new RegExp(
  `^ {0,3}\\[\\^(${LABEL})\\]:[ \\t]*([^\\n]*(?:\\n(?:[ \\t]{2,}[^\\n]+|[ \\t]*(?=\\n+[ \\t]{2,}\\S)))*)(?:\\n|$)`,
);
const NOTE_REFERENCE = new RegExp(`^\\[\\^(${LABEL})\\]`);
/** `:::briefings tag:diplomacy since:7d:::`, on one line or with its end on a line of its own. */
const SERVICE_BLOCK =
  /^ {0,3}:::[ \t]*([A-Za-z][\w-]*)([^\n]*?)(?:[ \t]*:::|\n[ \t]*:::)[ \t]*(?:\n|$)/;

interface NoteToken extends Tokens.Generic {
  label: string;
}

/** `[^1]: The text of a footnote`, which may go on in indented lines. */
const noteText: TokenizerAndRendererExtension = {
  name: 'noteText',
  level: 'block',
  start: (src) => indexOf(src, /^ {0,3}\[\^/m),
  tokenizer(src) {
    const [raw, label, text = ''] = NOTE.exec(src) ?? [];
    if (raw === undefined) return undefined;
    const unindented = text.replace(/^[ \t]{2,4}/gm, '');
    return { type: 'noteText', raw, label, tokens: this.lexer.blockTokens(`${unindented}\n`, []) };
  },
  renderer(token) {
    const { label, tokens = [] } = token as NoteToken;
    return `<${NOTE_TEXT_ELEMENT} data-label="${escapeAttribute(label)}">${this.parser.parse(tokens)}</${NOTE_TEXT_ELEMENT}>\n`;
  },
};

/** `[^1]` in a text. */
const noteReference: TokenizerAndRendererExtension = {
  name: 'noteReference',
  level: 'inline',
  start: (src) => indexOf(src, /\[\^/),
  tokenizer(src) {
    const [raw, label] = NOTE_REFERENCE.exec(src) ?? [];
    return raw === undefined ? undefined : { type: 'noteReference', raw, label };
  },
  renderer: (token) =>
    `<${NOTE_ELEMENT} data-label="${escapeAttribute((token as NoteToken).label)}"></${NOTE_ELEMENT}>`,
};

/** A block that the service fills, such as `:::briefings tag:diplomacy since:7d:::`. */
const serviceBlock: TokenizerAndRendererExtension = {
  name: 'serviceBlock',
  level: 'block',
  start: (src) => indexOf(src, /^ {0,3}:::/m),
  tokenizer(src) {
    const [raw, name, settings = ''] = SERVICE_BLOCK.exec(src) ?? [];
    return raw === undefined
      ? undefined
      : { type: 'serviceBlock', raw, name, settings: settings.trim() };
  },
  renderer: ({ name, settings }) =>
    `<${SERVICE_ELEMENT} data-name="${escapeAttribute(String(name))}" data-settings="${escapeAttribute(String(settings))}"></${SERVICE_ELEMENT}>\n`,
};

const markdown = new Marked({
  gfm: true,
  extensions: [noteText, noteReference, serviceBlock],
  renderer: {
    // Email programs show no form fields.
    checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
  },
});

/**
 * Markdown as html, with footnotes and blocks of the service as elements of their own. The html is as unsafe as the
 * Markdown, which may contain html itself.
 */
export function markdownToHtml(text: string): string {
  return markdown.parse(text, { async: false });
}

function indexOf(text: string, pattern: RegExp): number | undefined {
  const at = text.search(pattern);
  return at === -1 ? undefined : at;
}

function escapeAttribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}

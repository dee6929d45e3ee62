/**
 * What must never be shown or put into a header: control characters, the bidi overrides and
 * embeddings that can make text read as something else (https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing;
 * the harmless marks U+200E and U+200F stay), lone surrogates and U+FEFF.
 */
const UNWANTED = /[\p{Surrogate}\u202A-\u202E\u2066-\u2069\uFEFF]|(?![\s\u0085])\p{Cc}/gu;

/** Unwanted characters removed and whitespace, line breaks among it, folded to single spaces. */
export function foldLine(text: string): string {
  return text.replace(UNWANTED, '').replace(/[\s\u0085]+/gu, ' ');
}

/** One line of plain text, without leading or trailing space: fit for a header, a title or an attribute. */
export function plainLine(text: string): string {
  return foldLine(text).trim();
}

/** Unwanted characters removed but paragraphs kept: lines trimmed, at most one empty line in a row. */
export function plainParagraphs(text: string): string {
  return text
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/u)
    .map(plainLine)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/**
 * The text as it is when it has at most `limit` characters (code points), else its beginning, cut at
 * a word border where there is one in the last third, with an ellipsis; never longer than `limit`.
 */
export function cutAtWord(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // So many halves hold at least one character more than the limit, if the text has them.
  const characters = Array.from(text.slice(0, limit * 2 + 2));
  if (characters.length <= limit) return text;
  const beginning = characters.slice(0, limit - 1).join('');
  const border = beginning.lastIndexOf(' ');
  const kept = border > (beginning.length * 2) / 3 ? beginning.slice(0, border) : beginning;
  return `${kept.replace(/[\s,;:.–—-]+$/u, '')}…`;
}

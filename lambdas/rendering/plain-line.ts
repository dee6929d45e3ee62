/**
 * Characters that must not be shown or put into a header: control characters, lone surrogates, U+FEFF, and
 * the bidi overrides and embeddings, which can make text read as something else
 * (https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing). The harmless marks U+200E and
 * U+200F are kept.
 */
const UNWANTED = /[\p{Surrogate}\u202A-\u202E\u2066-\u2069\uFEFF]|(?![\s\u0085])\p{Cc}/gu;

/** Removes unwanted characters and keeps whitespace as it is. */
export function withoutUnwanted(text: string): string {
  return text.replace(UNWANTED, '');
}

/** Removes unwanted characters and collapses whitespace, including line breaks, to single spaces. */
export function foldLine(text: string): string {
  return withoutUnwanted(text).replace(/[\s\u0085]+/gu, ' ');
}

/** Returns one trimmed line of plain text, safe for a header, a title or an attribute. */
export function plainLine(text: string): string {
  return foldLine(text).trim();
}

/** Removes unwanted characters, trims lines, and leaves at most one empty line between paragraphs. */
export function plainParagraphs(text: string): string {
  return text
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/u)
    .map(plainLine)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/**
 * Returns the text unchanged if it has at most `limit` characters (code points). Otherwise returns its
 * start with an ellipsis, at most `limit` characters long, cut between words if there is a space in the
 * last third.
 */
export function cutAtWord(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // A character has at most two UTF-16 units, so this holds more than `limit` characters if the text does.
  const characters = Array.from(text.slice(0, limit * 2 + 2));
  if (characters.length <= limit) return text;
  const beginning = characters.slice(0, limit - 1).join('');
  const lastSpace = beginning.lastIndexOf(' ');
  const kept = lastSpace > (beginning.length * 2) / 3 ? beginning.slice(0, lastSpace) : beginning;
  return `${kept.replace(/[\s,;:.–—-]+$/u, '')}…`;
}

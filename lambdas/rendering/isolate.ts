/** FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE (Unicode Standard Annex 9). */
export const ISOLATE_START = '\u2068';
export const ISOLATE_END = '\u2069';

const ISOLATES = /[\u2066-\u2069]/g;

/**
 * Isolates text that a person wrote, such as a topic or an address, in a sentence of the wording: neither
 * changes the direction of the other. On pages, `<Sentence>` makes a `<bdi>` of it.
 */
export function isolate(text: string): string {
  return `${ISOLATE_START}${removeIsolates(text)}${ISOLATE_END}`;
}

/** The sentence for plain text and headers, where some programs show the marks. */
export function removeIsolates(sentence: string): string {
  return sentence.replace(ISOLATES, '');
}

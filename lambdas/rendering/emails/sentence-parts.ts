import { ISOLATE_END, ISOLATE_START } from '../isolate';

/** A part of a sentence. `isolated`: text of people, whose direction is its own. */
export interface SentencePart {
  text: string;
  isolated: boolean;
}

const ISOLATED = new RegExp(`${ISOLATE_START}([^${ISOLATE_END}]*)${ISOLATE_END}`);
const MARKS = new RegExp(`[${ISOLATE_START}${ISOLATE_END}]`, 'g');

/** The parts of a sentence whose values were put in with `isolate`, for a template. */
export function sentenceParts(sentence: string): SentencePart[] {
  // With a group in the pattern, `split` returns the isolated texts at the odd places.
  return sentence
    .split(ISOLATED)
    .map((text, index) => ({ text, isolated: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
}

/** The sentence for plain text and headers, where some programs show the marks. */
export function plainSentence(sentence: string): string {
  return sentence.replace(MARKS, '');
}

import { ISOLATE_END, ISOLATE_START } from './isolate';

/** A run of text in a sentence. `isolated`: text that a person wrote, which has its own direction. */
export interface TextRun {
  text: string;
  isolated: boolean;
}

const ISOLATED = new RegExp(`${ISOLATE_START}([^${ISOLATE_END}]*)${ISOLATE_END}`);

/** The runs of a sentence whose values were inserted with `isolate`. */
export function toTextRuns(sentence: string): TextRun[] {
  // With a group in the pattern, `split` returns the isolated texts at the odd places.
  return sentence
    .split(ISOLATED)
    .map((text, index) => ({ text, isolated: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
}

import { kindAt, LETTER, MARK } from './characters';

/** Shorter parts of a run (`1/2`, `cu.m`) are numbers and units, which mean little alone. */
const MIN_LETTERS = 3;

/** The words in a run such as `Israel/Gaza` or `word.Next`, which PostgreSQL reads as one word. */
export function* innerWords(
  text: string,
  start: number,
  end: number,
): Generator<{ from: number; to: number }> {
  for (let at = start; at < end; at++) {
    const from = at;
    while (at < end && kindAt(text, at) & (LETTER | MARK)) at++;
    if (at - from >= MIN_LETTERS) yield { from, to: at };
  }
}

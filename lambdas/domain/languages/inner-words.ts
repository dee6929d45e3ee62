import { kindAt, LETTER, MARK } from './characters';

/** Numbers and single letters within a run (`1/2`, `cu.m`) say nothing by themselves. */
const FEWEST_LETTERS = 3;

/** The words within a run such as `Israel/Gaza` or `word.Next`, which PostgreSQL reads as one. */
export function* innerWords(
  text: string,
  start: number,
  end: number,
): Generator<{ from: number; to: number }> {
  for (let at = start; at < end; at++) {
    const from = at;
    while (at < end && kindAt(text, at) & (LETTER | MARK)) at++;
    if (at - from >= FEWEST_LETTERS) yield { from, to: at };
  }
}

import { DIGIT, kindAt, LETTER, MARK } from './characters';

/** The words within a run such as `Israel/Gaza` or `word.Next`, which PostgreSQL reads as one. */
export function* innerWords(
  text: string,
  start: number,
  end: number,
): Generator<{ from: number; to: number }> {
  for (let at = start; at < end; at++) {
    const from = at;
    while (at < end && kindAt(text, at) & (LETTER | DIGIT | MARK)) at++;
    if (at > from) yield { from, to: at };
  }
}

import { pick, type Random, upTo } from '../../bin/bench/seeded-random';

/**
 * A random expression of words, phrases, OR and minus. Most words come from `own`, so that many
 * expressions match it, and the rest from `other`. The case of letters is changed at random;
 * punctuation, stop words and numbers are kept.
 */
export function randomExpression(random: Random, own: string, other: string): string {
  const parts = Array.from({ length: 1 + upTo(random, 4) }, () => randomPart(random, own, other));
  const written = parts.reduce((text, part) => {
    const joint = random() < 0.2 ? pick(random, [' OR ', ' or ']) : ' ';
    return text + joint + part;
  });
  return written.slice(0, 300);
}

function randomPart(random: Random, own: string, other: string): string {
  const words = wordsOf(random() < 0.85 ? own : other);
  const start = upTo(random, words.length);
  const minus = random() < 0.15 ? '-' : '';
  if (random() < 0.35) {
    const phrase = words.slice(start, start + 1 + upTo(random, 5)).join(' ');
    return `${minus}"${changedCase(random, phrase)}"`;
  }
  return minus + changedCase(random, words[start] ?? '');
}

/** The words between spaces, without syntax that PostgreSQL does not have. */
function wordsOf(text: string): string[] {
  const words = text.split(/\s+/).map((word) => word.replace(/[()*"]/g, ''));
  // Removing a bracket may have created a run.
  return words.filter((word) => word !== '' && !/^(title|source|tag):|[./@~][./@~a-z]/i.test(word));
}

function changedCase(random: Random, text: string): string {
  const choice = random();
  if (choice < 0.6) return text;
  return choice < 0.8 ? text.toLowerCase() : text.toUpperCase();
}

import { plainLine } from './plain-line';

/** Words that are never a name at the head of an English title. */
const NEVER_A_NAME = new Set(
  (
    'a an the this that these those its their his her our some any no all both each every few many more most ' +
    'several fewer less at after against amid among around as before behind between by despite during for from ' +
    'in inside into of on over since through to under until with within without and but if when while why how ' +
    'what where who whether one two three four five six seven eight nine ten dozens hundreds thousands'
  ).split(' '),
);

/** Names that are also common words: seeing the word in lower case elsewhere proves nothing of them. */
const ALSO_A_NAME = new Set(
  'may march august turkey china jordan chad polish will mark bill bush trump apple meta us hope rose'.split(
    ' ',
  ),
);

/**
 * A title as it reads after `Hezbollah: `: its first letter lowered where that is plainly safe. It is
 * when the title is English and in sentence case, and its first word is one that is never a name, or
 * stands in lower case elsewhere in the briefing (`known`: its summary and snippets). Otherwise the
 * title stays as it is: a capital too many reads better than `blinken's tour`.
 */
export function titleInSentence(title: string, language: string, known: string): string {
  const line = plainLine(title);
  const first = /^[A-Z][a-z]*(?=[\s,])/.exec(line)?.[0];
  if (first === undefined || language !== 'en' || isTitleCase(line)) return line;
  const lowered = first.toLowerCase();
  const isCommon =
    NEVER_A_NAME.has(lowered) || (!ALSO_A_NAME.has(lowered) && standsInLowerCase(lowered, known));
  return isCommon ? lowered + line.slice(first.length) : line;
}

function standsInLowerCase(word: string, text: string): boolean {
  return new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, 'u').test(text);
}

/** `Blinken's Middle East Tour Ends`: most longer words after the first have a capital. */
function isTitleCase(title: string): boolean {
  const words = title
    .split(/\s+/)
    .slice(1)
    .filter((word) => /^\p{L}{4,}/u.test(word));
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word));
  return words.length >= 2 && capitals.length * 4 >= words.length * 3;
}

import { plainLine } from './plain-line';

/** Words that are never a name at the start of an English title. */
const NEVER_A_NAME = new Set(
  (
    'a an the this that these those its their his her our some any no all both each every few many more most ' +
    'several fewer less at after against amid among around as before behind between by despite during for from ' +
    'in inside into of on over since through to under until with within without and but if when while why how ' +
    'what where who whether one two three four five six seven eight nine ten dozens hundreds thousands'
  ).split(' '),
);

/** Names that are also common words, so that finding them in lower case elsewhere proves nothing. */
const ALSO_A_NAME = new Set(
  'may march august turkey china jordan chad polish will mark bill bush trump apple meta us hope rose'.split(
    ' ',
  ),
);

/**
 * Returns a title as it reads after `Hezbollah: `, with its first letter in lower case if that is safe:
 * if the title is English and in sentence case, and its first word is never a name or occurs in lower
 * case in `context`, the briefing's summary and snippets. Otherwise returns the title unchanged, because
 * an unneeded capital is better than `blinken's tour`.
 */
export function titleInSentence(title: string, language: string, context: string): string {
  const line = plainLine(title);
  const first = /^[A-Z][a-z]*(?=[\s,])/.exec(line)?.[0];
  if (first === undefined || language !== 'en' || isTitleCase(line)) return line;
  const lowered = first.toLowerCase();
  const isCommon =
    NEVER_A_NAME.has(lowered) || (!ALSO_A_NAME.has(lowered) && occursInLowerCase(lowered, context));
  return isCommon ? lowered + line.slice(first.length) : line;
}

function occursInLowerCase(word: string, text: string): boolean {
  return new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, 'u').test(text);
}

/** Whether most longer words after the first have a capital, as in `Blinken's Middle East Tour Ends`. */
function isTitleCase(title: string): boolean {
  const words = title
    .split(/\s+/)
    .slice(1)
    .filter((word) => /^\p{L}{4,}/u.test(word));
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word));
  return words.length >= 2 && capitals.length * 4 >= words.length * 3;
}

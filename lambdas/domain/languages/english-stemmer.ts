/**
 * The English (Porter 2) stemmer of Snowball 2.2, the release that PostgreSQL 15 carries:
 * https://snowballstem.org/algorithms/english/stemmer.html. Written by hand since English is most
 * of the work; the oracle suite compares it with PostgreSQL's over a word list.
 */

const IRREGULAR = new Map(
  Object.entries({
    skis: 'ski',
    skies: 'sky',
    dying: 'die',
    lying: 'lie',
    tying: 'tie',
    idly: 'idl',
    gently: 'gentl',
    ugly: 'ugli',
    early: 'earli',
    only: 'onli',
    singly: 'singl',
    sky: 'sky',
    news: 'news',
    howe: 'howe',
    atlas: 'atlas',
    cosmos: 'cosmos',
    bias: 'bias',
    andes: 'andes',
  }),
);

/** Left as they are after the plural is taken off. */
const FINISHED = new Set([
  'inning',
  'outing',
  'canning',
  'herring',
  'earring',
  'proceed',
  'exceed',
  'succeed',
]);

/** Beginnings after which the first region starts, whatever the vowels. */
const REGION_BEGINNINGS = ['gener', 'commun', 'arsen'];

/** `Y` is a y that sounds as a consonant. */
const isVowel = (letter: string | undefined): boolean =>
  letter !== undefined && 'aeiouy'.includes(letter);

const hasVowel = (text: string): boolean => [...text].some(isVowel);

/** The stem of a word in lower-case ASCII letters; other words come back little changed. */
export function stemEnglish(word: string): string {
  if (word.length < 3) return word;
  const irregular = IRREGULAR.get(word);
  if (irregular) return irregular;
  const marked = markConsonantY(word.startsWith("'") ? word.slice(1) : word);
  const first = firstRegion(marked);
  const second = regionAfter(marked, first);
  const singular = withoutPlural(withoutPossessive(marked));
  if (FINISHED.has(singular)) return singular;
  const steps = [withoutPast, yToI, shortenSuffix, removeIcal, removeEnding, removeFinal];
  let stem = singular;
  for (const step of steps) stem = step(stem, first, second);
  return stem.replace(/Y/g, 'y');
}

function markConsonantY(word: string): string {
  if (!word.includes('y')) return word;
  let marked = '';
  for (const letter of word) {
    const consonant = letter === 'y' && (marked === '' || isVowel(marked[marked.length - 1]));
    marked += consonant ? 'Y' : letter;
  }
  return marked;
}

function firstRegion(word: string): number {
  const beginning = REGION_BEGINNINGS.find((start) => word.startsWith(start));
  return beginning ? beginning.length : regionAfter(word, 0);
}

/** The place after the first consonant that follows a vowel, at or after `from`. */
function regionAfter(word: string, from: number): number {
  for (let at = from + 1; at < word.length; at++) {
    if (isVowel(word[at - 1]) && !isVowel(word[at])) return at + 1;
  }
  return word.length;
}

/** Ends in a short syllable: vowel and consonant (not w, x, Y) after a consonant, or at the start. */
function endsShort(word: string): boolean {
  const last = word.length - 1;
  if (last < 1 || isVowel(word[last]) || !isVowel(word[last - 1])) return false;
  if (last === 1) return true;
  return !isVowel(word[last - 2]) && !'wxY'.includes(word[last] ?? '');
}

const isShort = (word: string, first: number): boolean => word.length <= first && endsShort(word);

function withoutPossessive(word: string): string {
  for (const ending of ["'s'", "'s", "'"]) {
    if (word.endsWith(ending)) return word.slice(0, -ending.length);
  }
  return word;
}

function withoutPlural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (word.endsWith('ied') || word.endsWith('ies')) {
    return word.length > 4 ? word.slice(0, -2) : word.slice(0, -1);
  }
  if (word.endsWith('us') || word.endsWith('ss')) return word;
  if (word.endsWith('s') && hasVowel(word.slice(0, -2))) return word.slice(0, -1);
  return word;
}

function withoutPast(word: string, first: number): string {
  for (const ending of ['eedly', 'eed']) {
    if (!word.endsWith(ending)) continue;
    return word.length - ending.length >= first ? `${word.slice(0, -ending.length)}ee` : word;
  }
  const ending = ['ingly', 'edly', 'ing', 'ed'].find((end) => word.endsWith(end));
  if (!ending) return word;
  const stem = word.slice(0, -ending.length);
  return hasVowel(stem) ? repaired(stem, first) : word;
}

/** Gives back what the ending took: `hop` from `hopping`, `hope` from `hoping`. */
function repaired(stem: string, first: number): string {
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(stem)) return stem.slice(0, -1);
  return isShort(stem, first) ? `${stem}e` : stem;
}

function yToI(word: string): string {
  const ends = word.endsWith('y') || word.endsWith('Y');
  const before = word[word.length - 2];
  return ends && word.length > 2 && !isVowel(before) ? `${word.slice(0, -1)}i` : word;
}

type Suffixes = readonly (readonly [ending: string, replacement: string])[];

/** Longest first: the longest ending that is there decides. */
const SHORTENED: Suffixes = [
  ['ization', 'ize'],
  ['ational', 'ate'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['iveness', 'ive'],
  ['tional', 'tion'],
  ['biliti', 'ble'],
  ['lessli', 'less'],
  ['entli', 'ent'],
  ['ation', 'ate'],
  ['alism', 'al'],
  ['aliti', 'al'],
  ['ousli', 'ous'],
  ['iviti', 'ive'],
  ['fulli', 'ful'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['abli', 'able'],
  ['izer', 'ize'],
  ['ator', 'ate'],
  ['alli', 'al'],
  ['bli', 'ble'],
];

function shortenSuffix(word: string, first: number): string {
  const replaced = replaceLongest(word, first, SHORTENED);
  if (replaced !== undefined) return replaced;
  if (word.length - 3 >= first && word.endsWith('logi')) return word.slice(0, -1);
  if (word.length - 2 >= first && /[cdeghkmnrt]li$/.test(word)) return word.slice(0, -2);
  return word;
}

const FURTHER: Suffixes = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['alize', 'al'],
  ['icate', 'ic'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ness', ''],
  ['ful', ''],
];

function removeIcal(word: string, first: number, second: number): string {
  const replaced = replaceLongest(word, first, FURTHER);
  if (replaced !== undefined) return replaced;
  return word.endsWith('ative') && word.length - 5 >= second ? word.slice(0, -5) : word;
}

/** The word with its ending replaced; unchanged where it stands too early; undefined without one. */
function replaceLongest(word: string, region: number, suffixes: Suffixes): string | undefined {
  const found = suffixes.find(([ending]) => word.endsWith(ending));
  if (!found) return undefined;
  const [ending, replacement] = found;
  const kept = word.length - ending.length;
  return kept >= region ? word.slice(0, kept) + replacement : word;
}

const REMOVED = 'ement ance ence able ible ment ant ent ism ate iti ous ive ize ion al er ic'.split(
  ' ',
);

function removeEnding(word: string, _first: number, second: number): string {
  const ending = REMOVED.find((end) => word.endsWith(end));
  if (!ending) return word;
  const kept = word.length - ending.length;
  if (kept < second) return word;
  if (ending === 'ion' && !'st'.includes(word[kept - 1] ?? ' ')) return word;
  return word.slice(0, kept);
}

function removeFinal(word: string, first: number, second: number): string {
  const kept = word.slice(0, -1);
  if (word.endsWith('e')) {
    const removable = kept.length >= second || (kept.length >= first && !endsShort(kept));
    return removable ? kept : word;
  }
  return word.endsWith('ll') && kept.length >= second ? kept : word;
}

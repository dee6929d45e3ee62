/**
 * The English (Porter 2) stemmer of Snowball 2.2, the release that PostgreSQL 15 includes:
 * https://snowballstem.org/algorithms/english/stemmer.html. Names and step numbers follow that page.
 * We maintain our own because most briefings are in English, and it must agree with PostgreSQL:
 * `npm test` checks it against a list of words and stems, the oracle suite against PostgreSQL.
 */

/** Words with a stem of their own, checked before the first step. */
const EXCEPTIONS = new Map(
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

/** Words that stay unchanged once step 1a has removed their plural. */
const EXCEPTIONS_AFTER_PLURAL = new Set([
  'inning',
  'outing',
  'canning',
  'herring',
  'earring',
  'proceed',
  'exceed',
  'succeed',
]);

/** R1 starts after these prefixes, whatever their vowels. */
const R1_PREFIXES = ['gener', 'commun', 'arsen'];

/** `Y` marks a y that is a consonant. */
const isVowel = (letter: string | undefined): boolean =>
  letter !== undefined && 'aeiouy'.includes(letter);

const hasVowel = (text: string): boolean => [...text].some(isVowel);

/** The stem of a word in lower case. The rules only know the letters a to z and apostrophes. */
export function stemEnglish(word: string): string {
  if (word.length < 3) return word;
  const exception = EXCEPTIONS.get(word);
  if (exception) return exception;
  const marked = markConsonantY(word.startsWith("'") ? word.slice(1) : word);
  const r1 = findR1(marked);
  const r2 = findRegion(marked, r1);
  const singular = removePlural(removePossessive(marked));
  if (EXCEPTIONS_AFTER_PLURAL.has(singular)) return singular;
  const steps = [
    removeVerbEnding,
    replaceFinalY,
    shortenSuffix,
    shortenAdjective,
    removeSuffix,
    removeFinalLetter,
  ];
  let stem = singular;
  for (const step of steps) stem = step(stem, r1, r2);
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

function findR1(word: string): number {
  const prefix = R1_PREFIXES.find((start) => word.startsWith(start));
  return prefix ? prefix.length : findRegion(word, 0);
}

/** The index after the first consonant that follows a vowel, searched from `from`. */
function findRegion(word: string, from: number): number {
  for (let at = from + 1; at < word.length; at++) {
    if (isVowel(word[at - 1]) && !isVowel(word[at])) return at + 1;
  }
  return word.length;
}

/**
 * Whether a word ends in a short syllable: a consonant, a vowel and a consonant other than w, x
 * and Y; or, as the whole word, a vowel and a consonant.
 */
function endsInShortSyllable(word: string): boolean {
  const last = word.length - 1;
  if (last < 1 || isVowel(word[last]) || !isVowel(word[last - 1])) return false;
  if (last === 1) return true;
  return !isVowel(word[last - 2]) && !'wxY'.includes(word[last] ?? '');
}

const isShortWord = (word: string, r1: number): boolean =>
  word.length <= r1 && endsInShortSyllable(word);

/** Step 0. */
function removePossessive(word: string): string {
  for (const suffix of ["'s'", "'s", "'"]) {
    if (word.endsWith(suffix)) return word.slice(0, -suffix.length);
  }
  return word;
}

/** Step 1a. */
function removePlural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (word.endsWith('ied') || word.endsWith('ies')) {
    return word.length > 4 ? word.slice(0, -2) : word.slice(0, -1);
  }
  if (word.endsWith('us') || word.endsWith('ss')) return word;
  if (word.endsWith('s') && hasVowel(word.slice(0, -2))) return word.slice(0, -1);
  return word;
}

/** Step 1b: `ed`, `ing` and the adverbs made of them. */
function removeVerbEnding(word: string, r1: number): string {
  for (const suffix of ['eedly', 'eed']) {
    if (!word.endsWith(suffix)) continue;
    return word.length - suffix.length >= r1 ? `${word.slice(0, -suffix.length)}ee` : word;
  }
  const suffix = ['ingly', 'edly', 'ing', 'ed'].find((end) => word.endsWith(end));
  if (!suffix) return word;
  const stem = word.slice(0, -suffix.length);
  return hasVowel(stem) ? restoreVerb(stem, r1) : word;
}

/** Undoes the spelling change that the suffix caused: `hop` from `hopping`, `hope` from `hoping`. */
function restoreVerb(stem: string, r1: number): string {
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(stem)) return stem.slice(0, -1);
  return isShortWord(stem, r1) ? `${stem}e` : stem;
}

/** Step 1c: `cry` becomes `cri`; `say` and `by` stay. */
function replaceFinalY(word: string): string {
  const endsInY = word.endsWith('y') || word.endsWith('Y');
  const before = word[word.length - 2];
  return endsInY && word.length > 2 && !isVowel(before) ? `${word.slice(0, -1)}i` : word;
}

type Replacements = readonly (readonly [suffix: string, replacement: string])[];

/**
 * Longest first: only the longest suffix that a word ends in is considered. The list is complete as
 * published, although `ousness`, `tional` and `abli` change no stem: another entry or step 3 covers
 * them.
 */
const STEP_2_SUFFIXES: Replacements = [
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

/** Step 2. */
function shortenSuffix(word: string, r1: number): string {
  const replaced = replaceSuffix(word, r1, STEP_2_SUFFIXES);
  if (replaced !== undefined) return replaced;
  if (word.length - 3 >= r1 && word.endsWith('logi')) return word.slice(0, -1);
  if (word.length - 2 >= r1 && /[cdeghkmnrt]li$/.test(word)) return word.slice(0, -2);
  return word;
}

const STEP_3_SUFFIXES: Replacements = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['alize', 'al'],
  ['icate', 'ic'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ness', ''],
  ['ful', ''],
];

/** Step 3. */
function shortenAdjective(word: string, r1: number, r2: number): string {
  const replaced = replaceSuffix(word, r1, STEP_3_SUFFIXES);
  if (replaced !== undefined) return replaced;
  return word.endsWith('ative') && word.length - 5 >= r2 ? word.slice(0, -5) : word;
}

/**
 * The word with its longest listed suffix replaced, or unchanged if that suffix starts before
 * `region`. Undefined if the word ends in none of the suffixes.
 */
function replaceSuffix(word: string, region: number, suffixes: Replacements): string | undefined {
  const found = suffixes.find(([suffix]) => word.endsWith(suffix));
  if (!found) return undefined;
  const [suffix, replacement] = found;
  const start = word.length - suffix.length;
  return start >= region ? word.slice(0, start) + replacement : word;
}

/** Longest first, as in step 2. Without `ement`, `ment` and step 5 would remove it. */
const STEP_4_SUFFIXES =
  'ement ance ence able ible ment ant ent ism ate iti ous ive ize ion al er ic'.split(' ');

/** Step 4. */
function removeSuffix(word: string, _r1: number, r2: number): string {
  const suffix = STEP_4_SUFFIXES.find((end) => word.endsWith(end));
  if (!suffix) return word;
  const start = word.length - suffix.length;
  if (start < r2) return word;
  if (suffix === 'ion' && !'st'.includes(word[start - 1] ?? ' ')) return word;
  return word.slice(0, start);
}

/** Step 5: a final `e`, or one `l` of a final `ll`. */
function removeFinalLetter(word: string, r1: number, r2: number): string {
  const shortened = word.slice(0, -1);
  if (word.endsWith('e')) {
    const inR2 = shortened.length >= r2;
    const inR1 = shortened.length >= r1;
    return inR2 || (inR1 && !endsInShortSyllable(shortened)) ? shortened : word;
  }
  return word.endsWith('ll') && shortened.length >= r2 ? shortened : word;
}

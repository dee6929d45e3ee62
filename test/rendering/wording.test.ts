import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  WORDING_LANGUAGES,
  type WordingLanguage,
} from '../../lambdas/domain/languages/wording-language';
import { LOCALES } from '../../lambdas/rendering/wording/locale';
import type * as plurals from '../../lambdas/rendering/wording/plural';

type Call = [language: WordingLanguage, count: unknown, forms: Record<string, string>];
/** Every call of `plural` since it was last emptied. */
const mockCalls: Call[] = [];

jest.mock('../../lambdas/rendering/wording/plural', () => {
  const actual = jest.requireActual<typeof plurals>('../../lambdas/rendering/wording/plural');
  return {
    ...actual,
    plural: (...call: Parameters<typeof actual.plural>) => {
      mockCalls.push(call as unknown as Call);
      return actual.plural(...call);
    },
  };
});

type Wording = Record<WordingLanguage, unknown>;
type Sentence = (...values: unknown[]) => unknown;

const FOLDER = join(__dirname, '../../lambdas/rendering/wording');
const areas = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }): [string, Wording] => {
    const exported: Record<string, Wording> = require(join(FOLDER, name));
    const wording = Object.entries(exported).find(([key]) => key.endsWith('_WORDING'))?.[1];
    if (!wording) throw new Error(`The wording "${name}" exports no ..._WORDING.`);
    return [name, wording];
  });

/** Counts that together are in all categories of all five languages. */
const COUNTS = [0, 1, 2, 3, 11, 100, 1_000_000];

describe.each(areas)('the wording of %s', (_area, wording) => {
  const english = leavesOf(wording.en);

  it.each(WORDING_LANGUAGES)('has every text, and no other: %s', (language) => {
    const leaves = leavesOf(wording[language]);
    expect([...leaves.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, leaf] of leaves) {
      expect([key, typeof leaf]).toEqual([key, typeof english.get(key)]);
      if (typeof leaf === 'string') expect([key, leaf.trim()]).not.toEqual([key, '']);
    }
  });

  it.each(WORDING_LANGUAGES)('has sentences with their values: %s', (language) => {
    const leaves = leavesOf(wording[language]);
    for (const [key, sentence] of english) {
      if (typeof sentence !== 'function') continue;
      const values = valuesFor(key, wording);
      const inEnglish = textOf(sentence, values);
      const text = textOf(leaves.get(key), values);
      expect([key, text.trim()]).not.toEqual([key, '']);
      const isShown = (shown: string) => (value: unknown) => shown.includes(String(value));
      const missing = values.filter(isShown(inEnglish)).filter((value) => !isShown(text)(value));
      expect([key, missing]).toEqual([key, []]);
    }
  });

  it.each(WORDING_LANGUAGES)('has exactly the plural forms of the language: %s', (language) => {
    const { pluralCategories } = new Intl.PluralRules(LOCALES[language].tag).resolvedOptions();
    for (const [key, sentence] of leavesOf(wording[language])) {
      if (typeof sentence !== 'function') continue;
      const values = valuesFor(key, wording);
      mockCalls.length = 0;
      for (const count of COUNTS) {
        const counted = values.map((value) => (typeof value === 'number' ? count : value));
        expect(textOf(sentence, counted)).not.toMatch(/^\s*$|#/);
      }
      for (const [usedLanguage, , forms] of mockCalls) {
        expect([key, usedLanguage]).toEqual([key, language]);
        expect([key, Object.keys(forms).sort()]).toEqual([key, [...pluralCategories].sort()]);
        for (const form of Object.values(forms)) expect([key, form.trim()]).not.toEqual([key, '']);
      }
    }
  });
});

it('the counts are in every category of every language', () => {
  for (const language of WORDING_LANGUAGES) {
    const rules = new Intl.PluralRules(LOCALES[language].tag);
    const selected = new Set(COUNTS.map((count) => rules.select(count)));
    expect([...selected].sort()).toEqual([...rules.resolvedOptions().pluralCategories].sort());
  }
});

/** Every text and sentence, by its path in the wording. */
function leavesOf(wording: unknown, path = ''): Map<string, unknown> {
  if (typeof wording !== 'object' || wording === null) return new Map([[path, wording]]);
  return new Map(
    Object.entries(wording).flatMap(([key, value]) => [...leavesOf(value, `${path}.${key}`)]),
  );
}

/** Values for the parameters of a sentence: a number if any language counts with it, a text otherwise. */
function valuesFor(key: string, wording: Wording): unknown[] {
  const sentences = WORDING_LANGUAGES.map((language) => leavesOf(wording[language]).get(key));
  const { length } = sentences[0] as Sentence;
  const texts = Array.from({ length }, (_, index) => `Value${index}`);
  mockCalls.length = 0;
  for (const sentence of sentences) textOf(sentence, texts);
  const counted = new Set(mockCalls.map(([, count]) => count));
  return texts.map((text) => (counted.has(text) ? 35 : text));
}

function textOf(sentence: unknown, values: unknown[]): string {
  if (typeof sentence !== 'function') throw new Error('It is not a sentence with values.');
  const texts = [...leavesOf(sentence(...values)).values()];
  for (const text of texts)
    if (typeof text !== 'string') throw new Error(`It gives ${typeof text}.`);
  return texts.join(' ');
}

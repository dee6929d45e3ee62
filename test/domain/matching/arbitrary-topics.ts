import fc from 'fast-check';
import type { BriefingText } from '../../../lambdas/domain/matching/analyze-briefing';

/** A small vocabulary, so that topics often match briefings; with stop words, accents, compounds and runs. */
const WORDS = [
  'gaza',
  'Gaza',
  'aid',
  'aids',
  'hostage',
  'hostages',
  'the',
  'of',
  'und',
  'die',
  'Erdoğan',
  'erdogan',
  'al-Sudani',
  'sudani',
  'F-16s',
  'Israel/Gaza',
  "Israel's",
  '1,234.5',
  'U.S.',
  'حزب',
  'الله',
  'Москва',
  '東京都',
  '🎉',
] as const;

const word = fc.constantFrom(...WORDS);
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((list) => list.join(' '));
export const topicLanguage = fc.constantFrom('en', 'de', 'ar', 'any') as fc.Arbitrary<
  'en' | 'de' | 'ar' | 'any'
>;

/** Expressions of every form of the language. */
export const expression = fc.letrec<{ expression: string; part: string }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    word,
    words.map((text) => `"${text}"`),
    fc.constantFrom(
      'gaz*',
      'hos*',
      '*',
      'tag:news',
      'tag:"Middle East"',
      'source:gaza',
      'source:ica*',
    ),
    word.map((text) => `title:${text}`),
    fc.tuple(word, fc.integer({ min: 1, max: 6 }), word).map(([a, n, b]) => `${a} NEAR/${n} ${b}`),
    tie('part').map((part) => `-${part}`),
    tie('expression').map((inner) => `(${inner})`),
    tie('expression').map((inner) => `title:(${inner})`),
  ),
  expression: fc
    .array(fc.tuple(tie('part'), fc.constantFrom(' ', ' ', ' OR ')), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.map(([part, joint]) => part + joint).join('')),
})).expression;

export const briefing: fc.Arbitrary<BriefingText> = fc.record({
  title: words,
  summary: fc.constantFrom('', 'aid trucks', 'die Geiseln'),
  body: fc.array(word, { maxLength: 30 }).map((list) => list.join(' ')),
  source: fc.constantFrom('', 'ICARO Media Group', 'Gaza Post'),
  tags: fc.subarray(['news', 'Middle East']),
  language: fc.constantFrom('en', 'de', 'ar', 'ja'),
});

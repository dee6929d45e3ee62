import { stemEnglish } from '../../../lambdas/domain/languages/english-stemmer';
import { readEnglishStems } from './english-stems';

describe('the English stemmer', () => {
  it('gives every word in english-stems.txt the stem that PostgreSQL gives it', () => {
    const words = readEnglishStems();
    const differing = words
      .map(({ word, stem }) => ({ word, expected: stem, actual: stemEnglish(word) }))
      .filter(({ expected, actual }) => actual !== expected);
    expect(words.length).toBeGreaterThan(900);
    expect(differing).toEqual([]);
  });

  it.each(['hope', 'hopes', 'hoping', 'hoped', "hope's"])(
    'gives every form of a word the same stem: %s',
    (word) => {
      expect(stemEnglish(word)).toBe('hope');
    },
  );
});

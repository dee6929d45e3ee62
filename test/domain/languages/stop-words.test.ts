import { fold } from '../../../lambdas/domain/languages/characters';
import { isStopWord, isStopWordInAnyLanguage } from '../../../lambdas/domain/languages/stop-words';

describe('stop words', () => {
  it.each([
    ['ar', 'من'],
    ['de', 'für'],
    ['en', 'the'],
    ['es', 'también'],
    ['fr', 'même'],
    ['it', 'perché'],
    ['nl', 'het'],
    ['pt', 'não'],
    ['ru', 'что'],
    ['tr', 'için'],
  ] as const)('are those of the language: %s has %s', (language, word) => {
    expect(isStopWord(word, language)).toBe(true);
    expect(isStopWord('gaza', language)).toBe(false);
    expect(isStopWordInAnyLanguage(fold(word))).toBe(true);
  });

  it('of one language are ordinary words in another', () => {
    expect(isStopWord('the', 'de')).toBe(false);
    expect(isStopWord('die', 'en')).toBe(false);
  });

  it('keep their accents, except in English and Arabic', () => {
    expect(isStopWord('fur', 'de')).toBe(false);
    expect(isStopWord('thé', 'en')).toBe(true);
    expect(isStopWord('إلى', 'ar')).toBe(true);
    expect(isStopWord('الى', 'ar')).toBe(true);
  });

  it('of no language include a word that every list lacks', () => {
    expect(isStopWordInAnyLanguage('gaza')).toBe(false);
  });
});

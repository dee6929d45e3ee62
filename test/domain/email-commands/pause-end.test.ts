import { dateOfPauseEnd, readPauseDate } from '../../../lambdas/domain/email-commands/pause-end';
import type { WordingLanguage } from '../../../lambdas/domain/languages/wording-language';

const dateIn = (text: string, language: WordingLanguage) => {
  const end = readPauseDate(text, language);
  return end && dateOfPauseEnd(end, '2026-11-25');
};

describe('the date until which a pause lasts', () => {
  it.each<[string, WordingLanguage, string | undefined]>([
    ['1 December', 'en', '2026-12-01'],
    ['December 1st, 2027', 'en', '2027-12-01'],
    ['1 November', 'en', '2027-11-01'],
    ['sept. 3', 'en', '2027-09-03'],
    ['29 February', 'en', '2028-02-29'],
    ['tomorrow', 'en', '2026-11-26'],
    ['1er décembre', 'fr', '2026-12-01'],
    ['1. Dezember 2026', 'de', '2026-12-01'],
    ['1.12.', 'de', '2026-12-01'],
    ['1 de diciembre de 2026', 'es', '2026-12-01'],
    ['١ ديسمبر', 'ar', '2026-12-01'],
    ['1 كانون الأول', 'ar', '2026-12-01'],
    ['2026-12-01', 'en', '2026-12-01'],
    ['31/12', 'en', '2026-12-31'],
    ['1/12/2026', 'fr', '2026-12-01'],
    ['30 February', 'en', undefined],
    ['December', 'en', undefined],
    ['32 December', 'en', undefined],
  ])('%s in %s is %s', (text, language, expected) => {
    expect(dateIn(text, language)).toBe(expected);
  });

  it('is not guessed where English has two orders of day and month', () => {
    expect(dateIn('1/12/2026', 'en')).toBeUndefined();
  });
});

import { readExpression } from '../../../lambdas/domain/expressions/read-expression';
import { WORDING_LANGUAGES } from '../../../lambdas/domain/languages/wording-language';
import { REFUSALS, type RefusalCode, refuse } from '../../../lambdas/domain/refusal';
import { refusalText, refusalTexts } from '../../../lambdas/rendering/wording/refusals';

const CODES = Object.keys(REFUSALS) as RefusalCode[];

describe('the sentence of a refusal', () => {
  it('is in English where programs read it', () => {
    expect(readExpression('-rain')).toMatchObject({
      code: 'onlyNegations',
      reason: expect.stringMatching(/^This only says what to leave out/),
    });
    expect(refuse('tooManyTopics', 1).reason).toContain('more than 1 topic.');
    expect(refuse('tooManyTopics', 2).reason).toContain('more than 2 topics.');
  });

  it('is the same on English pages', () => {
    const refused = refuse('prefixTooShort', 3);
    expect(refusalText(refused, 'en')).toBe(refused.reason);
  });

  it.each(WORDING_LANGUAGES)('is complete and of its own for every code: %s', (language) => {
    const sentences = CODES.map((code) => refusalText({ code, values: [32] }, language));
    for (const sentence of sentences) expect(sentence).toMatch(/^[^#]+\.$/);
    expect(new Set(sentences).size).toBe(CODES.length);
  });

  it.each(WORDING_LANGUAGES)('mentions its value: %s', (language) => {
    const codes = CODES.filter((code) => REFUSALS[code].length > 0);
    expect(codes).toContain('tooDeep');
    for (const code of codes) {
      expect(refusalText({ code, values: [32] }, language)).toContain('32');
    }
  });

  it('agrees with its number', () => {
    const limit = (max: number) => refusalText(refuse('tooManyTopics', max), 'ar');
    expect(limit(2)).toContain('موضوعين');
    expect(limit(5)).toContain('5 موضوعات');
    expect(limit(100)).toContain('100 موضوع');
  });

  it('is given for each field of a form', () => {
    const errors = { hour: refuse('unknownHour'), email: refuse('incompleteAddress') };
    expect(refusalTexts(errors, 'de')).toEqual({
      hour: 'Wählen Sie eine Stunde von 0 bis 23.',
      email: expect.stringContaining('nicht vollständig'),
    });
  });
});

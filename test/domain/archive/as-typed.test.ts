import * as fc from 'fast-check';
import { asTyped } from '../../../lambdas/domain/archive/as-typed';
import { readExpression } from '../../../lambdas/domain/expressions/read-expression';

/** The printed form of what was typed, spelled as it was typed. */
function shown(typed: string): string {
  const read = readExpression(typed, 'en');
  if (read.outcome === 'refused') throw new Error(read.reason);
  return asTyped(typed)(read.expression.canonical);
}

describe('an expression as it was typed', () => {
  it.each([
    ['Gaza', 'Gaza'],
    ['"Humanitarian Pause"', '"Humanitarian Pause"'],
    ['title:Gaza', 'title:Gaza'],
    ['Café Müller', 'Café Müller'],
    ['Cafe\u0301', 'Café'],
    ['ceasefire* -Sport', 'ceasefire* -Sport'],
    ['UN OR Unicef', 'UN OR Unicef'],
    ['Aid NEAR/5 Gaza', 'Aid NEAR/5 Gaza'],
    ['رفح', 'رفح'],
  ])('%j is shown as %j', (typed, expected) => {
    expect(shown(typed)).toBe(expected);
  });

  it('keeps words that were not typed', () => {
    expect(asTyped('Gaza assistance')('gaza (assistance OR relief)')).toBe(
      'Gaza (assistance OR relief)',
    );
  });

  it('means the same, whatever was typed', () => {
    const word = fc.constantFrom(
      'Gaza',
      'OR',
      'or',
      'NEAR',
      'TITLE',
      'title:É',
      '"Or"',
      '-Sport',
      'İ',
      'ß',
      '5',
      'x*',
      'tag:A-B',
      'NEAR/3',
      '(',
      ')',
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (words) => {
        const typed = words.join(' ');
        const read = readExpression(typed, 'en');
        fc.pre(read.outcome === 'read');
        if (read.outcome !== 'read') return;
        const again = readExpression(asTyped(typed)(read.expression.canonical), 'en');
        expect(again).toMatchObject({ expression: { canonical: read.expression.canonical } });
      }),
    );
  });
});

import { isHour, readHour } from '../../lambdas/domain/hour';

describe('an hour of the day', () => {
  it('is a whole number from 0 to 23', () => {
    expect([0, 8, 23].filter(isHour)).toEqual([0, 8, 23]);
    expect([-1, 24, 7.5, -0.5, Number.NaN, Number.POSITIVE_INFINITY].filter(isHour)).toEqual([]);
  });

  it('is the fallback if the field is empty', () => {
    expect(readHour(' ', 7)).toEqual({ outcome: 'read', value: 7 });
    expect(readHour(' 08 ', 7)).toEqual({ outcome: 'read', value: 8 });
  });

  it('is refused with a sentence', () => {
    expect(readHour('24', 7)).toEqual({
      outcome: 'refused',
      code: 'unknownHour',
      values: [],
      reason: 'Choose an hour from 0 to 23.',
    });
  });
});

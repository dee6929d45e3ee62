import { FREQUENCIES, readFrequency } from '../../lambdas/domain/frequency';

describe('a frequency', () => {
  it('is one of the choices, spelled exactly', () => {
    for (const value of FREQUENCIES)
      expect(readFrequency(value)).toEqual({ outcome: 'read', value });
  });

  it.each(['', 'Daily', 'hourly'])('is refused with the choices: "%s"', (text) => {
    expect(readFrequency(text)).toEqual({
      outcome: 'refused',
      code: 'unknownFrequency',
      values: [],
      reason: 'Choose instant, daily, weekly or monthly.',
    });
  });
});

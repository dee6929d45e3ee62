import { readConsent } from '../../lambdas/domain/consent';

describe('a consent that the operator obtained', () => {
  it('is a text of up to 1,000 characters, without surrounding spaces', () => {
    const longest = 'c'.repeat(1_000);
    expect(readConsent(` ${longest}\n`)).toEqual({ outcome: 'read', value: longest });
    expect(readConsent(`${longest}c`)).toEqual({
      outcome: 'refused',
      reason:
        '"consent" is longer than 1000 characters. Shorten it to when and how the subscriber agreed.',
    });
  });

  it('is refused if it is empty', () => {
    expect(readConsent(' ')).toEqual({
      outcome: 'refused',
      reason: 'Say in "consent" when and how the subscriber agreed to receive emails.',
    });
  });
});

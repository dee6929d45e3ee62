import { addressKey, readAddress } from '../../lambdas/domain/address';

describe('an address', () => {
  it('is read without surrounding spaces and with its domain in lower case', () => {
    expect(readAddress('  Ann.Smith+news@Example.ORG \n')).toEqual({
      outcome: 'read',
      value: 'Ann.Smith+news@example.org',
    });
  });

  it.each([
    '',
    'ann',
    'ann@',
    '@example.org',
    'ann@example',
    'ann @example.org',
    'ann@example.org, bob@example.org',
    'ann@example.org\r\nBcc: bob@example.org',
    'Ann <ann@example.org>',
    `${'a'.repeat(250)}@example.org`,
  ])('is refused with advice: %j', (text) => {
    expect(readAddress(text)).toEqual({
      outcome: 'refused',
      code: 'incompleteAddress',
      values: [],
      reason: 'That is not a complete email address. Write it like name@example.org.',
    });
  });

  it.each([
    ['Jörg@München.example', undefined],
    ['joerg@München.example', 'joerg@xn--mnchen-3ya.example'],
    ['ann@BÜCHER.Example.org', 'ann@xn--bcher-kva.example.org'],
    ['ann@xn--mnchen-3ya.example', 'ann@xn--mnchen-3ya.example'],
    ['ann@مثال.إختبار', 'ann@xn--mgbh0fb.xn--kgbechtv'],
    ['ann@ｅｘａｍｐｌｅ.org', 'ann@example.org'],
  ])('%s has its domain in ASCII: %s', (typed, address) => {
    expect(readAddress(typed)).toEqual(
      address === undefined
        ? expect.objectContaining({ code: 'incompleteAddress' })
        : { outcome: 'read', value: address },
    );
  });

  it.each(['ann@exa%6dple.org', 'ann@exam\tple.org', 'ann@example.org/path', 'ann@example.org:25'])(
    'is not repaired: %j',
    (text) => {
      expect(readAddress(text).outcome).toBe('refused');
    },
  );

  it('may have 254 characters, the limit of email servers', () => {
    const ofLength = (length: number) => {
      const domain = `${'d'.repeat(60)}.${'d'.repeat(60)}.${'d'.repeat(60)}.org`;
      return `${'a'.repeat(length - domain.length - 1)}@${domain}`;
    };
    expect(readAddress(ofLength(254)).outcome).toBe('read');
    expect(readAddress(ofLength(255)).outcome).toBe('refused');
  });

  it('has a key that ignores case, differs between addresses, and does not contain the address', () => {
    expect(addressKey('Ann@Example.org')).toBe(addressKey('ann@example.org'));
    expect(addressKey('ann@example.org')).not.toBe(addressKey('anne@example.org'));
    expect(addressKey('ann@example.org')).not.toContain('ann');
  });

  // With another key, stored suppressions would no longer be found.
  it('has the same key in every version', () => {
    expect(addressKey('Ann@example.org')).toBe('Q4xMev5gDN8eRVw2m-x23JcPyMpGNEfH');
  });
});

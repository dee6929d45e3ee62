import fc from 'fast-check';
import { readAliasFile } from '../../../lambdas/domain/expressions/read-alias-file';

describe('an alias file', () => {
  const reasonFor = (text: string) => {
    const read = readAliasFile(text);
    return read.outcome === 'refused' ? read.reason : undefined;
  };

  it.each([
    ['groups, comments and empty lines', '# Names\n\nGaza, غزة\r\nHezbollah,\tHizbullah # both\n'],
    ['a byte order mark', '\uFEFFGaza, Ghazza\n'],
    ['a single name next to a group', 'Rafah\nGaza, Ghazza\n'],
    ['only comments', '# none yet\n'],
    ['nothing', ''],
    ['lines of 2,000 characters', `Gaza, ${'x'.repeat(1_994)}\n`],
    ['names beyond the basic plane', 'Gaza, 𐤏𐤆𐤄, 😀\n'],
  ])('may have %s', (_what, text) => {
    expect(reasonFor(text)).toBeUndefined();
  });

  it.each([
    ['a NUL character', 'Gaza, Ghazza\nRaf\0ah, Rafiah\n', 'Line 2 contains U+0000, which'],
    ['an escape character', 'Gaza, \u001B[1mGhazza\n', 'Line 1 contains U+001B'],
    ['a C1 control character', 'Gaza, Gh\u0090azza\n', 'Line 1 contains U+0090'],
    ['bytes that are not UTF-8', Buffer.from('Gaza, \xFFza\n', 'latin1').toString(), 'U+FFFD'],
    ['a lone surrogate', 'Gaza, \uD800\n', 'Line 1 contains U+D800'],
    ['a noncharacter', 'Gaza, \uFFFF\n', 'Line 1 contains U+FFFF'],
    ['a control character in a comment', '# \u0007\nGaza, Ghazza\n', 'Line 1 contains U+0007'],
    ['a line that is too long', `\nGaza, ${'x'.repeat(1_995)}\n`, 'Line 2 is longer than 2000'],
    ['no line with two names', '# Names\nGaza\nRafah\n', 'Line 2 has only one name'],
    ['the same name twice and nothing else', 'Gaza, GAZA\n', 'Line 1 has only one name'],
    ['more than 350,000 bytes', 'Gaza, غزة\n'.repeat(30_000), 'are 390000 bytes long'],
  ])('is refused with a sentence that names the line for %s', (_what, text, reason) => {
    expect(reasonFor(text)).toContain(reason);
    expect(reasonFor(text)).toMatch(/^[^\p{Cc}]*\.$/u);
  });

  it('is refused for any bytes with a NUL, whatever the others are', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (before, after) => {
        const bytes = Buffer.concat([before, Buffer.from([0]), after]);
        expect(reasonFor(bytes.toString('utf8'))).toContain('Line ');
      }),
    );
  });
});

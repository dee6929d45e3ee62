import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { encodeQuotedPrintable } from '../../../lambdas/rendering/emails/quoted-printable';

const encode = (text: string) => encodeQuotedPrintable(text).toString('latin1');

describe('quoted-printable', () => {
  it.each([
    ['plain text', 'plain text'],
    ['a=b', 'a=3Db'],
    ['café €', 'caf=C3=A9 =E2=82=AC'],
    ['one\ntwo\r\nthree\rfour', 'one\r\ntwo\r\nthree\r\nfour'],
    ['ends with a space \nand a tab\t', 'ends with a space=20\r\nand a tab=09'],
    ['\u0000\u007f', '=00=7F'],
    ['', ''],
    ['\n', '\r\n'],
    ['x'.repeat(75), 'x'.repeat(75)],
    ['x'.repeat(76), `${'x'.repeat(75)}=\r\nx`],
    [`${'x'.repeat(73)}é`, `${'x'.repeat(73)}=\r\n=C3=A9`],
  ])('encodes %j as %j', (text, encoded) => {
    expect(encode(text)).toBe(encoded);
  });

  const texts = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 120 }),
      fc.constantFrom(' ', '\t', '\n', '\r\n', '=', '.', 'a'.repeat(80), '€'.repeat(40)),
    ),
    { maxLength: 20 },
  );

  it('has only printable ASCII, no line over 76 characters and no blank at the end of one', () => {
    fc.assert(
      fc.property(texts, (parts) => {
        for (const line of encode(parts.join('')).split('\r\n')) {
          expect(line.length).toBeLessThanOrEqual(76);
          expect(line).toMatch(/^[\t -~]*$/);
          expect(line).not.toMatch(/[ \t]$/);
        }
      }),
    );
  });

  it('is decoded to the same text with line breaks as LF', async () => {
    const header =
      'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable';
    await fc.assert(
      fc.asyncProperty(texts, async (parts) => {
        // The marks at both ends are there because the parser trims.
        const text = `<${parts.join('').replace(/\p{Surrogate}/gu, '')}>`;
        const { text: decoded } = await PostalMime.parse(`${header}\r\n\r\n${encode(text)}`);
        expect(decoded?.replace(/\n$/, '')).toBe(text.replace(/\r\n?/g, '\n'));
      }),
    );
  });
});

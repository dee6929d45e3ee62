import { decodeFeed } from '../../../lambdas/adapters/feeds/decode-feed';

const bytes = (...values: number[]) => Uint8Array.from(values);
const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const utf8 = (text: string) => new TextEncoder().encode(text);

function utf32(text: string, littleEndian: boolean): Uint8Array {
  const points = Array.from(text);
  const view = new DataView(new ArrayBuffer(points.length * 4));
  points.forEach((point, index) => {
    view.setUint32(index * 4, point.codePointAt(0) ?? 0, littleEndian);
  });
  return new Uint8Array(view.buffer);
}

describe('the charset of a feed', () => {
  it('is that of its byte order mark, which is not part of the text', () => {
    const text = '<a>é€😀</a>';
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
    expect(decodeFeed(utf8(`\ufeff${text}`), 'text/xml; charset=koi8-r')).toBe(text);
    expect(decodeFeed(new Uint8Array(utf16))).toBe(text);
    expect(decodeFeed(new Uint8Array(Buffer.from(utf16).swap16()))).toBe(text);
    expect(decodeFeed(utf32(`\ufeff${text}`, false))).toBe(text);
    expect(decodeFeed(utf32(`\ufeff${text}`, true))).toBe(text);
  });

  it('is seen by the first characters when UTF-16 or UTF-32 has no mark', () => {
    const text = '<?xml version="1.0"?><a>é</a>';
    const utf16 = Buffer.from(text, 'utf16le');
    expect(decodeFeed(new Uint8Array(utf16))).toBe(text);
    expect(decodeFeed(new Uint8Array(Buffer.from(utf16).swap16()))).toBe(text);
    expect(decodeFeed(utf32(text, false))).toBe(text);
    expect(decodeFeed(utf32(text, true))).toBe(text);
  });

  it.each([
    ['windows-1251', bytes(0xcf, 0xf0, 0xe8), 'При'],
    ['koi8-r', bytes(0xf0, 0xd2, 0xc9), 'При'],
    ['shift_jis', bytes(0x93, 0xfa, 0x96, 0x7b), '日本'],
    ['EUC-JP', bytes(0xc6, 0xfc, 0xcb, 0xdc), '日本'],
    ['gb2312', bytes(0xd6, 0xd0), '中'],
    ['big5', bytes(0xa4, 0xa4), '中'],
    ['euc-kr', bytes(0xc7, 0xd1), '한'],
    ['iso-8859-2', bytes(0xb1), 'ą'],
    ['windows-1256', bytes(0xc8), 'ب'],
    ['cp936', bytes(0xd6, 0xd0), '中'],
  ])('is the declared one: %s', (charset, encoded, text) => {
    const declaration = `<?xml version="1.0" encoding="${charset}"?>`;
    const declared = new Uint8Array([...latin1(declaration), ...encoded]);
    expect(decodeFeed(declared)).toBe(declaration + text);
    expect(decodeFeed(encoded, `text/xml; charset="${charset}"`)).toBe(text);
  });

  it('reads the characters of windows-1252 that Latin-1 does not have', () => {
    expect(decodeFeed(bytes(0x80, 0x93, 0xe9), 'text/xml; charset=iso-8859-1')).toBe('€“é');
  });

  it('is UTF-8 when the bytes are and only a default says otherwise', () => {
    expect(decodeFeed(utf8('é€'), 'text/xml; charset=ISO-8859-1')).toBe('é€');
    expect(decodeFeed(utf8('<?xml version="1.0" encoding="us-ascii"?>é'))).toMatch(/é$/);
    expect(decodeFeed(utf8('<?xml version="1.0" encoding="utf-16"?>é'))).toMatch(/é$/);
  });

  it('is windows-1252 when the bytes are not the UTF-8 that is declared, or nothing is', () => {
    expect(decodeFeed(latin1('<?xml version="1.0" encoding="utf-8"?>caf\xe9'))).toMatch(/café$/);
    expect(decodeFeed(latin1('caf\xe9'))).toBe('café');
    expect(decodeFeed(latin1('caf\xe9'), 'text/xml; charset=no-such-charset')).toBe('café');
  });

  it('stays UTF-8 when a few bytes of it are damaged', () => {
    const text = decodeFeed(new Uint8Array([...utf8('é'.repeat(20)), 0xff, ...utf8('ü')]));
    expect(text).toBe(`${'é'.repeat(20)}\ufffdü`);
  });
});

/** What bytes 0x80 to 0x9F mean in windows-1252: https://encoding.spec.whatwg.org/index-windows-1252.txt */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Charsets that are declared for text that is in fact UTF-8, because servers and templates have them as default. */
const DEFAULT_CHARSETS = new Set(['windows-1252', 'iso-8859-1', 'us-ascii']);

/** In bytes: an XML declaration comes first. */
const MAX_DECLARATION_BYTES = 1024;

/**
 * The text of a feed, in whichever charset: the one of its byte order mark, else of the Content-Type or the
 * XML declaration if the bytes are valid in it, else UTF-8 if they are valid, else windows-1252.
 * Never throws.
 */
export function decodeFeed(bytes: Uint8Array, contentType?: string): string {
  const marked = charsetOfMark(bytes);
  if (marked !== undefined) return decode(bytes, marked, false) ?? '';
  const byHeader = normalizeCharset(/charset\s*=\s*["']?([^\s"';]+)/i.exec(contentType ?? '')?.[1]);
  const declared = normalizeCharset(declaredCharset(bytes));
  const utf8 = decode(bytes, 'utf-8', true);
  const charsets = [byHeader, declared].filter((charset) => charset !== undefined);
  const isUtf8Likely =
    charsets.length === 0 ||
    charsets.includes('utf-8') ||
    charsets.every((charset) => DEFAULT_CHARSETS.has(charset));
  if (utf8 !== undefined && isUtf8Likely) return utf8;
  for (const charset of charsets) {
    const text = decode(bytes, charset, true);
    if (text !== undefined) return text;
  }
  return utf8 ?? mostlyUtf8(bytes) ?? decodeWindows1252(bytes);
}

/** The charset by its first bytes: https://www.w3.org/TR/xml/#sec-guessing */
function charsetOfMark(bytes: Uint8Array): string | undefined {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes;
  const start = (first << 16) | (second << 8) | third;
  if (start === 0xefbbbf) return 'utf-8';
  if (bytes.length < 4) return undefined;
  if (start === 0x0000fe || (start === 0 && fourth === 0x3c)) return 'utf-32be';
  if ((start === 0xfffe00 || start === 0x3c0000) && fourth === 0) return 'utf-32le';
  if (start >> 8 === 0xfeff || (start >> 8 === 0x003c && third === 0)) return 'utf-16be';
  if (start >> 8 === 0xfffe || (start >> 8 === 0x3c00 && fourth === 0)) return 'utf-16le';
  return undefined;
}

/** The charset of the XML declaration, or of the `meta` element of a page. */
function declaredCharset(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, MAX_DECLARATION_BYTES)).toString('latin1');
  const declaration = /<\?xml[^>]*?encoding\s*=\s*["']([^"'<>]+)/i.exec(start);
  const name = (declaration ?? /<meta[^>]*?charset\s*=\s*["']?([\w-]+)/i.exec(start))?.[1]?.trim();
  // What is declared in ASCII is not in a charset of two or four bytes a character.
  return name !== undefined && /^(utf|ucs)-?_?(16|32|2|4)/i.test(name) ? 'utf-8' : name;
}

/** The name by which `TextDecoder` calls it, or undefined for one that it does not know. */
function normalizeCharset(name: string | undefined): string | undefined {
  const known = name === undefined ? undefined : (ALIASES[name.toLowerCase()] ?? name);
  if (known === undefined) return undefined;
  try {
    return new TextDecoder(known).encoding;
  } catch (error) {
    if (hasCode(error, 'ERR_ENCODING_NOT_SUPPORTED')) return undefined;
    throw error;
  }
}

/** Names that feeds use and the Encoding Standard does not list. */
const ALIASES: Record<string, string> = {
  utf8mb4: 'utf-8',
  'utf-8n': 'utf-8',
  ansi: 'windows-1252',
  cp932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  cp950: 'big5',
  macroman: 'macintosh',
};

function decode(bytes: Uint8Array, charset: string, fatal: boolean): string | undefined {
  if (charset === 'windows-1252' || charset === 'iso-8859-1') return decodeWindows1252(bytes);
  if (charset === 'utf-32be' || charset === 'utf-32le') return decodeUtf32(bytes, charset);
  try {
    return new TextDecoder(charset, { fatal }).decode(bytes);
  } catch (error) {
    if (hasCode(error, 'ERR_ENCODING_INVALID_ENCODED_DATA')) return undefined;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code;
}

/** Node 20 reads windows-1252 as Latin-1: https://github.com/nodejs/node/issues/56542 */
function decodeWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (char) => WINDOWS_1252.charAt(char.charCodeAt(0) - 0x80));
}

/** In characters. */
const CHUNK = 10_000;

function decodeUtf32(bytes: Uint8Array, charset: 'utf-32be' | 'utf-32le'): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = '';
  let chunk: number[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const codePoint = view.getUint32(at, charset === 'utf-32le');
    chunk.push(codePoint > 0x10ffff ? 0xfffd : codePoint);
    if (chunk.length === CHUNK) {
      text += String.fromCodePoint(...chunk);
      chunk = [];
    }
  }
  return (text + String.fromCodePoint(...chunk)).replace(/^\ufeff/, '');
}

/**
 * A few damaged characters, such as one cut in half by a template, do not make it another charset: text in
 * another one has hardly any sequence that is a character of UTF-8.
 */
function mostlyUtf8(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder('utf-8').decode(bytes);
  const damaged = text.match(/\ufffd/g)?.length ?? 0;
  const others = text.match(/[\u0080-\ufffc]/g)?.length ?? 0;
  return damaged <= others ? text : undefined;
}

/** RFC 2045, 6.7: an encoded line has at most 76 characters, of which the last may be a soft break. */
const MAX_COLUMNS = 75;
/** A byte becomes at most three, and a line at most three more for its soft break. */
const MAX_GROWTH = 3 * (1 + 3 / (MAX_COLUMNS - 2));

const [TAB, LF, CR, SPACE, EQUALS] = [0x09, 0x0a, 0x0d, 0x20, 0x3d];
const HEX_DIGITS = Buffer.from('0123456789ABCDEF');

/** Whether a byte may stand for itself: printable ASCII except `=`, and blanks within a line. */
const isLiteral = Array.from(
  { length: 256 },
  (_, byte) => byte === TAB || (byte >= SPACE && byte <= 0x7e && byte !== EQUALS),
);

/**
 * Encodes text as quoted-printable (RFC 2045, 6.7) with CRLF line breaks. Works on bytes in one pass,
 * because the streams of nodemailer took a third of the CPU time of an email.
 */
export function encodeQuotedPrintable(text: string): Buffer {
  const bytes = Buffer.from(text.replace(/\r\n?|\n/g, '\r\n'));
  const encoded = Buffer.allocUnsafe(Math.ceil(bytes.length * MAX_GROWTH) + 3);
  let length = 0;
  let column = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = Number(bytes[index]);
    if (byte === CR) {
      // The LF after it needs nothing but to be copied too.
      encoded[length++] = CR;
      encoded[length++] = LF;
      index += 1;
      column = 0;
      continue;
    }
    const next = bytes[index + 1];
    const isTrailingBlank = (byte === SPACE || byte === TAB) && (next === CR || next === undefined);
    const literal = isLiteral[byte] === true && !isTrailingBlank;
    const width = literal ? 1 : 3;
    if (column + width > MAX_COLUMNS) {
      encoded[length++] = EQUALS;
      encoded[length++] = CR;
      encoded[length++] = LF;
      column = 0;
    }
    if (literal) {
      encoded[length++] = byte;
    } else {
      encoded[length++] = EQUALS;
      encoded[length++] = Number(HEX_DIGITS[byte >> 4]);
      encoded[length++] = Number(HEX_DIGITS[byte & 0xf]);
    }
    column += width;
  }
  return encoded.subarray(0, length);
}

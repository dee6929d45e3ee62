import type { ReadInput } from '../read-field';
import { type Aliases, linesOf, namesOf, parseAliases } from './aliases';

/** The file is stored in one DynamoDB item, which has at most 400 KB, and functions cache it. */
const MAX_ALIAS_FILE_BYTES = 350_000;
/** In UTF-16 units: room for about a hundred names. */
const MAX_LINE_LENGTH = 2_000;

/**
 * What text never contains: control characters other than tab and line breaks, lone surrogates,
 * noncharacters, and the replacement character, which stands for bytes that are not valid UTF-8.
 */
const NOT_TEXT = /(?![\t\r\n])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\uFFFD]/u;

/**
 * Checks an alias file before it replaces the current one. The reason names the first line that is
 * wrong. `parseAliases` reads the file once it is stored, and never refuses it.
 */
export function readAliasFile(text: string): ReadInput<Aliases> {
  const reason = sizeError(text) ?? lineError(linesOf(text));
  if (reason !== undefined) return { outcome: 'refused', reason };
  return { outcome: 'read', value: parseAliases(text) };
}

function sizeError(text: string): string | undefined {
  const bytes = Buffer.byteLength(text);
  if (bytes <= MAX_ALIAS_FILE_BYTES) return undefined;
  return `The aliases are ${bytes} bytes long. Shorten them to ${MAX_ALIAS_FILE_BYTES} bytes.`;
}

function lineError(lines: readonly string[]): string | undefined {
  let firstSingleName: number | undefined;
  let hasGroup = false;
  for (const [index, line] of lines.entries()) {
    const lineNumber = index + 1;
    const found = NOT_TEXT.exec(line)?.[0];
    if (found !== undefined) {
      return `Line ${lineNumber} contains ${codePointName(found)}, which is not text. Save the file as UTF-8 text without control characters.`;
    }
    if (line.length > MAX_LINE_LENGTH) {
      return `Line ${lineNumber} is longer than ${MAX_LINE_LENGTH} characters. Write one group of names per line.`;
    }
    const names = namesOf(line).length;
    if (names > 1) hasGroup = true;
    if (names === 1) firstSingleName ??= lineNumber;
  }
  if (hasGroup || firstSingleName === undefined) return undefined;
  return `Line ${firstSingleName} has only one name, and no line has two. Write at least two names per line, separated by commas, such as: Hezbollah, Hizbullah.`;
}

/** The character as Unicode names it, such as U+0000. */
function codePointName(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return `U+${hex.padStart(4, '0')}`;
}

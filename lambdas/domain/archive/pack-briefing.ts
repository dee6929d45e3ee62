import { analyzeBriefing, type BriefingText } from '../matching/analyze-briefing';
import type { AnalyzedText } from '../matching/analyzed-text';
import { ByteWriter } from './byte-stream';
import { signatureOf } from './signature';

/** Changes whenever the bytes mean something else. Briefings of another format are read in full. */
export const PACKED_FORMAT = 1;

/**
 * The words of a briefing and their positions: everything that decides which topics it matches, in a fifth
 * of the size of its text. `PackedBriefing` reads it.
 */
export function packBriefing(briefing: BriefingText): Uint8Array {
  const { language, text, titleWords, source, tags } = analyzeBriefing(briefing);
  const writer = new ByteWriter();
  writer.byte(PACKED_FORMAT);
  writer.text(language);
  writer.varint(titleWords);
  writer.varint(tags.size);
  for (const tag of tags) writer.text(tag);
  for (const words of [text, source]) {
    const packed = packWords(words);
    writer.varint(packed.length);
    writer.append(packed);
  }
  return writer.finish();
}

interface PackedWord {
  surface: string;
  stem: string;
  positions: number[];
}

/**
 * The signatures of all stems, which most searches need only; then the words in alphabetical order, each
 * as its difference from the word before, its stem as its difference from the word, and its positions.
 */
function packWords(text: AnalyzedText): Uint8Array {
  const words = distinctWords(text);
  const writer = new ByteWriter();
  writer.varint(words.length);
  for (const { stem } of words) {
    const signature = signatureOf(stem);
    writer.byte(signature & 0xff);
    writer.byte(signature >> 8);
  }
  let previous: Uint8Array = new Uint8Array();
  for (const { surface, stem, positions } of words) {
    const surfaceBytes = Buffer.from(surface);
    writeDifference(writer, previous, surfaceBytes);
    writeDifference(writer, surfaceBytes, Buffer.from(stem), 'from-end');
    writePositions(writer, positions);
    previous = surfaceBytes;
  }
  return writer.finish();
}

function distinctWords(text: AnalyzedText): PackedWord[] {
  const words = new Map<string, PackedWord>();
  for (const [position, lexeme] of text.lexemes.entries()) {
    for (const { surface, stem } of [lexeme, ...(text.inner.get(position) ?? [])]) {
      if (stem === '') continue;
      const key = `${surface}\n${stem}`;
      const word = words.get(key) ?? { surface, stem, positions: [] };
      words.set(key, word);
      if (word.positions.at(-1) !== position) word.positions.push(position);
    }
  }
  return [...words].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, word]) => word);
}

/** How many bytes are shared, from the start or left out at the end, and the bytes that follow them. */
function writeDifference(
  writer: ByteWriter,
  from: Uint8Array,
  to: Uint8Array,
  shared: 'from-start' | 'from-end' = 'from-start',
): void {
  const max = Math.min(from.length, to.length);
  let same = 0;
  while (same < max && from[same] === to[same]) same++;
  writer.pair(shared === 'from-start' ? same : from.length - same, to.length - same);
  writer.append(to.subarray(same));
}

/** The number of bytes, so that a reader can skip them, and then the distances. */
function writePositions(writer: ByteWriter, positions: readonly number[]): void {
  const distances = new ByteWriter();
  let previous = 0;
  for (const position of positions) {
    distances.varint(position - previous);
    previous = position;
  }
  const bytes = distances.finish();
  writer.varint(bytes.length);
  writer.append(bytes);
}

import type { Comparison, SearchedWords } from '../matching/searched-words';
import { ByteReader } from './byte-stream';
import type { SearchTerms } from './search-terms';

/** A word of a packed text. */
export interface PlacedWord {
  surface: string;
  stem: string;
  /** In order. */
  positions: readonly number[];
}

const NOWHERE: readonly number[] = [];

/** The words of a text that a search found. */
export class FoundWords implements SearchedWords {
  constructor(private readonly words: readonly PlacedWord[]) {}

  /** Whether the text has none of the words. */
  get isEmpty(): boolean {
    return this.words.length === 0;
  }

  positionsOf(term: string, by: Comparison): readonly number[] {
    return this.positionsWhere((word) => word[by] === term);
  }

  positionsOfPrefix(start: string): readonly number[] {
    return this.positionsWhere(({ surface }) => surface.startsWith(start));
  }

  isAt(position: number, term: string, by: Comparison): boolean {
    return this.words.some((word) => word[by] === term && isIncluded(word.positions, position));
  }

  private positionsWhere(isWanted: (word: PlacedWord) => boolean): readonly number[] {
    const [first, ...others] = this.words.filter(isWanted);
    if (!first) return NOWHERE;
    if (others.length === 0) return first.positions;
    const positions = new Set([first, ...others].flatMap((word) => word.positions));
    return [...positions].sort((a, b) => a - b);
  }
}

/** By bisection: a word may occur ten thousand times. */
function isIncluded(positions: readonly number[], position: number): boolean {
  let low = 0;
  let high = positions.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = positions[middle] ?? 0;
    if (found === position) return true;
    if (found < position) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

const nothingFound = new FoundWords([]);

/** The words that the terms search, in the text that starts at `start`. */
export function findWords(
  bytes: Uint8Array,
  start: number,
  terms: SearchTerms,
  by: Comparison,
): FoundWords {
  if (terms.needsSurfaces(by)) {
    const words = readWords(bytes, start, (word) => isSearched(word, terms, by), {
      mayBeWanted: (signature, first, second) =>
        terms.mayHaveSurface(first, second) || (by === 'stem' && terms.mayHaveStem(signature)),
    });
    return words.length > 0 ? new FoundWords(words) : nothingFound;
  }
  if (!mayHaveStem(bytes, start, terms)) return nothingFound;
  const words = readWords(bytes, start, ({ stem }) => terms.stems.has(stem), {
    mayBeWanted: (signature) => terms.mayHaveStem(signature),
  });
  return words.length > 0 ? new FoundWords(words) : nothingFound;
}

function isSearched(
  { surface, stem }: Pick<PlacedWord, 'surface' | 'stem'>,
  terms: SearchTerms,
  by: Comparison,
): boolean {
  if (by === 'stem' ? terms.stems.has(stem) : terms.surfaces.has(surface)) return true;
  return terms.prefixes.some((prefix) => surface.startsWith(prefix));
}

function mayHaveStem(bytes: Uint8Array, start: number, terms: SearchTerms): boolean {
  const reader = new ByteReader(bytes, start);
  const count = reader.varint();
  const end = reader.at + 2 * count;
  for (let at = reader.at; at < end; at += 2) {
    if (terms.mayHaveStem(signatureAt(bytes, at))) return true;
  }
  return false;
}

const signatureAt = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);

/** Reused for every text: the bytes of the word before. */
let current = Buffer.alloc(1_024);

/** A quick test, by the signature of the stem and the first two bytes of the word (0 for none). */
interface QuickTest {
  mayBeWanted: (signature: number, first: number, second: number) => boolean;
}

const takeAll: QuickTest = { mayBeWanted: () => true };

/** Reads the words of a text that are wanted. Those that fail the quick test are not decoded. */
export function readWords(
  bytes: Uint8Array,
  start: number,
  isWanted: (word: { surface: string; stem: string }) => boolean = () => true,
  { mayBeWanted }: QuickTest = takeAll,
): PlacedWord[] {
  const reader = new ByteReader(bytes, start);
  const count = reader.varint();
  const signatures = reader.at;
  reader.at += 2 * count;
  const found: PlacedWord[] = [];
  for (let index = 0; index < count; index++) {
    const shared = reader.pair();
    const length = shared + reader.second;
    takeBytes(reader, shared, length);
    const stemShared = length - reader.pair();
    const stemRest = reader.second;
    const restAt = reader.at;
    reader.at += stemRest;
    const positionBytes = reader.varint();
    const positionsAt = reader.at;
    reader.at += positionBytes;
    const second = length > 1 ? (current[1] ?? 0) : 0;
    const signature = signatureAt(bytes, signatures + 2 * index);
    if (!mayBeWanted(signature, current[0] ?? 0, second)) continue;
    const surface = current.toString('utf8', 0, length);
    const stem =
      stemShared === length && stemRest === 0
        ? surface
        : stemOf(bytes.subarray(restAt, restAt + stemRest), stemShared);
    if (!isWanted({ surface, stem })) continue;
    found.push({ surface, stem, positions: readPositions(bytes, positionsAt, reader.at) });
  }
  return found;
}

/** Replaces the bytes of the current word from `shared` on. */
function takeBytes(reader: ByteReader, shared: number, length: number): void {
  if (length > current.length) current = Buffer.concat([current, Buffer.alloc(length)]);
  for (let at = shared; at < length; at++) current[at] = reader.byte();
}

const stemOf = (rest: Uint8Array, shared: number): string =>
  Buffer.concat([current.subarray(0, shared), rest]).toString();

function readPositions(bytes: Uint8Array, start: number, end: number): number[] {
  const reader = new ByteReader(bytes, start);
  const positions: number[] = [];
  let position = 0;
  while (reader.at < end) {
    position += reader.varint();
    positions.push(position);
  }
  return positions;
}

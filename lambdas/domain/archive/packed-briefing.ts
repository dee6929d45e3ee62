import { languageOf } from '../languages/language';
import type { Comparison, SearchedBriefing, TextLanguage } from '../matching/searched-words';
import { ByteReader } from './byte-stream';
import { PACKED_FORMAT } from './pack-briefing';
import { FoundWords, findWords, type PlacedWord, readWords } from './packed-words';
import type { SearchTerms } from './search-terms';

const noTags: ReadonlySet<string> = new Set();
const noWords = new FoundWords([]);

/** Whether this version can read the bytes. */
export const isPacked = (bytes: Uint8Array): boolean => bytes[0] === PACKED_FORMAT;

/** A briefing that `packBriefing` packed. It is unpacked only as far as a search needs. */
export class PackedBriefing {
  readonly language: TextLanguage;
  private readonly titleWords: number;
  /** Where the tags, the words of the text and those of the source start. */
  private readonly tagsAt: number;
  private readonly textAt: number;
  private readonly sourceAt: number;

  constructor(private readonly bytes: Uint8Array) {
    const reader = new ByteReader(bytes, 1);
    this.language = languageOf(reader.text());
    this.titleWords = reader.varint();
    this.tagsAt = reader.at;
    for (let tags = reader.varint(); tags > 0; tags--) {
      const length = reader.varint();
      reader.at += length;
    }
    const length = reader.varint();
    this.textAt = reader.at;
    const source = new ByteReader(bytes, this.textAt + length);
    source.varint();
    this.sourceAt = source.at;
  }

  /** The briefing as far as the terms need it, compared by stem or as written. */
  find(terms: SearchTerms, by: Comparison): SearchedBriefing {
    return {
      language: this.language,
      titleWords: this.titleWords,
      text: findWords(this.bytes, this.textAt, terms, by),
      source: terms.searchesSource ? findWords(this.bytes, this.sourceAt, terms, by) : noWords,
      tags: terms.searchesTags ? this.tags() : noTags,
    };
  }

  /** All words of the text. */
  words(): PlacedWord[] {
    return readWords(this.bytes, this.textAt);
  }

  private tags(): ReadonlySet<string> {
    const reader = new ByteReader(this.bytes, this.tagsAt);
    return new Set(Array.from({ length: reader.varint() }, () => reader.text()));
  }
}

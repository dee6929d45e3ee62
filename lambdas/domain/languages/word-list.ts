/** Kinds of words, which decide how a word becomes a lexeme. `WORD` is stemmed. */
export const WORD = 1;
/** Not stemmed: numbers, addresses, names with digits. */
export const PLAIN = 2;
/** Words joined by signs, such as `Israel/Gaza` or `word.Next`. Its inner words are matched too. */
export const RUN = 3;

/**
 * The words of a text in order, as parallel arrays of start, end (exclusive, both in UTF-16 code
 * units) and kind. A word's index plus one is its position in PostgreSQL. A list can be cleared and
 * reused, so that reading many texts allocates no memory.
 */
export class WordList {
  count = 0;
  starts = new Int32Array(1024);
  ends = new Int32Array(1024);
  kinds = new Uint8Array(1024);

  clear(): void {
    this.count = 0;
  }

  push(start: number, end: number, kind: number): void {
    if (this.count === this.starts.length) this.grow();
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.kinds[this.count] = kind;
    this.count++;
  }

  private grow(): void {
    const capacity = this.starts.length * 2;
    const { starts, ends, kinds } = this;
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
    this.kinds = new Uint8Array(capacity);
    this.starts.set(starts);
    this.ends.set(ends);
    this.kinds.set(kinds);
  }
}

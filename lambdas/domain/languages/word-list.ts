/** How the words of a list are made into lexemes. */
export const WORD = 1;
/** Kept as it stands, never stemmed: numbers, addresses, names with digits. */
export const PLAIN = 2;
/** A run such as `Israel/Gaza` or `word.Next`, read whole; the words within it are found as well. */
export const RUN = 3;

/**
 * The words of a text in order, as parallel arrays: place `[start, end)` in UTF-16 units, and kind.
 * Index plus one is the position that PostgreSQL gives the word. Made once and filled again, so
 * that reading many texts makes no garbage.
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
    const room = this.starts.length * 2;
    const { starts, ends, kinds } = this;
    this.starts = new Int32Array(room);
    this.ends = new Int32Array(room);
    this.kinds = new Uint8Array(room);
    this.starts.set(starts);
    this.ends.set(ends);
    this.kinds.set(kinds);
  }
}

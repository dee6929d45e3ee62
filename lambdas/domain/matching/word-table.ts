/**
 * Finds a word of a text by its characters, without cutting it out of the text: a hash table with
 * open addressing over a pool of characters. Reading a briefing thus makes no string per word.
 */
export class WordTable {
  count = 0;
  /** The entry in each slot, plus one; 0 for an empty slot. */
  private slots = new Int32Array(4096);
  private hashes = new Int32Array(2048);
  private starts = new Int32Array(2049);
  private pool = new Uint16Array(32_768);

  /** The entry of the word at `[start, end)` of `text` with this hash, or -1. */
  find(text: string, start: number, end: number, hash: number): number {
    const mask = this.slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = (this.slots[slot] ?? 0) - 1;
      if (entry < 0) return -1;
      if (this.hashes[entry] === hash && this.isWord(entry, text, start, end)) return entry;
    }
  }

  /** Adds a word that is not there, and returns its entry: 0, 1, 2 and so on. */
  add(text: string, start: number, end: number, hash: number): number {
    if ((this.count + 1) * 2 > this.slots.length) this.grow();
    const entry = this.count++;
    const from = this.starts[entry] ?? 0;
    this.reserve(from + end - start);
    for (let at = start; at < end; at++) this.pool[from + at - start] = text.charCodeAt(at);
    this.starts[entry + 1] = from + end - start;
    this.hashes[entry] = hash;
    this.place(entry, hash);
    return entry;
  }

  private isWord(entry: number, text: string, start: number, end: number): boolean {
    const { pool } = this;
    const from = this.starts[entry] ?? 0;
    if ((this.starts[entry + 1] ?? 0) - from !== end - start) return false;
    for (let at = start, of = from; at < end; at++, of++) {
      if (pool[of] !== text.charCodeAt(at)) return false;
    }
    return true;
  }

  private place(entry: number, hash: number): void {
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
    this.slots[slot] = entry + 1;
  }

  private grow(): void {
    this.slots = new Int32Array(this.slots.length * 2);
    this.hashes = larger(this.hashes, this.hashes.length * 2);
    this.starts = larger(this.starts, this.hashes.length + 1);
    for (let entry = 0; entry < this.count; entry++) this.place(entry, this.hashes[entry] ?? 0);
  }

  private reserve(characters: number): void {
    if (characters <= this.pool.length) return;
    const pool = new Uint16Array(Math.max(this.pool.length * 2, characters));
    pool.set(this.pool);
    this.pool = pool;
  }
}

function larger(list: Int32Array<ArrayBuffer>, room: number): Int32Array<ArrayBuffer> {
  const made = new Int32Array(room);
  made.set(list);
  return made;
}

/** FNV-1a over the UTF-16 units of a word, begun with its kind: a word and a name may look alike. */
export function hashOf(text: string, start: number, end: number, kind: number): number {
  let hash = Math.imul(0x811c9dc5 ^ kind, 0x01000193);
  for (let at = start; at < end; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash ^ (hash >>> 15);
}

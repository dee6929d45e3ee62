/** The contents of a slot, stored together, so that a lookup reads one place in memory. */
const HASH = 0;
/** The entry plus one; 0 for an empty slot. */
const ENTRY = 1;
const POOLED = 2;
const LENGTH = 3;
const SLOT_SIZE = 4;

/**
 * Finds a word of a text by its characters, without creating a string for it: a hash table with open
 * addressing over a pool of characters.
 */
export class WordTable {
  count = 0;
  private slots = new Int32Array(4096 * SLOT_SIZE);
  private pool = new Uint16Array(32_768);
  private pooled = 0;

  /** The entry of the word at `[start, end)` of `text` with this hash, or -1. */
  find(text: string, start: number, end: number, hash: number): number {
    const { slots } = this;
    const mask = slots.length - 1;
    for (let slot = (hash * SLOT_SIZE) & mask; ; slot = (slot + SLOT_SIZE) & mask) {
      const entry = (slots[slot + ENTRY] ?? 0) - 1;
      if (entry < 0) return -1;
      if (slots[slot + HASH] !== hash || slots[slot + LENGTH] !== end - start) continue;
      if (this.isWord(slots[slot + POOLED] ?? 0, text, start, end)) return entry;
    }
  }

  /** Adds a word that is not in the table, and returns its entry: 0, 1, 2 and so on. */
  add(text: string, start: number, end: number, hash: number): number {
    if ((this.count + 1) * 2 * SLOT_SIZE > this.slots.length) this.growSlots();
    const entry = this.count++;
    const length = end - start;
    if (this.pooled + length > this.pool.length) this.growPool(length);
    for (let at = start; at < end; at++) this.pool[this.pooled + at - start] = text.charCodeAt(at);
    this.place(hash, entry + 1, this.pooled, length);
    this.pooled += length;
    return entry;
  }

  private isWord(pooled: number, text: string, start: number, end: number): boolean {
    const { pool } = this;
    for (let at = start, of = pooled; at < end; at++, of++) {
      if (pool[of] !== text.charCodeAt(at)) return false;
    }
    return true;
  }

  private place(hash: number, entry: number, pooled: number, length: number): void {
    const { slots } = this;
    const mask = slots.length - 1;
    let slot = (hash * SLOT_SIZE) & mask;
    while (slots[slot + ENTRY] !== 0) slot = (slot + SLOT_SIZE) & mask;
    slots.set([hash, entry, pooled, length], slot);
  }

  private growSlots(): void {
    const old = this.slots;
    this.slots = new Int32Array(old.length * 2);
    for (let slot = 0; slot < old.length; slot += SLOT_SIZE) {
      const entry = old[slot + ENTRY] ?? 0;
      if (entry === 0) continue;
      this.place(old[slot + HASH] ?? 0, entry, old[slot + POOLED] ?? 0, old[slot + LENGTH] ?? 0);
    }
  }

  private growPool(length: number): void {
    const pool = new Uint16Array(Math.max(this.pool.length * 2, this.pooled + length));
    pool.set(this.pool);
    this.pool = pool;
  }
}

/** FNV-1a over the kind and the UTF-16 units of a word: two words of different kinds may be the same text. */
export function hashOf(text: string, start: number, end: number, kind: number): number {
  let hash = Math.imul(0x811c9dc5 ^ kind, 0x01000193);
  for (let at = start; at < end; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  // The lowest bits choose the slot, so the highest are mixed into them.
  return (hash ^ (hash >>> 15)) & 0x1fffffff;
}

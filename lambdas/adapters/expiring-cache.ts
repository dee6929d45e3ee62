/** How long (ms) a value is used before it is read again. */
const MAX_AGE_MS = 60_000;

/**
 * Values that a worker keeps for a minute, at most `maxEntries` of them: those that were not used for the
 * longest time are dropped. `now` returns ISO 8601.
 */
export class ExpiringCache<V> {
  private readonly entries = new Map<string, { value: V; expiresAt: number }>();

  constructor(
    private readonly maxEntries: number,
    private readonly now: () => string,
  ) {}

  get(key: string): V | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined) return undefined;
    this.entries.delete(key);
    if (entry.expiresAt <= Date.parse(this.now())) return undefined;
    // Inserted again at the end: a Map keeps the order of insertion.
    this.entries.set(key, entry);
    return entry.value;
  }

  delete(key: string): void {
    this.entries.delete(key);
  }

  set(key: string, value: V): void {
    this.entries.delete(key);
    this.entries.set(key, { value, expiresAt: Date.parse(this.now()) + MAX_AGE_MS });
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= this.maxEntries) return;
      this.entries.delete(oldest);
    }
  }
}

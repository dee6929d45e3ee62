import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import {
  type ArchiveDay,
  type ArchivedBriefing,
  compareNewestFirst,
} from '../domain/archive/archive-day';
import { packBriefing } from '../domain/archive/pack-briefing';
import { isPacked, PackedBriefing } from '../domain/archive/packed-briefing';
import { settleAll } from '../domain/settle-all';
import type { Briefings } from './briefings';
import type { Item } from './dynamodb';

/** The index of the Briefings table with the packed words of each day. */
export const ARCHIVE_INDEX = 'archive';

/**
 * How much of the archive is kept in memory, in bytes of packed words. A function has 512 MB for
 * everything.
 */
const MAX_CACHED_BYTES = 128_000_000;
/** Days that are read at the same time. */
const MAX_CONCURRENT_DAYS = 10;
/** New briefings of a day are read again after this time (ms). Most of them are on the newest days. */
const NEWEST_DAYS_MAX_AGE_MS = 60_000;
const OLDER_DAYS_MAX_AGE_MS = 10 * 60_000;
/** All of a day is read again after this time (ms), so that deleted briefings disappear. */
const DAY_MAX_AGE_MS = 3_600_000;
/** The index may show a briefing this much (ms) later than it was stored. */
const INDEX_DELAY_MS = 120_000;
const DAY_MS = 24 * 3600_000;
/** Briefings of a day without packed words, which are read in full. */
const MAX_FULL_BRIEFINGS = 100;

interface CachedDay {
  briefings: Map<string, ArchivedBriefing & { bytes: number }>;
  /** `briefings` in order; undefined if it has changed. */
  sorted: ArchivedBriefing[] | undefined;
  bytes: number;
  /** When the whole day was read, and when new briefings were (ms). */
  readAt: number;
  refreshedAt: number;
  /** While it is being read. */
  reading?: Promise<void> | undefined;
}

/**
 * The words of the briefings of each day. A function keeps the days that were used last, and reads only
 * what was stored since.
 */
export class ArchiveDays {
  /** In the order in which they were used. */
  private readonly days = new Map<string, CachedDay>();
  /** The day under which each briefing is kept, because its time of publication may change. */
  private readonly dayOf = new Map<string, string>();

  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
    private readonly briefings: Pick<Briefings, 'fullByIds'>,
    private readonly now: () => string,
    private readonly maxBytes = MAX_CACHED_BYTES,
  ) {}

  /**
   * The briefings of these days, newest first. Stops before the end if more of them would not fit into
   * memory, but never before the first day.
   */
  readonly read = async (days: readonly string[]): Promise<ArchiveDay[]> => {
    const read: string[] = [];
    let bytes = 0;
    for (let start = 0; start < days.length; start += MAX_CONCURRENT_DAYS) {
      const group = days.slice(start, start + MAX_CONCURRENT_DAYS);
      const cached = await settleAll(group.map((day) => this.upToDate(day)));
      for (const [index, day] of group.entries()) {
        bytes += cached[index]?.bytes ?? 0;
        if (bytes > this.maxBytes && read.length > 0) return this.finish(read);
        read.push(day);
      }
    }
    return this.finish(read);
  };

  private finish(read: readonly string[]): ArchiveDay[] {
    this.dropUnused(new Set(read));
    return read.map((day) => ({ day, briefings: this.sorted(day) }));
  }

  private sorted(day: string): ArchivedBriefing[] {
    const cached = this.days.get(day);
    if (!cached) return [];
    cached.sorted ??= [...cached.briefings.values()].sort(compareNewestFirst);
    return cached.sorted;
  }

  private async upToDate(day: string): Promise<CachedDay> {
    const now = Date.parse(this.now());
    const cached = this.days.get(day);
    const isCached = cached !== undefined && now - cached.readAt < DAY_MAX_AGE_MS;
    if (cached && !isCached) this.forget(day, cached);
    const current = isCached ? cached : newDay(now);
    this.days.delete(day);
    this.days.set(day, current);
    if (!isCached || now - current.refreshedAt >= maxAgeOf(day, now)) {
      current.reading ??= this.refresh(day, current, now, isCached);
    }
    await current.reading;
    return current;
  }

  private async refresh(
    day: string,
    current: CachedDay,
    now: number,
    isCached: boolean,
  ): Promise<void> {
    const since = isCached ? new Date(current.refreshedAt - INDEX_DELAY_MS).toISOString() : '';
    try {
      await this.readInto(day, current, since);
      current.refreshedAt = now;
    } catch (error) {
      // A day that was read in part would look complete in the cache.
      if (!isCached) this.days.delete(day);
      throw error;
    } finally {
      current.reading = undefined;
    }
  }

  /** Adds the briefings that were stored since then, page by page. */
  private async readInto(day: string, cached: CachedDay, since: string): Promise<void> {
    const unpacked: string[] = [];
    let startKey: Item | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await this.client.send(
        new QueryCommand({
          TableName: this.table,
          IndexName: ARCHIVE_INDEX,
          KeyConditionExpression: '#day = :day AND storedAt >= :since',
          ExpressionAttributeNames: { '#day': 'day' },
          ExpressionAttributeValues: { ':day': day, ':since': since || '0' },
          ...(startKey ? { ExclusiveStartKey: startKey } : {}),
        }),
      );
      for (const { briefingId, publishedAt, words } of Items) {
        const id = String(briefingId);
        if (words instanceof Uint8Array && isPacked(words)) {
          this.keep(day, cached, { briefingId: id, publishedAt: String(publishedAt) }, words);
        } else unpacked.push(id);
      }
      startKey = LastEvaluatedKey;
    } while (startKey);
    const full = await this.briefings.fullByIds(unpacked.slice(0, MAX_FULL_BRIEFINGS));
    for (const briefing of full) {
      if (briefing.publishedAt.startsWith(day)) {
        this.keep(day, cached, briefing, packBriefing(briefing));
      }
    }
  }

  private keep(
    day: string,
    cached: CachedDay,
    { briefingId, publishedAt }: Pick<ArchivedBriefing, 'briefingId' | 'publishedAt'>,
    words: Uint8Array,
  ): void {
    this.remove(briefingId);
    const bytes = words.length;
    cached.briefings.set(briefingId, {
      briefingId,
      publishedAt,
      words: new PackedBriefing(words),
      bytes,
    });
    cached.bytes += bytes;
    cached.sorted = undefined;
    this.dayOf.set(briefingId, day);
  }

  private remove(briefingId: string): void {
    const cached = this.days.get(this.dayOf.get(briefingId) ?? '');
    const existing = cached?.briefings.get(briefingId);
    if (!cached || !existing) return;
    cached.briefings.delete(briefingId);
    cached.bytes -= existing.bytes;
    cached.sorted = undefined;
  }

  private dropUnused(used: ReadonlySet<string>): void {
    let bytes = [...this.days.values()].reduce((total, day) => total + day.bytes, 0);
    for (const [day, cached] of this.days) {
      if (bytes <= this.maxBytes) return;
      if (used.has(day)) continue;
      this.days.delete(day);
      this.forget(day, cached);
      bytes -= cached.bytes;
    }
  }

  private forget(day: string, { briefings }: CachedDay): void {
    for (const briefingId of briefings.keys()) {
      if (this.dayOf.get(briefingId) === day) this.dayOf.delete(briefingId);
    }
  }
}

const newDay = (now: number): CachedDay => ({
  briefings: new Map(),
  sorted: undefined,
  bytes: 0,
  readAt: now,
  refreshedAt: now,
});

const maxAgeOf = (day: string, now: number): number =>
  now - Date.parse(day) < 2 * DAY_MS ? NEWEST_DAYS_MAX_AGE_MS : OLDER_DAYS_MAX_AGE_MS;

import { isBookkeeping } from './bookkeeping';
import type { Tables, Version } from './tables';
import type { Timeline } from './timeline';

/** Counts what changes in the tables, apart from bookkeeping. */
export class Changes {
  count = 0;
  /** Virtual time (ms). */
  lastAt: number;

  constructor(private readonly timeline: Timeline) {
    this.lastAt = timeline.start;
  }

  add(version: Version): void {
    if (isBookkeeping(version)) return;
    this.count += 1;
    this.lastAt = this.timeline.now;
  }
}

/** Whether an entry of an index that schedules read has become due. */
export function isAnythingDue(tables: Tables, now: number): boolean {
  for (const { TableName, GlobalSecondaryIndexes = [] } of tables.definitions) {
    for (const { KeySchema } of GlobalSecondaryIndexes) {
      const [partition, sort] = KeySchema.map(({ AttributeName }) => AttributeName);
      if (!partition?.endsWith('Shard') || sort === undefined) continue;
      for (const item of tables.itemsOf(TableName)) {
        if (item[partition] === undefined || item[sort]?.S === undefined) continue;
        if (Date.parse(String(item[sort].S)) <= now) return true;
      }
    }
  }
  return false;
}

import type { ArchiveDay } from '../../lambdas/domain/archive/archive-day';
import { compareNewestFirst } from '../../lambdas/domain/archive/archive-day';
import { packBriefing } from '../../lambdas/domain/archive/pack-briefing';
import { PackedBriefing } from '../../lambdas/domain/archive/packed-briefing';
import type { Briefing } from '../../lambdas/domain/briefing';
import { type Aliases, noAliases } from '../../lambdas/domain/expressions/aliases';

/** An archive in memory, at noon of 30 January 2026: what previews and searches need. */
export function anArchive(briefings: readonly Briefing[], aliases: Aliases = noAliases) {
  return {
    archiveDays: async (days: readonly string[]): Promise<ArchiveDay[]> =>
      days.map((day) => ({
        day,
        briefings: briefings
          .filter(({ publishedAt }) => publishedAt.startsWith(day))
          .map((briefing) => ({ ...briefing, words: new PackedBriefing(packBriefing(briefing)) }))
          .sort(compareNewestFirst),
      })),
    briefingsByIds: async (ids: string[]) =>
      briefings.filter(({ briefingId }) => ids.includes(briefingId)),
    aliases: async () => aliases,
    now: () => '2026-01-30T12:00:00.000Z',
  };
}

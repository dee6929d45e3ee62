import type { Briefing, BriefingHeading } from '../../lambdas/domain/briefing';
import type { ScheduledBriefing } from '../../lambdas/domain/scheduled-briefing';

let count = 0;

/** A briefing as a publisher sends it, with a unique id and title unless `fields` changes them. */
export function aBriefing(fields: Record<string, unknown> = {}): Record<string, unknown> {
  count += 1;
  return { id: `briefing-${count}`, title: `Briefing number ${count}`, language: 'en', ...fields };
}

/** A briefing that matches `Gaza aid` without containing the phrase. */
export function aBriefingOnGazaAid(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return aBriefing({
    title: 'Fewer trucks at Rafah',
    body: 'The number of aid trucks entering Gaza through the crossing has dropped.',
    ...fields,
  });
}

/** A briefing that matches `Hezbollah`. */
export function aBriefingOnHezbollah(
  fields: Record<string, unknown> = {},
): Record<string, unknown> {
  return aBriefing({
    title: 'Exchanges of fire on the Lebanese border',
    body: 'Israel and Hezbollah have again exchanged heavy fire.',
    ...fields,
  });
}

/** The heading of a stored briefing. */
export function aBriefingHeading(briefingId: string): BriefingHeading {
  return {
    briefingId,
    title: `About ${briefingId}`,
    summary: '',
    language: 'en',
    publishedAt: '2026-12-02T10:00:00.000Z',
  };
}

/** The briefing `issue-7` as it is stored. */
export function aStoredIssue(fields: Partial<Briefing> = {}): Briefing {
  return {
    briefingId: 'issue-7',
    title: 'The week at the border',
    summary: '',
    body: 'Thirty trucks crossed.',
    tags: [],
    language: 'en',
    publishedAt: '2026-12-02T08:00:00.000Z',
    ...fields,
  };
}

/** The briefing `issue-7` while it waits for its time. */
export function aScheduledBriefing(fields: Partial<ScheduledBriefing> = {}): ScheduledBriefing {
  return {
    briefing: aStoredIssue(),
    terms: { contentHash: 'first', notify: false, keepPublishedAt: true },
    sendAt: '2026-12-02T09:00:00.000Z',
    revision: 'first',
    ...fields,
  };
}

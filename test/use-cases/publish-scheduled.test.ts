import type { StoreOutcome } from '../../lambdas/domain/briefing';
import type { ScheduledBriefing } from '../../lambdas/domain/scheduled-briefing';
import { publishScheduled } from '../../lambdas/use-cases/publish-scheduled';
import { aScheduledBriefing } from '../support/briefings';

const NINE = '2026-12-02T09:00:00.000Z';

describe('publishing a scheduled briefing', () => {
  let waiting: ScheduledBriefing | undefined;
  let stored: { scheduled: ScheduledBriefing; now: string }[];
  let outcomes: (StoreOutcome | 'superseded')[];
  /** What happens between reading and storing. */
  let meanwhile: () => void;
  beforeEach(() => {
    waiting = aScheduledBriefing({ sendAt: NINE });
    stored = [];
    outcomes = [];
    meanwhile = () => {};
  });

  const publishAt = (now: string) =>
    publishScheduled({
      findScheduled: async () => waiting,
      storeScheduled: async (scheduled, at) => {
        meanwhile();
        const outcome = outcomes.shift() ?? 'published';
        if (outcome === 'superseded') return outcome;
        stored.push({ scheduled, now: at });
        waiting = undefined;
        return outcome;
      },
      now: () => now,
    })('issue-7');

  it('stores it at its time, and once although the schedule fires twice', async () => {
    const scheduled = waiting;
    expect(await publishAt(NINE)).toEqual({ outcome: 'published' });
    expect(await publishAt(NINE)).toEqual({ outcome: 'not-scheduled' });
    expect(stored).toEqual([{ scheduled, now: NINE }]);
  });

  it('stores it when the schedule fires late, or with a clock that is seconds ahead', async () => {
    await publishAt('2026-12-02T11:00:00.000Z');
    waiting = aScheduledBriefing({ sendAt: NINE });
    await publishAt('2026-12-02T08:59:58.000Z');
    expect(stored).toHaveLength(2);
  });

  it('leaves it when its time was changed to a later one', async () => {
    waiting = aScheduledBriefing({ sendAt: '2026-12-02T10:00:00.000Z' });
    expect(await publishAt(NINE)).toEqual({ outcome: 'not-yet' });
    expect(stored).toEqual([]);
  });

  it('stores the newer text if it was changed after it was read', async () => {
    outcomes = ['superseded'];
    const newer = aScheduledBriefing({ sendAt: NINE, revision: 'second' });
    meanwhile = () => {
      if (outcomes.length > 0) waiting = newer;
    };
    expect(await publishAt(NINE)).toEqual({ outcome: 'published' });
    expect(stored.map(({ scheduled }) => scheduled.revision)).toEqual(['second']);
  });

  it('does nothing if it was cancelled after it was read', async () => {
    outcomes = ['superseded'];
    meanwhile = () => {
      waiting = undefined;
    };
    expect(await publishAt(NINE)).toEqual({ outcome: 'not-scheduled' });
    expect(stored).toEqual([]);
  });
});

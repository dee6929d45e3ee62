import { noAliases } from '../../lambdas/domain/expressions/aliases';
import type { FanOutRequest } from '../../lambdas/domain/fan-out-request';
import type { RecordedMatch } from '../../lambdas/domain/recorded-match';
import { matchBriefing } from '../../lambdas/use-cases/match-briefing';
import { aWholeBriefing } from '../support/page-views';

const NOON = '2026-12-02T12:00:00.000Z';
const language = 'en' as const;

describe('the outcome of matching a briefing', () => {
  let recorded: RecordedMatch[];
  let queued: FanOutRequest[];
  let marked: unknown[];
  let concurrent: number;
  let maxConcurrent: number;
  beforeEach(() => {
    recorded = [];
    queued = [];
    marked = [];
    concurrent = 0;
    maxConcurrent = 0;
  });

  const match = (expressions: Record<string, string>, body = 'Aid trucks at Rafah.') =>
    matchBriefing({
      candidates: async () =>
        Object.entries(expressions).map(([topicId, expression]) => ({
          topicId,
          expression,
          language,
        })),
      aliases: async () => noAliases,
      recordMatch: async (one) => {
        concurrent += 1;
        maxConcurrent = Math.max(maxConcurrent, concurrent);
        await Promise.resolve();
        recorded.push(one);
        concurrent -= 1;
      },
      queueFanOut: async (requests) => {
        expect(recorded).toHaveLength(requests.length);
        queued.push(...requests);
      },
      markMatched: async (...briefing) => {
        marked.push(briefing);
      },
      now: () => NOON,
    })({ ...aWholeBriefing({ title: 'Report', summary: '', body }), edition: 3 });

  it('is a recorded match, a request for fan-out and a marked briefing', async () => {
    expect(await match({ rafah: 'rafah', rain: 'rain' })).toEqual({ matches: 1, unreadable: [] });
    expect(recorded).toEqual([
      {
        topicId: 'rafah',
        briefingId: 'trucks',
        edition: 3,
        matchedAt: NOON,
        words: [{ field: 'body', start: 14, end: 19, text: 'Rafah' }],
        snippet: [
          { text: 'Aid trucks at ', matched: false },
          { text: 'Rafah', matched: true },
          { text: '.', matched: false },
        ],
      },
    ]);
    expect(queued).toEqual([{ topicId: 'rafah', briefingId: 'trucks', edition: 3 }]);
    expect(marked).toEqual([['trucks', 3]]);
  });

  it('names topics whose expressions are refused by now, and contains the others', async () => {
    expect(await match({ old: 'the', rafah: 'rafah', older: '-rain' })).toEqual({
      matches: 1,
      unreadable: ['old', 'older'],
    });
  });

  it('contains the first 20 matched words of a briefing', async () => {
    await match({ rafah: 'rafah' }, 'Rafah. '.repeat(30));
    expect(recorded[0]?.words).toHaveLength(20);
    expect(recorded[0]?.words[0]).toMatchObject({ start: 0 });
  });

  it('contains every match once, of which at most 25 are written at a time', async () => {
    const topics = Array.from({ length: 60 }, (_, index) => [`topic ${index}`, 'rafah']);
    expect(await match(Object.fromEntries(topics))).toEqual({ matches: 60, unreadable: [] });
    expect(recorded.map(({ topicId }) => topicId)).toEqual(topics.map(([topicId]) => topicId));
    expect(queued).toHaveLength(60);
    expect(maxConcurrent).toBe(25);
  });
});

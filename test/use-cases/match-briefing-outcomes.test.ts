import { noAliases } from '../../lambdas/domain/expressions/aliases';
import type { FanOutRequest, NewFanOut } from '../../lambdas/domain/fan-out-request';
import type { NewMatch } from '../../lambdas/domain/recorded-match';
import { matchBriefing } from '../../lambdas/use-cases/match-briefing';
import { aWholeBriefing } from '../support/page-views';

const NOON = '2026-12-02T12:00:00.000Z';
const language = 'en' as const;

describe('the outcome of matching a briefing', () => {
  let recorded: NewMatch[];
  let parts: NewFanOut[];
  let queued: FanOutRequest[];
  let marked: unknown[];
  let concurrent: number;
  let maxConcurrent: number;
  beforeEach(() => {
    recorded = [];
    parts = [];
    queued = [];
    marked = [];
    concurrent = 0;
    maxConcurrent = 0;
  });

  const match = (expressions: Record<string, string>, body = 'Aid trucks at Rafah.') =>
    matchBriefing({
      candidatePages: async function* () {
        const candidates = Object.entries(expressions).map(([topicId, expression]) => ({
          topicId,
          expression,
          language,
        }));
        // A topic with two anchors is a candidate twice.
        yield { candidates, position: { term: 'a', page: 0 } };
        yield { candidates, position: { term: 'b', page: 0 } };
      },
      aliases: async () => noAliases,
      recordMatch: async (one) => {
        concurrent += 1;
        maxConcurrent = Math.max(maxConcurrent, concurrent);
        await Promise.resolve();
        recorded.push(one);
        concurrent -= 1;
        return { outcome: 'recorded', matchedAt: NOON };
      },
      progress: { find: async () => undefined, save: async () => true },
      fanOuts: {
        count: async () => undefined,
        add: async (part, index) => {
          parts.push(part);
          return index;
        },
        complete: async (part, count) => {
          parts.push(part);
          return count;
        },
      },
      queueFanOut: async (requests) => {
        queued.push(...requests);
      },
      continueLater: async () => {
        throw new Error('There was enough time.');
      },
      markMatched: async (...briefing) => {
        marked.push(briefing);
      },
      now: () => NOON,
    })({ ...aWholeBriefing({ title: 'Report', summary: '', body }), edition: 3 }, () => 300_000);

  it('is a recorded match, a request for fan-out and a marked briefing', async () => {
    expect(await match({ rafah: 'rafah', rain: 'rain' })).toEqual({
      outcome: 'matched',
      matches: 1,
      unreadable: [],
    });
    expect(recorded).toEqual([
      {
        topicId: 'rafah',
        briefingId: 'trucks',
        edition: 3,
        words: [{ field: 'body', start: 14, end: 19, text: 'Rafah' }],
        snippet: [
          { text: 'Aid trucks at ', matched: false },
          { text: 'Rafah', matched: true },
          { text: '.', matched: false },
        ],
      },
    ]);
    expect(parts).toEqual([
      {
        briefingId: 'trucks',
        edition: 3,
        topicIds: ['rafah'],
        firstMatchedAt: NOON,
        matchedAt: NOON,
      },
    ]);
    expect(queued).toEqual([
      { kind: 'fan-out', briefingId: 'trucks', edition: 3, index: 0, pass: 1 },
    ]);
    expect(marked).toEqual([['trucks', 3]]);
  });

  it('is only a marked briefing if no topic matches', async () => {
    expect(await match({ rain: 'rain' })).toMatchObject({ matches: 0 });
    expect([parts, queued, marked]).toEqual([[], [], [['trucks', 3]]]);
  });

  it('names topics whose expressions are refused by now, and contains the others', async () => {
    expect(await match({ old: 'the', rafah: 'rafah', older: '-rain' })).toEqual({
      outcome: 'matched',
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
    expect(await match(Object.fromEntries(topics))).toMatchObject({ matches: 60 });
    expect(recorded.map(({ topicId }) => topicId)).toEqual(topics.map(([topicId]) => topicId));
    expect(parts.flatMap(({ topicIds }) => topicIds)).toHaveLength(60);
    expect(maxConcurrent).toBe(25);
  });
});

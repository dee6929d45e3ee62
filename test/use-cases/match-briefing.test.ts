import { AliasFile } from '../../lambdas/adapters/alias-file';
import { noAliases } from '../../lambdas/domain/expressions/aliases';
import type { FanOutRequest } from '../../lambdas/domain/fan-out-request';
import { anchorTopic } from '../../lambdas/domain/matching/anchor-topic';
import { shippedFrequencies } from '../../lambdas/domain/matching/word-frequencies';
import {
  type MatchBriefingDependencies,
  matchBriefing,
} from '../../lambdas/use-cases/match-briefing';
import { type Adapters, makeAdapters } from '../support/adapters';
import { expressionOf } from '../support/expressions';
import { aWholeBriefing } from '../support/page-views';

const vocabulary = { aliases: noAliases, frequencies: shippedFrequencies };
const NOON = '2026-12-02T12:00:00.000Z';

describe('matching a briefing', () => {
  let adapters: Adapters;
  let steps: string[];
  let queued: FanOutRequest[];
  beforeAll(async () => {
    adapters = await makeAdapters();
    for (const text of ['truck aid', 'hezbollah', '"aid trucks" -rain', 'rafah OR baghdad']) {
      await adapters.index.index(anchorTopic(expressionOf(text), vocabulary));
    }
  });
  beforeEach(() => {
    steps = [];
    queued = [];
  });
  afterAll(() => adapters.remove());

  const trucks = (briefingId: string) => ({
    ...aWholeBriefing({ briefingId, body: 'Aid trucks at Rafah.', summary: '' }),
    edition: 1,
  });
  const match = (briefingId: string, fields: Partial<MatchBriefingDependencies> = {}) =>
    matchBriefing({
      candidates: adapters.index.candidates,
      aliases: new AliasFile(adapters.client, adapters.name('Topics'), () => NOON).read,
      recordMatch: async (one) => {
        steps.push('record');
        return adapters.matches.record(one);
      },
      queueFanOut: async (requests) => {
        steps.push('queue');
        queued.push(...requests);
      },
      markMatched: async () => {
        steps.push('mark');
      },
      now: () => NOON,
      ...fields,
    })(trucks(briefingId));
  const topicNamesOf = async (requests: FanOutRequest[]) => {
    const stored = await adapters.index.byIds(requests.map(({ topicId }) => topicId));
    return [...stored.values()].map(({ name }) => name).sort();
  };

  it('records all matches, then queues their alerts, and marks the briefing as matched last', async () => {
    expect(await match('one')).toEqual({ matches: 3, unreadable: [] });
    expect(steps).toEqual(['record', 'record', 'record', 'queue', 'mark']);
    expect(await topicNamesOf(queued)).toEqual([
      '"aid trucks" -rain',
      'rafah OR baghdad',
      'truck aid',
    ]);
    expect(queued[0]).toMatchObject({ briefingId: 'one', edition: 1 });
  });

  it('records the matched words as the briefing writes them, with their positions', async () => {
    await match('two');
    const { topicId } = anchorTopic(expressionOf('truck aid'), vocabulary);
    const [recorded] = await adapters.matches.ofBriefing('two', 1, [topicId]);
    const found = new Set(recorded?.words.map(({ text }) => text.toLowerCase()));
    expect([...found].sort()).toEqual(['aid', 'trucks']);
    expect(recorded?.words[0]).toMatchObject({
      field: expect.any(String),
      start: expect.any(Number),
    });
    expect(recorded?.snippet.some(({ matched }) => matched)).toBe(true);
    expect(recorded?.matchedAt).toBe(NOON);
  });

  it('queues nothing before all matches are recorded', async () => {
    const record = async () => {
      throw new Error('The table does not answer.');
    };
    await expect(match('three', { recordMatch: record })).rejects.toThrow();
    expect(steps).toEqual([]);
  });

  it('leaves the briefing unmatched if the queue fails, and queues the same alerts again', async () => {
    const queueFanOut = async () => {
      throw new Error('The queue does not answer.');
    };
    await expect(match('four', { queueFanOut })).rejects.toThrow();
    expect(steps).not.toContain('mark');
    expect(await match('four')).toMatchObject({ matches: 3 });
    expect(queued).toHaveLength(3);
  });

  it('skips a topic whose expression is refused by now, and reports its id', async () => {
    const { candidates } = adapters.index;
    const old = { topicId: 'old', expression: 'the', language: 'en' as const };
    const outcome = await match('five', {
      candidates: async (keys) => [old, ...(await candidates(keys))],
    });
    expect(outcome).toEqual({ matches: 3, unreadable: ['old'] });
  });
});

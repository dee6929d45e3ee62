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

const words = { aliases: noAliases, frequencies: shippedFrequencies };
const NOON = '2026-12-02T12:00:00.000Z';

describe('matching a briefing', () => {
  let adapters: Adapters;
  let steps: string[];
  let announced: FanOutRequest[];
  beforeAll(async () => {
    adapters = await makeAdapters();
    for (const text of ['truck aid', 'hezbollah', '"aid trucks" -rain', 'rafah OR baghdad']) {
      await adapters.index.index(anchorTopic(expressionOf(text), words));
    }
  });
  beforeEach(() => {
    steps = [];
    announced = [];
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
      queueFanOut: async (topics) => {
        steps.push('announce');
        announced.push(...topics);
      },
      markMatched: async () => {
        steps.push('mark');
      },
      now: () => NOON,
      ...fields,
    })(trucks(briefingId));
  const expressionsOf = async (topics: FanOutRequest[]) => {
    const stored = await adapters.index.byIds(topics.map(({ topicId }) => topicId));
    return [...stored.values()].map(({ name }) => name).sort();
  };

  it('records every match, announces all of them then, and notes last that it is done', async () => {
    expect(await match('one')).toEqual({ matches: 3, unreadable: [] });
    expect(steps).toEqual(['record', 'record', 'record', 'announce', 'mark']);
    expect(await expressionsOf(announced)).toEqual([
      '"aid trucks" -rain',
      'rafah OR baghdad',
      'truck aid',
    ]);
    expect(announced[0]).toMatchObject({ briefingId: 'one', edition: 1 });
  });

  it('records the words as the briefing writes them, and where they stand', async () => {
    await match('two');
    const { topicId } = anchorTopic(expressionOf('truck aid'), words);
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

  it('announces nothing before every match is recorded', async () => {
    const record = async () => {
      throw new Error('The table does not answer.');
    };
    await expect(match('three', { recordMatch: record })).rejects.toThrow();
    expect(steps).toEqual([]);
  });

  it('waits on when the queue does not take what it announced, and announces the same again', async () => {
    const queueFanOut = async () => {
      throw new Error('The queue does not answer.');
    };
    await expect(match('four', { queueFanOut })).rejects.toThrow();
    expect(steps).not.toContain('mark');
    expect(await match('four')).toMatchObject({ matches: 3 });
    expect(announced).toHaveLength(3);
  });

  it('passes over a topic whose expression is refused by now, and names it', async () => {
    const { candidates } = adapters.index;
    const old = { topicId: 'old', expression: 'the', language: 'en' as const };
    const found = await match('five', {
      candidates: async (keys) => [old, ...(await candidates(keys))],
    });
    expect(found).toEqual({ matches: 3, unreadable: ['old'] });
  });
});

import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { AliasFile } from '../../lambdas/adapters/alias-file';
import { fanOutRecordId } from '../../lambdas/domain/delivery';
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
const PLENTY_MS = 300_000;

describe('matching a briefing', () => {
  let adapters: Adapters;
  let steps: string[];
  let queued: FanOutRequest[];
  let woken: string[];
  beforeAll(async () => {
    adapters = await makeAdapters();
    for (const text of ['truck aid', 'hezbollah', '"aid trucks" -rain', 'rafah OR baghdad']) {
      await adapters.index.index(anchorTopic(expressionOf(text), vocabulary));
    }
  });
  beforeEach(() => {
    steps = [];
    queued = [];
    woken = [];
  });
  afterAll(() => adapters.remove());

  const trucks = (briefingId: string, body = 'Aid trucks at Rafah.') => ({
    ...aWholeBriefing({ briefingId, body, summary: '', title: 'A report' }),
    edition: 1,
  });
  const match = (
    briefing: string | ReturnType<typeof trucks>,
    fields: Partial<MatchBriefingDependencies> & { timeLeftMs?: () => number } = {},
  ) => {
    const { timeLeftMs = () => PLENTY_MS, ...dependencies } = fields;
    return matchBriefing({
      candidatePages: adapters.index.candidatePages,
      aliases: new AliasFile(adapters.client, adapters.name('Topics'), () => NOON).read,
      recordMatch: async (one) => {
        steps.push('record');
        return adapters.matches.record({ ...one, matchedAt: NOON });
      },
      progress: adapters.progress,
      fanOuts: {
        count: adapters.records.count,
        add: async (...part) => {
          steps.push('store');
          return adapters.records.add(...part);
        },
        complete: async (...part) => {
          steps.push('complete');
          return adapters.records.complete(...part);
        },
      },
      queueFanOut: async (requests) => {
        steps.push('queue');
        queued.push(...requests);
      },
      markMatched: async () => {
        steps.push('mark');
      },
      continueLater: async (briefingId) => {
        woken.push(briefingId);
      },
      now: () => NOON,
      ...dependencies,
    })(typeof briefing === 'string' ? trucks(briefing) : briefing, timeLeftMs);
  };
  const partOf = async (briefingId: string, index: number) =>
    adapters.item('Deliveries', { deliveryId: fanOutRecordId(briefingId, 1, index) });
  /** The topics in all parts that were queued, sorted. */
  const queuedTopics = async () => {
    const parts = new Set(
      queued.map(({ briefingId, index }) => JSON.stringify([briefingId, index])),
    );
    const topicIds = [...parts].map(async (part) => {
      const [briefingId, index] = JSON.parse(part);
      return (await partOf(briefingId, index))?.topicIds as string[];
    });
    return (await Promise.all(topicIds)).flat().sort();
  };

  it('records all matches, lists them for fan-out, queues that, and marks the briefing last', async () => {
    expect(await match('one')).toEqual({ outcome: 'matched', matches: 3, unreadable: [] });
    expect(steps).toEqual(['record', 'record', 'record', 'complete', 'queue', 'mark']);
    expect(queued).toEqual([{ kind: 'fan-out', briefingId: 'one', edition: 1, index: 0, pass: 1 }]);
    const stored = await adapters.index.byIds(await queuedTopics());
    expect([...stored.values()].map(({ name }) => name).sort()).toEqual([
      '"aid trucks" -rain',
      'rafah OR baghdad',
      'truck aid',
    ]);
    expect(await partOf('one', 0)).toMatchObject({ firstMatchedAt: NOON, matchedAt: NOON });
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

  it('lists and queues nothing before all matches are recorded', async () => {
    const recordMatch = async () => {
      throw new Error('The table does not answer.');
    };
    await expect(match('three', { recordMatch })).rejects.toThrow();
    expect(steps).toEqual([]);
  });

  it('leaves the briefing unmatched if the queue fails, and only queues it in the next run', async () => {
    const queueFanOut = async () => {
      throw new Error('The queue does not answer.');
    };
    await expect(match('four', { queueFanOut })).rejects.toThrow();
    expect(steps).not.toContain('mark');
    steps = [];
    expect(await match('four')).toEqual({ outcome: 'already-matched' });
    expect(steps).toEqual(['queue', 'mark']);
    expect(await queuedTopics()).toHaveLength(3);
  });

  it('skips a topic whose expression is refused by now, and reports its id', async () => {
    const old = { topicId: 'old', expression: 'the', language: 'en' as const };
    const outcome = await match('five', {
      candidatePages: async function* (...args) {
        yield { candidates: [old], position: { term: '', page: 0 } };
        yield* adapters.index.candidatePages(...args);
      },
    });
    expect(outcome).toEqual({ outcome: 'matched', matches: 3, unreadable: ['old'] });
  });

  describe('that thousands of topics match', () => {
    const TOPICS = 4_000;
    const TOPICS_PER_PAGE = 500;
    const topicIds = Array.from({ length: TOPICS }, (_, number) => `heron${10_000 + number}`);
    beforeAll(async () => {
      for (let page = 0; page < TOPICS / TOPICS_PER_PAGE; page += 1) {
        const ids = topicIds.slice(page * TOPICS_PER_PAGE, (page + 1) * TOPICS_PER_PAGE);
        const entry = (id: string) => [
          `t:${id}`,
          { expression: `heron -${id}`, language: 'en', generation: 1 },
        ];
        const Item = {
          key: `term#${page}#=heron`,
          ...(page === 0 ? { pages: TOPICS / TOPICS_PER_PAGE } : {}),
          ...Object.fromEntries(ids.map(entry)),
        };
        await adapters.client.send(new PutCommand({ TableName: adapters.name('Topics'), Item }));
      }
    }, 60_000);

    const herons = (briefingId: string) => trucks(briefingId, 'A heron.');
    /** Counts the matches that this run writes. */
    const counting = (fails: (count: number) => boolean = () => false) => {
      const recorded: string[] = [];
      const recordMatch: MatchBriefingDependencies['recordMatch'] = async ({ topicId }) => {
        recorded.push(topicId);
        if (fails(recorded.length)) throw new Error('A crash.');
        return { outcome: 'recorded', matchedAt: NOON };
      };
      return { recorded, recordMatch };
    };

    it('continues after a crash where its progress was saved last, and misses no topic', async () => {
      const crashed = counting((count) => count > 2_300);
      const options = { matchesPerSave: 500 };
      const first = match(herons('six'), { ...options, recordMatch: crashed.recordMatch });
      await expect(first).rejects.toThrow('A crash.');
      expect(queued).toEqual([]);
      const second = counting();
      await match(herons('six'), { ...options, recordMatch: second.recordMatch });
      expect(second.recorded).toHaveLength(2_000);
      expect(new Set([...crashed.recorded, ...second.recorded]).size).toBe(TOPICS);
      expect(await queuedTopics()).toEqual(topicIds);
      expect(steps.slice(-3)).toEqual(['complete', 'queue', 'mark']);
    }, 60_000);

    it('leaves the rest to another run if there is not enough time', async () => {
      const { recorded, recordMatch } = counting();
      const timeLeftMs = () => (recorded.length < 3_000 ? 60_000 : 59_999);
      const first = await match(herons('seven'), { recordMatch, timeLeftMs });
      expect(first).toEqual({ outcome: 'continues', matches: 3_000, unreadable: [] });
      expect(woken).toEqual(['seven']);
      expect(queued).toEqual([]);
      const second = await match(herons('seven'), { recordMatch });
      expect(second).toEqual({ outcome: 'matched', matches: 1_000, unreadable: [] });
      expect(recorded).toHaveLength(TOPICS);
      expect(await queuedTopics()).toEqual(topicIds);
    }, 60_000);

    it('stores at most a hundred topics per part of the fan-out', async () => {
      await match(herons('eight'), { recordMatch: counting().recordMatch });
      const parts = await Promise.all(queued.map(({ index }) => partOf('eight', index)));
      const sizes = parts.map((part) => Object(part?.topicIds).length);
      expect(Math.max(...sizes)).toBe(100);
      expect(await queuedTopics()).toEqual(topicIds);
    }, 60_000);

    it('starts again if its text has changed, because other topics may match now', async () => {
      const crashed = counting((count) => count > 2_300);
      await expect(
        match(herons('nine'), { matchesPerSave: 500, recordMatch: crashed.recordMatch }),
      ).rejects.toThrow();
      const { recorded, recordMatch } = counting();
      await match(trucks('nine', 'A heron at Baghdad.'), { recordMatch });
      expect(recorded).toHaveLength(TOPICS + 1);
      expect(new Set(await queuedTopics()).size).toBe(TOPICS + 1);
    }, 60_000);

    it('misses no topic if two runs at the same time list them in different parts', async () => {
      const second = match(herons('ten'), { matchesPerSave: 700, ...counting() });
      await Promise.all([match(herons('ten'), { matchesPerSave: 1_300, ...counting() }), second]);
      expect(new Set(await queuedTopics())).toEqual(new Set(topicIds));
    }, 60_000);

    it('is left to the newer edition as soon as that is being matched', async () => {
      const position = { term: '', page: 0 };
      const newer = { position, lookupHash: '', fanOuts: 1 };
      await adapters.progress.save('eleven', 2, newer, NOON);
      const run = match(herons('eleven'), { ...counting(), matchesPerSave: 500 });
      expect(await run).toEqual({ outcome: 'superseded' });
      expect(queued).toEqual([]);
    }, 60_000);
  });
});

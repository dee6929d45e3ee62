import { noAliases } from '../../lambdas/domain/expressions/aliases';
import { anchorTopic } from '../../lambdas/domain/matching/anchor-topic';
import type { Vocabulary } from '../../lambdas/domain/matching/vocabulary';
import { shippedFrequencies } from '../../lambdas/domain/matching/word-frequencies';
import type { IndexEntry, StoredTopic } from '../../lambdas/domain/topic';
import { rebuildIndex } from '../../lambdas/use-cases/rebuild-index';
import { verifyIndex } from '../../lambdas/use-cases/verify-index';
import { expressionOf } from '../support/expressions';

const VOCABULARY: Vocabulary = { aliases: noAliases, frequencies: shippedFrequencies };

describe('the index check', () => {
  let topics: StoredTopic[];
  let entries: { term: string; entry: IndexEntry }[];
  let reindexed: string[];
  let removed: string[];
  let wordless: string[];
  let ended: string[];
  beforeEach(() => {
    topics = [];
    entries = [];
    reindexed = [];
    removed = [];
    wordless = [];
    ended = [];
  });

  const stored = (fields: Partial<StoredTopic>): StoredTopic => ({
    topicId: 'topic',
    expression: 'heron',
    language: 'en',
    name: 'heron',
    anchors: ['=heron'],
    followers: 1,
    generation: 1,
    indexedGeneration: 1,
    ...fields,
  });
  /** Stores the topic and indexes it under its anchors. */
  const add = (fields: Partial<StoredTopic>) => {
    const topic = stored(fields);
    topics.push(topic);
    for (const term of topic.anchors) entries.push({ term, entry: topic });
  };
  const dependencies = () => ({
    readCatalogue: async () => ({ topics, entries }),
    topics: async (ids: string[]) =>
      new Map(topics.filter(({ topicId }) => ids.includes(topicId)).map((t) => [t.topicId, t])),
    entriesUnder: async (terms: string[]) =>
      new Map(
        terms.map((term) => [
          term,
          entries.filter((one) => one.term === term).map(({ entry }) => entry),
        ]),
      ),
    loadVocabulary: async () => VOCABULARY,
    reindex: async ({ topicId }: { topicId: string }) => {
      reindexed.push(topicId);
    },
    endGeneration: async ({ topicId }: StoredTopic) => {
      ended.push(topicId);
      return true;
    },
    removeEntry: async (term: string) => {
      removed.push(term);
    },
    removeWords: async ({ topicId }: StoredTopic) => {
      wordless.push(topicId);
    },
  });

  it('finds no fault with topics that are indexed under their anchors', async () => {
    const { anchors, expression } = anchorTopic(expressionOf('heron OR egret'), VOCABULARY);
    add({ expression, anchors });
    expect(await verifyIndex(dependencies())()).toEqual({ topics: 1, entries: 2, faults: [] });
  });

  it('does not mind the order in which the anchors are stored', async () => {
    const { anchors, expression } = anchorTopic(expressionOf('ossuary OR catafalque'), VOCABULARY);
    expect([...anchors].sort()).not.toEqual(anchors);
    for (const stored of [anchors, [...anchors].sort(), [...anchors].reverse()]) {
      topics = [];
      entries = [];
      add({ expression, anchors: stored });
      expect((await verifyIndex(dependencies())()).faults).toEqual([]);
    }
  });

  it('reports a topic that an older version accepted and this one refuses, and leaves it alone', async () => {
    add({ topicId: 'old', expression: '-rain', anchors: ['=rain'] });
    add({ topicId: 'good' });
    const fault = { fault: 'unreadable', topicId: 'old', expression: '-rain' };
    const report = await rebuildIndex(dependencies())();
    expect(report.faults).toEqual([{ ...fault, reason: expect.stringContaining('leave out') }]);
    expect([...reindexed, ...removed]).toEqual([]);
  });

  it('changes nothing when it only verifies', async () => {
    topics.push(stored({}));
    const { faults } = await verifyIndex(dependencies())();
    expect(faults).toMatchObject([{ fault: 'missing', term: '=heron' }]);
    expect(reindexed).toEqual([]);
  });

  it('indexes again what is missing or misplaced, once each', async () => {
    topics.push(stored({ topicId: 'missing' }));
    topics.push(stored({ topicId: 'both', anchors: ['=elsewhere'] }));
    const { faults } = await rebuildIndex(dependencies())();
    expect(faults.map(({ fault }) => fault).sort()).toEqual(['misplaced', 'missing', 'missing']);
    expect(reindexed.sort()).toEqual(['both', 'missing']);
  });

  it('finds no fault with anchors that are stored in another order', async () => {
    const { anchors, expression } = anchorTopic(expressionOf('heron OR egret'), VOCABULARY);
    add({ topicId: 'one', expression, anchors: [...anchors].sort() });
    add({ topicId: 'other', expression, anchors: [...anchors].sort().reverse() });
    expect((await verifyIndex(dependencies())()).faults).toEqual([]);
  });

  it('reports a topic as missing under a term that has only other topics or none', async () => {
    add({ topicId: 'other' });
    topics.push(stored({ topicId: 'missing' }));
    const missing = { fault: 'missing', topicId: 'missing', expression: 'heron', term: '=heron' };
    expect((await verifyIndex(dependencies())()).faults).toEqual([missing]);

    const none = { ...dependencies(), entriesUnder: async () => new Map() };
    expect((await verifyIndex(none)()).faults).toEqual([{ ...missing, topicId: 'other' }, missing]);
  });

  it('counts only topics that someone follows, and expects no other topic in the index', async () => {
    add({ topicId: 'followed' });
    topics.push(stored({ topicId: 'left', followers: 0 }));
    expect(await verifyIndex(dependencies())()).toEqual({ topics: 1, entries: 1, faults: [] });
  });

  it('starts where it is told, and returns where the next page starts until the last page', async () => {
    const pages = {
      ...dependencies(),
      readCatalogue: async (startAfter: string | undefined) => ({
        topics,
        entries,
        ...(startAfter === 'last' ? {} : { next: 'last' }),
      }),
    };
    const empty = { topics: 0, entries: 0, faults: [] };
    expect(await verifyIndex(pages)()).toStrictEqual({ ...empty, next: 'last' });
    expect(await verifyIndex(pages)('last')).toStrictEqual(empty);
  });

  it('removes an entry of a topic that nobody follows', async () => {
    add({ followers: 0 });
    const { faults } = await rebuildIndex(dependencies())();
    expect(faults).toMatchObject([{ fault: 'stale', term: '=heron' }]);
    expect({ ended, removed, reindexed }).toEqual({
      ended: ['topic'],
      removed: ['=heron'],
      reindexed: [],
    });
  });

  it('removes the words of topics that nobody follows, and of no others', async () => {
    add({ topicId: 'followed' });
    topics.push(stored({ topicId: 'left', followers: 0 }));
    await rebuildIndex(dependencies())();
    expect(wordless).toEqual(['left']);
  });

  it('keeps an entry of a topic that someone is about to follow', async () => {
    add({ followers: 0 });
    await rebuildIndex({ ...dependencies(), endGeneration: async () => false })();
    expect(removed).toEqual([]);
  });

  it('removes an entry that no follower can need without ending a generation', async () => {
    add({ topicId: 'followed' });
    topics.push(stored({ topicId: 'left', followers: 0, generation: 2 }));
    entries.push({ term: '=gone', entry: stored({ topicId: 'gone' }) });
    entries.push({ term: '=old', entry: stored({ topicId: 'left', generation: 1 }) });
    entries.push({ term: '=moved', entry: stored({ topicId: 'followed' }) });
    await rebuildIndex(dependencies())();
    expect({ ended, removed, reindexed }).toEqual({
      ended: [],
      removed: ['=gone', '=old', '=moved'],
      reindexed: [],
    });
  });

  it.each([
    ['indexes', 'that moved under the removed term meanwhile', { followers: 1 }, ['topic']],
    ['does not index', 'that nobody follows', { followers: 0 }, []],
    [
      'does not index',
      'that belongs under another term',
      { followers: 1, anchors: ['=elsewhere'] },
      [],
    ],
  ])('%s a topic again %s', async (_does, _which, changed, again) => {
    entries.push({ term: '=heron', entry: stored({}) });
    await rebuildIndex({
      ...dependencies(),
      removeEntry: async () => {
        topics.push(stored(changed));
      },
    })();
    expect(reindexed).toEqual(again);
  });
});

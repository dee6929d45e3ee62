import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { readCatalogue } from '../../lambdas/adapters/topic-catalogue';
import { vocabularyLoader } from '../../lambdas/adapters/vocabulary';
import { noAliases } from '../../lambdas/domain/expressions/aliases';
import { anchorTopic } from '../../lambdas/domain/matching/anchor-topic';
import { shippedFrequencies } from '../../lambdas/domain/matching/word-frequencies';
import type { PagePosition, TopicCandidate } from '../../lambdas/domain/topic';
import { verifyIndex } from '../../lambdas/use-cases/verify-index';
import {
  type Adapters,
  aSubscriber,
  aSubscription,
  aTopic,
  makeAdapters,
} from '../support/adapters';
import { expressionOf } from '../support/expressions';

const WORDS = { aliases: noAliases, frequencies: shippedFrequencies };

const TOPICS_PER_PAGE = 600;

describe('the inverted index', () => {
  let adapters: Adapters;
  beforeAll(async () => {
    adapters = await makeAdapters();
  });
  afterAll(() => adapters.remove());

  const idsUnder = (...terms: string[]) => adapters.candidateIds(...terms);

  it('finds a topic under each of its anchors, once', async () => {
    await adapters.index.index(aTopic('heron', { anchors: ['en:heron', '=heron'] }));
    expect(await idsUnder('en:heron')).toEqual(['heron']);
    expect(await idsUnder('=heron', 'en:heron', 'en:nothing')).toEqual(['heron']);
    expect(await idsUnder('en:nothing')).toEqual([]);
  });

  it('returns what is needed to match a briefing', async () => {
    const topic = aTopic('tern', {
      expression: 'arctic tern',
      language: 'de',
      name: 'Tern arctic',
    });
    await adapters.index.index(topic);
    for await (const { candidates } of adapters.index.candidatePages(['en:tern'])) {
      expect(candidates).toMatchObject([
        { topicId: 'tern', expression: 'arctic tern', language: 'de' },
      ]);
    }
    expect(await adapters.index.find('tern')).toMatchObject({ name: 'Tern arctic', followers: 0 });
  });

  it('removes entries of the generation that ended, and none of a newer one', async () => {
    await adapters.index.index(aTopic('gull'));
    await adapters.index.unindex('gull', 0);
    expect(await idsUnder('en:gull')).toEqual(['gull']);
    await adapters.index.unindex('gull', 1);
    expect(await idsUnder('en:gull')).toEqual([]);
  });

  it('keeps the page of a term while other topics are on it, and none that is empty', async () => {
    for (const id of ['sparrow', 'dunnock']) {
      await adapters.index.index(aTopic(id, { anchors: ['en:hedge'] }));
    }
    const page = () => adapters.item('Topics', { key: 'term#0#en:hedge' });
    await adapters.index.unindex('sparrow', 1);
    expect(await idsUnder('en:hedge')).toEqual(['dunnock']);
    await adapters.index.unindex('dunnock', 1);
    expect(await page()).toBeUndefined();
    await adapters.index.index(aTopic('wren', { anchors: ['en:hedge'] }));
    expect(await idsUnder('en:hedge')).toEqual(['wren']);
  });

  it('loses no topic that is added to a page while it is being emptied', async () => {
    const rounds = Array.from({ length: 20 }, (_, number) => number);
    for (const round of rounds) {
      const [leaving, coming] = [`leaving${round}`, `coming${round}`];
      const anchors = [`en:busy${round}`];
      await adapters.index.index(aTopic(leaving, { anchors }));
      await Promise.all([
        adapters.index.unindex(leaving, 1),
        adapters.index.index(aTopic(coming, { anchors })),
      ]);
      expect(await idsUnder(...anchors)).toEqual([coming]);
    }
  });

  it('indexes hundreds of topics under one term concurrently', async () => {
    const ids = Array.from(
      { length: 200 },
      (_, number) => `crow${String(number).padStart(3, '0')}`,
    );
    await Promise.all(ids.map((id) => adapters.index.index(aTopic(id, { anchors: ['en:crow'] }))));
    expect(await idsUnder('en:crow')).toEqual(ids);
  });

  it('adds pages to a term before one is full, and finds and removes topics on all of them', async () => {
    // 230 topics of 1,900 characters exceed the 400 KB of a DynamoDB item.
    const ids = Array.from({ length: 230 }, (_, number) => `finch${1_000 + number}`);
    const index = (id: string) =>
      adapters.index.index(aTopic(id, { expression: 'f'.repeat(1_900), anchors: ['en:finch'] }));
    for (let start = 0; start < ids.length; start += 50) {
      await Promise.all(ids.slice(start, start + 50).map(index));
    }

    expect(await idsUnder('en:finch')).toEqual(ids);
    expect(await pagesOf('en:finch')).toBe(3);
    await adapters.index.unindex('finch1000', 1);
    await adapters.index.unindex('finch1229', 1);
    expect(await idsUnder('en:finch')).toEqual(ids.slice(1, -1));
  });

  it('reads a briefing’s topics consistently, and only a few large pages at a time', async () => {
    await fillPages('wren', 20);
    const send = jest.spyOn(adapters.client, 'send');
    expect(await idsUnder('en:wren')).toHaveLength(20 * TOPICS_PER_PAGE);
    const reads = send.mock.calls
      .map(([command]) => JSON.stringify(command.input))
      .filter((read) => read.includes('en:wren'));
    send.mockRestore();
    expect(reads.map((read) => read.split('term#').length - 1)).toEqual([1, 8, 8, 3]);
    expect(reads.filter((read) => read.includes('"ConsistentRead":true'))).toHaveLength(4);
  });

  it('yields the topics in parts, in an order in which another reader can continue', async () => {
    await fillPages('dove', 3);
    await fillPages('lark', 2);
    const terms = ['en:lark', 'en:dove', 'en:nothing'];
    const read = async (startAfter?: PagePosition) => {
      const parts: { candidates: TopicCandidate[]; position: PagePosition }[] = [];
      for await (const part of adapters.index.candidatePages(terms, startAfter)) parts.push(part);
      return parts;
    };
    const parts = await read();
    expect(parts.map(({ position }) => position)).toEqual([
      { term: 'en:dove', page: 1 },
      { term: 'en:lark', page: 0 },
      { term: 'en:nothing', page: 0 },
    ]);
    for (const [index, { position }] of parts.entries()) {
      const rest = parts.slice(index + 1).flatMap(({ candidates }) => candidates);
      expect((await read(position)).flatMap(({ candidates }) => candidates)).toEqual(rest);
    }
  });

  /** Writes pages with many topics, as indexing them one by one would. */
  async function fillPages(word: string, pages: number): Promise<void> {
    for (let page = 0; page < pages; page += 1) {
      const entries = Array.from({ length: TOPICS_PER_PAGE }, (_, number) => [
        `t:${word}${page}x${1_000 + number}`,
        { expression: word, language: 'en', generation: 1 },
      ]);
      const key = `term#${page}#en:${word}`;
      const Item = { key, ...(page === 0 ? { pages } : {}), ...Object.fromEntries(entries) };
      await adapters.client.send(new PutCommand({ TableName: adapters.name('Topics'), Item }));
    }
  }

  describe('with a topic that an older version indexed', () => {
    let old: Adapters;
    const heron = anchorTopic(expressionOf('heron'), WORDS);
    beforeEach(async () => {
      old = await makeAdapters();
      await old.subscribers.findOrCreate(aSubscriber('ann'));
      await old.subscribers.findOrCreate(aSubscriber('bob'));
      await follow('ann', heron);
      await storeAsOlderVersion(heron.topicId);
    });
    afterEach(() => old.remove());

    const follow = (subscriberId: string, topic: typeof heron) =>
      old.subscriptions.follow(subscriberId, aSubscription(topic.topicId), topic);
    /** Replaces `indexedGeneration` by `hungFor`, its former name. */
    const storeAsOlderVersion = async (topicId: string) => {
      const stored = await old.item('Topics', { key: `topic#${topicId}` });
      const { indexedGeneration, ...fields } = stored ?? {};
      expect(indexedGeneration).toBe(1);
      const Item = { ...fields, hungFor: indexedGeneration };
      await old.client.send(new PutCommand({ TableName: old.name('Topics'), Item }));
    };
    const candidateIds = (anchors: string[]) => old.candidateIds(...anchors);
    const verify = async () => {
      const { faults } = await verifyIndex({
        readCatalogue: readCatalogue(old.client, old.name('Topics')),
        topics: old.index.byIds,
        entriesUnder: old.index.entriesUnder,
        loadVocabulary: vocabularyLoader(old.client, old.name('Topics')),
      })();
      return faults;
    };

    it('finds the topic', async () => {
      expect(await candidateIds(heron.anchors)).toEqual([heron.topicId]);
      expect(await verify()).toEqual([]);
    });

    it('keeps one entry of the topic when someone else follows it', async () => {
      expect(await follow('bob', heron)).toBe('followed');
      expect(await old.index.find(heron.topicId)).toMatchObject({ followers: 2, generation: 1 });
      const entries = await old.index.entriesUnder(heron.anchors);
      expect([...entries.values()].flat()).toHaveLength(heron.anchors.length);
      expect(await verify()).toEqual([]);
    });

    it('leaves no entry behind if the topic has other anchors by now', async () => {
      await follow('bob', { ...heron, anchors: ['en:bird'] });
      await old.subscriptions.unfollow('ann', heron.topicId);
      await old.subscriptions.unfollow('bob', heron.topicId);
      expect(await candidateIds([...heron.anchors, 'en:bird'])).toEqual([]);
      expect(await verify()).toEqual([]);
    });

    it('records the generation under its new name when the topic is indexed again', async () => {
      await old.subscriptions.unfollow('ann', heron.topicId);
      await follow('bob', heron);
      expect(await old.item('Topics', { key: `topic#${heron.topicId}` })).toMatchObject({
        indexedGeneration: 2,
        generation: 2,
      });
      expect(await candidateIds(heron.anchors)).toEqual([heron.topicId]);
      expect(await verify()).toEqual([]);
    });
  });

  async function pagesOf(term: string): Promise<number> {
    const { Item } = await adapters.client.send(
      new GetCommand({ TableName: adapters.name('Topics'), Key: { key: `term#0#${term}` } }),
    );
    return Number(Item?.pages ?? 1);
  }
});

import { noAliases } from '../../lambdas/domain/expressions/aliases';
import { topicIdOf } from '../../lambdas/domain/expressions/topic-id';
import { shippedFrequencies } from '../../lambdas/domain/matching/word-frequencies';
import type { IndexEntry, StoredTopic } from '../../lambdas/domain/topic';
import { type ShowTopicDependencies, showTopic } from '../../lambdas/use-cases/show-topic';
import { expressionOf } from '../support/expressions';

describe('a topic', () => {
  const show = (
    expression: string,
    language = '',
    dependencies: Partial<ShowTopicDependencies> = {},
  ) =>
    showTopic({
      findTopic: async () => undefined,
      entriesUnder: async () => new Map(),
      countFollowers: async () => 0,
      loadVocabulary: async () => ({ aliases: noAliases, frequencies: shippedFrequencies }),
      defaultLanguage: 'en',
      ...dependencies,
    })({ expression, language });
  const wordsOf = async (expression: string) => {
    const shown = await show(expression);
    return shown.outcome === 'shown' ? shown.topic.words.map(({ word }) => word) : [];
  };

  it('is shown even if nobody follows it', async () => {
    expect(await show('Gaza aid')).toMatchObject({
      outcome: 'shown',
      topic: {
        name: 'Gaza aid',
        language: 'en',
        followed: false,
        followers: { instant: 0, daily: 0, weekly: 0 },
        anchors: [{ topics: 0, isIndexed: false }],
      },
    });
  });

  it('is shown with its followers, and whether it is indexed', async () => {
    const topicId = topicIdOf(expressionOf('heron OR egret'));
    const anEntry = (id: string): IndexEntry => ({
      topicId: id,
      expression: 'heron OR egret',
      language: 'en',
      generation: 1,
    });
    const stored: StoredTopic = {
      ...anEntry(topicId),
      name: 'heron OR egret',
      anchors: ['=heron', '=egret'],
      followers: 3,
      indexedGeneration: 1,
    };
    const dependencies: Partial<ShowTopicDependencies> = {
      findTopic: async (id) => (id === topicId ? stored : undefined),
      entriesUnder: async () =>
        new Map([
          ['=heron', [anEntry('other'), anEntry(topicId)]],
          ['=egret', [anEntry('other')]],
        ]),
      countFollowers: async (_id, frequency) => (frequency === 'daily' ? 2 : 1),
    };
    const shown = await show('heron OR egret', '', dependencies);
    expect(shown).toMatchObject({
      topic: { followed: true, followers: { instant: 1, daily: 2, weekly: 1, monthly: 1 } },
    });
    const anchors = shown.outcome === 'shown' ? shown.topic.anchors : [];
    expect(new Map(anchors.map((anchor) => [anchor.term, anchor]))).toEqual(
      new Map([
        ['=heron', { term: '=heron', topics: 2, isIndexed: true }],
        ['=egret', { term: '=egret', topics: 1, isIndexed: false }],
      ]),
    );

    const left = { findTopic: async () => ({ ...stored, followers: 0 }) };
    expect(await show('heron OR egret', '', { ...dependencies, ...left })).toMatchObject({
      topic: { followed: false },
    });
  });

  it('is shown without words if every briefing matches it', async () => {
    expect(await wordsOf('*')).toEqual([]);
  });

  it('is shown with each word once, without excluded words, prefixes and tags', async () => {
    expect(await wordsOf('otter NEAR/3 otters')).toEqual(['otter']);
    expect(await wordsOf('"otter bank" (seal OR bank) -fish terr* tag:birds')).toEqual([
      'otter',
      'bank',
      'seal',
    ]);
  });

  it.each([
    ['an expression that cannot be followed', 'the', 'en', 'too common'],
    ['a language that is not known', 'otter', 'tlh', 'Choose a language'],
  ])('is refused with a sentence for %s', async (_what, expression, language, reason) => {
    expect(await show(expression, language)).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining(reason),
    });
  });
});

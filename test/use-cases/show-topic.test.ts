import { noAliases } from '../../lambdas/domain/expressions/aliases';
import { shippedFrequencies } from '../../lambdas/domain/matching/word-frequencies';
import { showTopic } from '../../lambdas/use-cases/show-topic';

describe('a topic', () => {
  const show = (expression: string, language = '') =>
    showTopic({
      findTopic: async () => undefined,
      entriesUnder: async () => new Map(),
      countFollowers: async () => 0,
      loadVocabulary: async () => ({ aliases: noAliases, frequencies: shippedFrequencies }),
      defaultLanguage: 'en',
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
    expect(await show(expression, language)).toEqual({
      outcome: 'refused',
      reason: expect.stringContaining(reason),
    });
  });
});

import { NO_ALERTS } from '../../lambdas/domain/alert-window';
import { topicIdOf } from '../../lambdas/domain/expressions/topic-id';
import { checkTopicLimit } from '../../lambdas/use-cases/check-topic-limit';
import { aSubscriber, aSubscription } from '../support/adapters';
import { expressionOf } from '../support/expressions';

const TOO_MANY = {
  outcome: 'too-many',
  refusal: expect.objectContaining({
    reason: 'Nobody can follow more than 2 topics. Stop following another topic first.',
  }),
};

describe('the limit of topics', () => {
  const check = (expressions: string[], followed?: string[]) =>
    checkTopicLimit({
      findAddress: async () => (followed ? { subscriberId: 'ann' } : {}),
      subscriberFile: async () => ({
        subscriber: aSubscriber('ann'),
        subscriptions: (followed ?? []).map((text) => aSubscription(topicIdOf(expressionOf(text)))),
        alerts: NO_ALERTS,
        unsubscribes: 0,
        digests: [],
      }),
      maxTopicsPerSubscriber: 2,
    })({
      address: 'ann@example.org',
      expressions,
      language: 'en',
      frequency: 'daily',
      timeZone: 'UTC',
      hour: 8,
    });

  it('allows as many topics as the settings say', async () => {
    expect(await check(['heron', 'egret'])).toEqual({ outcome: 'within-limit' });
    expect(await check(['egret'], ['heron'])).toEqual({ outcome: 'within-limit' });
  });

  it('refuses one more with a sentence', async () => {
    expect(await check(['heron', 'egret', 'stork'])).toEqual(TOO_MANY);
    expect(await check(['stork'], ['heron', 'egret'])).toEqual(TOO_MANY);
  });

  it('does not count a topic twice, or one that is refused for another reason', async () => {
    expect(await check(['Heron', 'the'], ['heron', 'egret'])).toEqual({ outcome: 'within-limit' });
  });

  it('leaves those alone who follow more topics since before it was set', async () => {
    const three = ['heron', 'egret', 'stork'];
    expect(await check(['stork'], three)).toEqual({ outcome: 'within-limit' });
    expect(await check(['ibis'], three)).toEqual(TOO_MANY);
  });
});

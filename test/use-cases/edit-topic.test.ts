import { NO_ALERTS } from '../../lambdas/domain/alert-window';
import { noAliases } from '../../lambdas/domain/expressions/aliases';
import { topicIdOf } from '../../lambdas/domain/expressions/topic-id';
import { shippedFrequencies } from '../../lambdas/domain/matching/word-frequencies';
import type { Subscription } from '../../lambdas/domain/subscriber';
import { editTopic } from '../../lambdas/use-cases/edit-topic';
import { aSubscriber, aSubscription } from '../support/adapters';
import { expressionOf } from '../support/expressions';

const NOW = '2026-12-02T10:00:00.000Z';
const consent = { how: 'confirmed' as const, at: NOW, text: 'on the page' };

const topicIdFor = (text: string) => topicIdOf(expressionOf(text));

describe('editing a topic', () => {
  let replacements: Subscription[];
  let isFollowed: boolean;
  beforeEach(() => {
    replacements = [];
    isFollowed = true;
  });

  const edit = (expression: string, fields: Partial<Subscription> = {}) => {
    const subscription = aSubscription(topicIdFor('Gaza'), { expression: 'Gaza', ...fields });
    return editTopic({
      replace: async (_subscriberId, _former, next) => {
        replacements.push(next);
        return isFollowed ? 'replaced' : 'not-followed';
      },
      loadVocabulary: async () => ({ aliases: noAliases, frequencies: shippedFrequencies }),
      now: () => NOW,
    })(
      {
        subscriber: aSubscriber('ann'),
        subscriptions: [subscription],
        digests: [],
        alerts: NO_ALERTS,
        unsubscribes: 0,
      },
      { topicId: subscription.topicId, expression },
      () => consent,
    );
  };

  it('replaces it by the new one at the same frequency, with a new consent', async () => {
    expect(await edit('Gaza aid', { frequency: 'weekly' })).toMatchObject({
      outcome: 'edited',
      former: 'Gaza',
      topicId: topicIdFor('Gaza aid'),
      frequency: 'weekly',
    });
    expect(replacements).toMatchObject([{ frequency: 'weekly', since: NOW, consent }]);
  });

  it('changes nothing if it means the same, cannot be read, or is not followed', async () => {
    expect(await edit('gaza')).toEqual({ outcome: 'same', expression: 'Gaza' });
    expect(await edit('the of')).toMatchObject({ outcome: 'refused' });
    expect(replacements).toEqual([]);
    isFollowed = false;
    expect(await edit('Gaza aid')).toEqual({ outcome: 'not-followed' });
  });
});

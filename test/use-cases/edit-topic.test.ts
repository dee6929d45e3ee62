import { NO_ALERTS } from '../../lambdas/domain/alert-window';
import type { AlertRequest } from '../../lambdas/domain/delivery';
import { noAliases } from '../../lambdas/domain/expressions/aliases';
import { topicIdOf } from '../../lambdas/domain/expressions/topic-id';
import { shippedFrequencies } from '../../lambdas/domain/matching/word-frequencies';
import type { Subscription } from '../../lambdas/domain/subscriber';
import { editTopic } from '../../lambdas/use-cases/edit-topic';
import { aSubscriber, aSubscription } from '../support/adapters';
import { expressionOf } from '../support/expressions';

const NOW = '2026-12-02T10:00:00.000Z';
const ago = (minutes: number) => new Date(Date.parse(NOW) - minutes * 60_000).toISOString();
const consent = { how: 'confirmed' as const, at: NOW, text: 'on the page' };

const topicIdFor = (text: string) => topicIdOf(expressionOf(text));

describe('editing a topic', () => {
  let matches: { briefingId: string; edition: number; matchedAt: string }[];
  let calls: string[];
  let sent: AlertRequest[];
  let replacements: Subscription[];
  let isFollowed: boolean;
  /** A match that is recorded while the topic is being replaced. */
  let recordedMeanwhile: (typeof matches)[number] | undefined;
  beforeEach(() => {
    matches = [];
    calls = [];
    sent = [];
    replacements = [];
    isFollowed = true;
    recordedMeanwhile = undefined;
  });

  const edit = (expression: string, fields: Partial<Subscription> = {}) => {
    const subscription = aSubscription(topicIdFor('Gaza'), { expression: 'Gaza', ...fields });
    return editTopic({
      replace: async (_subscriberId, _former, next) => {
        calls.push('replace');
        if (recordedMeanwhile) matches.push(recordedMeanwhile);
        replacements.push(next);
        return isFollowed ? 'replaced' : 'not-followed';
      },
      matchesOfTopicSince: async (_topicId, from) =>
        matches.filter(({ matchedAt }) => matchedAt > from),
      sendDeliveries: async (requests) => {
        calls.push('send');
        sent.push(...requests);
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

  it('queues the alerts of the last hour first, because fan-out may not find the follower any more', async () => {
    matches = [
      { briefingId: 'trucks', edition: 2, matchedAt: ago(1) },
      { briefingId: 'older', edition: 1, matchedAt: ago(61) },
    ];
    await edit('Gaza aid');
    expect(calls).toEqual(['send', 'replace']);
    expect(sent).toEqual([
      { kind: 'alert', briefingId: 'trucks', edition: 2, subscriberId: 'ann' },
    ]);
  });

  it('queues the alert of a match that is recorded meanwhile', async () => {
    matches = [{ briefingId: 'trucks', edition: 1, matchedAt: ago(1) }];
    recordedMeanwhile = { briefingId: 'convoy', edition: 1, matchedAt: ago(0) };
    await edit('Gaza aid');
    expect(calls).toEqual(['send', 'replace', 'send']);
    expect(sent.map(({ briefingId }) => briefingId)).toEqual(['trucks', 'convoy']);
  });

  it('queues no alert of a match that a digest lists, or from before it was followed', async () => {
    matches = [{ briefingId: 'trucks', edition: 1, matchedAt: ago(5) }];
    await edit('Gaza aid', { frequency: 'daily' });
    await edit('Gaza aid', { since: ago(3) });
    expect(sent).toEqual([]);
  });

  it('changes nothing if it means the same, cannot be read, or is not followed', async () => {
    expect(await edit('gaza')).toEqual({ outcome: 'same', expression: 'Gaza' });
    expect(await edit('the of')).toMatchObject({ outcome: 'refused' });
    expect(calls).toEqual([]);
    isFollowed = false;
    expect(await edit('Gaza aid')).toEqual({ outcome: 'not-followed' });
  });
});

import { NO_ALERTS } from '../../lambdas/domain/alert-window';
import type { SubscriberFile } from '../../lambdas/domain/subscriber';
import {
  type SendDigestNowDependencies,
  sendDigestNow,
} from '../../lambdas/use-cases/send-digest-now';
import { aSubscriber, aSubscription } from '../support/adapters';

const NOON = '2026-12-02T12:00:00.000Z';
const MORNING = '2026-12-02T08:00:00.000Z';

describe('sending a digest now', () => {
  const sent: unknown[] = [];
  const asked: unknown[] = [];
  beforeEach(() => {
    sent.length = 0;
    asked.length = 0;
  });
  const plan = { round: 7, follows: 1, reschedules: 0, settledUntil: MORNING, listed: [] };
  const file: SubscriberFile = {
    subscriber: aSubscriber('ann'),
    subscriptions: [
      aSubscription('gaza', { frequency: 'daily' }),
      aSubscription('fire', { frequency: 'weekly' }),
    ],
    digests: [
      { frequency: 'daily', ...plan },
      { frequency: 'weekly', ...plan, round: 2 },
      { frequency: 'monthly', ...plan },
    ],
    alerts: NO_ALERTS,
    unsubscribes: 0,
  };
  const matches: Record<string, string[]> = { gaza: ['one'], fire: [] };
  const send = (
    changes: Partial<SubscriberFile> = {},
    deps: Partial<SendDigestNowDependencies> = {},
  ) =>
    sendDigestNow({
      matchesOfTopicSince: async (topicId) =>
        (matches[topicId] ?? []).map((briefingId) => ({
          topicId,
          briefingId,
          edition: 1,
          matchedAt: '2026-12-02T10:00:00.000Z',
          snippet: [],
        })),
      briefings: async (ids) =>
        new Map(
          ids.map((briefingId) => [
            briefingId,
            { briefingId, title: 'Title', summary: '', language: 'en', publishedAt: MORNING },
          ]),
        ),
      askForDigest: async (...times) => {
        asked.push(times);
        return true;
      },
      sendDeliveries: async (requests) => {
        sent.push(...requests);
      },
      now: () => NOON,
      ...deps,
    })({ ...file, ...changes });

  it('queues the current round of each digest with something new', async () => {
    expect(await send()).toEqual({ outcome: 'queued', frequencies: ['daily'] });
    expect(sent).toEqual([{ kind: 'digest', subscriberId: 'ann', frequency: 'daily', round: 7 }]);
    expect(asked).toEqual([['ann', { now: NOON, before: '2026-12-02T11:50:00.000Z' }]]);
  });

  it('sends nothing twice within ten minutes', async () => {
    expect(await send({}, { askForDigest: async () => false })).toEqual({
      outcome: 'too-soon',
      minutes: 10,
    });
    expect(sent).toEqual([]);
  });

  it('sends nothing if nothing is new, or all of it is muted', async () => {
    const muted = [{ briefingId: 'one', title: 'Title', at: MORNING }];
    const nothing = { matchesOfTopicSince: async () => [] };
    expect(await send({}, nothing)).toEqual({ outcome: 'nothing-new' });
    expect(await send({ subscriber: aSubscriber('ann', { muted }) })).toEqual({
      outcome: 'nothing-new',
    });
    expect([...sent, ...asked]).toEqual([]);
  });

  it('sends nothing without a topic that is followed in digests', async () => {
    const instant = { subscriptions: [aSubscription('gaza')], digests: [] };
    expect(await send(instant)).toEqual({ outcome: 'none-followed' });
    expect(await send({ subscriptions: [] })).toEqual({ outcome: 'none-followed' });
  });

  it('sends nothing during a pause', async () => {
    const subscriber = aSubscriber('ann', { pausedUntil: '2026-12-03T08:00:00.000Z' });
    expect(await send({ subscriber })).toEqual({ outcome: 'paused' });
    expect(sent).toEqual([]);
  });
});

import { TopicFollowers } from '../../lambdas/adapters/topic-followers';
import {
  type Adapters,
  aSubscriber,
  aSubscription,
  aTopic,
  makeAdapters,
} from '../support/adapters';

const NOON = '2026-12-02T12:00:00.000Z';

describe('the followers of a topic', () => {
  let adapters: Adapters;
  let followers: TopicFollowers;
  beforeAll(async () => {
    adapters = await makeAdapters();
    followers = new TopicFollowers(adapters.client, adapters.name('Subscribers'));
    for (const id of ['ann', 'left', 'suppressed']) {
      await adapters.subscribers.findOrCreate(aSubscriber(id));
      await adapters.subscriptions.follow(id, aSubscription('iris'), aTopic('iris'));
    }
    await adapters.subscribers.markUnsubscribed('left', NOON);
    await adapters.suppressions.suppress('suppressed@example.org', 'request', NOON);
  });
  afterAll(() => adapters.remove());

  it('are those who did not unsubscribe from everything, although that is not cleaned up', async () => {
    const found = await followers.subscriptions('iris', ['ann', 'left', 'suppressed', 'nobody']);
    expect([...found.keys()]).toEqual(['ann', 'suppressed']);
    expect(found.get('ann')).toMatchObject({ topicId: 'iris', frequency: 'instant' });
  });

  it('have an address, but it is not used if it is suppressed', async () => {
    const ids = ['ann', 'suppressed', 'nobody'];
    expect([...(await followers.addresses(ids)).values()].sort()).toEqual([
      'ann@example.org',
      'suppressed@example.org',
    ]);
    const reachable = await followers.reachableAddresses(ids);
    expect([...reachable]).toEqual([['ann', 'ann@example.org']]);
  });
});

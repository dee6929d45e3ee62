import { changeFrequency } from '../../lambdas/use-cases/change-frequency';
import {
  type Adapters,
  aSubscriber,
  aSubscription,
  aTopic,
  makeAdapters,
} from '../support/adapters';

const NOON = '2026-12-01T12:00:00.000Z';
const ANN = aSubscriber('ann');

describe('changing the frequency of a topic', () => {
  let adapters: Adapters;
  beforeAll(async () => {
    adapters = await makeAdapters();
    await adapters.subscribers.findOrCreate(ANN);
  });
  afterAll(() => adapters.remove());

  const change = (topicId: string, frequency: 'instant' | 'daily' | 'monthly') =>
    changeFrequency({
      changeFrequency: adapters.subscriptions.changeFrequency,
      now: () => NOON,
    })(ANN, topicId, frequency);
  const follow = (topicId: string, fields = {}) =>
    adapters.subscriptions.follow('ann', aSubscription(topicId, fields), aTopic(topicId));
  const subscriptionTo = async (topicId: string) =>
    (await adapters.subscribers.file('ann'))?.subscriptions.find((s) => s.topicId === topicId);

  it('plans the first digest and keeps the consent', async () => {
    await follow('linnet');
    expect(await change('linnet', 'monthly')).toBe('changed');
    expect(await subscriptionTo('linnet')).toMatchObject({
      frequency: 'monthly',
      since: NOON,
      consent: aSubscription('linnet').consent,
    });
    const key = { subscriberId: 'ann', item: 'digest#monthly' };
    expect(await adapters.item('Subscribers', key)).toMatchObject({
      dueAt: '2027-01-01T08:00:00.000Z',
    });
  });

  it('changes nothing if the frequency is the same', async () => {
    await follow('wren', { frequency: 'daily' });
    expect(await change('wren', 'daily')).toBe('unchanged');
    expect(await subscriptionTo('wren')).toMatchObject({ since: aSubscription('wren').since });
  });

  it('works for a topic that an older version accepted and this one refuses', async () => {
    await follow('refused-now', { expression: '-rain' });
    expect(await change('refused-now', 'daily')).toBe('changed');
    expect(await subscriptionTo('refused-now')).toMatchObject({ expression: '-rain' });
  });

  it('never follows a topic that was unfollowed meanwhile', async () => {
    await follow('robin');
    await adapters.subscriptions.unfollow('ann', 'robin');
    expect(await change('robin', 'daily')).toBe('not-followed');
    expect(await subscriptionTo('robin')).toBeUndefined();
  });

  it('never restores a topic that is unfollowed concurrently', async () => {
    for (let round = 0; round < 25; round += 1) {
      const topicId = `race-${round}`;
      await follow(topicId);
      await Promise.all([
        adapters.subscriptions.unfollow('ann', topicId),
        change(topicId, 'daily'),
      ]);
      expect(await subscriptionTo(topicId)).toBeUndefined();
    }
  });
});

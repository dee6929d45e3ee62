import { UnsubscribeUndo } from '../../lambdas/adapters/unsubscribe-undo';
import {
  type Adapters,
  aSubscriber,
  aSubscription,
  aTopic,
  makeAdapters,
} from '../support/adapters';
import { aSnippet } from '../support/email-views';

const [MONDAY, TUESDAY, WEDNESDAY] = ['01', '02', '03'].map(
  (day) => `2026-12-${day}T10:00:00.000Z`,
) as [string, string, string];

describe('replacing a topic', () => {
  let adapters: Adapters;
  beforeAll(async () => {
    adapters = await makeAdapters();
  });
  afterAll(() => adapters.remove());

  const create = (subscriberId: string) =>
    adapters.subscribers.findOrCreate(aSubscriber(subscriberId));
  const follow = (subscriberId: string, topicId: string, fields = {}) =>
    adapters.subscriptions.follow(
      subscriberId,
      aSubscription(topicId, { since: MONDAY, ...fields }),
      aTopic(topicId),
    );
  const replace = (subscriberId: string, former: string, topicId: string, fields = {}) =>
    adapters.subscriptions.replace(
      subscriberId,
      former,
      aSubscription(topicId, { since: TUESDAY, ...fields }),
      aTopic(topicId),
    );
  const subscriptionsOf = async (subscriberId: string) =>
    (await adapters.subscribers.file(subscriberId))?.subscriptions ?? [];
  const periodOf = (topicId: string, fields = {}) => ({
    topicId,
    expression: topicId,
    formerly: [{ frequency: 'instant', since: MONDAY, until: TUESDAY, ...fields }],
  });

  it('follows the new one, and keeps the period of the former one', async () => {
    await create('ann');
    await follow('ann', 'iris');
    expect(await replace('ann', 'iris', 'lily')).toBe('replaced');
    expect(await subscriptionsOf('ann')).toMatchObject([
      { topicId: 'lily', since: TUESDAY, replaced: [periodOf('iris')] },
    ]);
    expect(await adapters.index.find('lily')).toMatchObject({ followers: 1 });
  });

  it('lets fan-out find the follower by the former one for a day, and then forgets it', async () => {
    await create('jon');
    await follow('jon', 'sage');
    await replace('jon', 'sage', 'mint');
    const followers = () => adapters.followersOf({ topicId: 'sage', frequency: 'instant' });
    const due = (time: string) => adapters.subscribers.pendingCleanUps(time);
    expect(await followers()).toMatchObject({ subscriberIds: ['jon'] });
    expect(await adapters.candidateIds('en:sage', 'en:mint')).toEqual(['mint', 'sage']);
    expect(await due('2026-12-03T09:59:59.999Z')).not.toContain('jon');
    expect(await due('2026-12-03T10:00:00.001Z')).toContain('jon');
    await adapters.subscriptions.cleanUp('jon', () => false);
    expect(await followers()).toMatchObject({ subscriberIds: [] });
    expect(await adapters.candidateIds('en:sage', 'en:mint')).toEqual(['mint']);
    expect(await adapters.index.find('sage')).toBeUndefined();
    expect(await subscriptionsOf('jon')).toMatchObject([{ topicId: 'mint' }]);
  });

  it('keeps it for the day if another topic is left meanwhile, which can be undone', async () => {
    await create('kim');
    for (const topicId of ['dill', 'chive']) await follow('kim', topicId);
    await replace('kim', 'dill', 'basil');
    const undo = { undoId: 'undo', keepUntil: '2026-12-02T11:00:00.000Z' };
    await new UnsubscribeUndo(adapters.client, adapters.name('Subscribers')).leaveTopic(
      'kim',
      'chive',
      undo,
    );
    expect(await adapters.subscribers.pendingCleanUps(WEDNESDAY)).not.toContain('kim');
  });

  it('back to the former one follows it again', async () => {
    await create('lea');
    await follow('lea', 'thyme');
    await replace('lea', 'thyme', 'cress');
    await replace('lea', 'cress', 'thyme', { since: WEDNESDAY });
    await adapters.subscriptions.cleanUp('lea', () => false);
    expect(await subscriptionsOf('lea')).toMatchObject([{ topicId: 'thyme', since: WEDNESDAY }]);
    expect(await adapters.index.find('thyme')).toMatchObject({ followers: 1 });
    expect(await adapters.index.find('cress')).toBeUndefined();
  });

  it('leaves the former one to its other followers', async () => {
    await create('bob');
    await create('cat');
    for (const person of ['bob', 'cat']) await follow(person, 'rose');
    await replace('bob', 'rose', 'tulip');
    await adapters.subscriptions.cleanUp('bob', () => false);
    expect(await adapters.index.find('rose')).toMatchObject({ followers: 1 });
    expect(await adapters.candidateIds('en:rose', 'en:tulip')).toEqual(['rose', 'tulip']);
  });

  it('does nothing if the former one is not followed', async () => {
    await create('dee');
    expect(await replace('dee', 'rose', 'tulip')).toBe('not-followed');
    expect(await subscriptionsOf('dee')).toEqual([]);
  });

  it('ends the former one after every match that is recorded, even if the clock is slow', async () => {
    await create('eve');
    await follow('eve', 'sedge');
    const match = { topicId: 'sedge', briefingId: 'new', edition: 1, words: [] };
    const snippet = aSnippet('*sedge*');
    await adapters.matches.record({ ...match, snippet, matchedAt: WEDNESDAY });
    await replace('eve', 'sedge', 'rush');
    const until = '2026-12-03T10:00:00.001Z';
    expect(await subscriptionsOf('eve')).toMatchObject([
      { since: until, replaced: [periodOf('sedge', { until })] },
    ]);
  });

  it('by one that is followed already adds the period to it', async () => {
    await create('fay');
    await follow('fay', 'moss');
    await follow('fay', 'fern', { frequency: 'weekly' });
    expect(await replace('fay', 'moss', 'fern')).toBe('replaced');
    expect(await subscriptionsOf('fay')).toMatchObject([
      {
        topicId: 'fern',
        frequency: 'instant',
        formerly: [{ frequency: 'weekly', since: MONDAY, until: TUESDAY }],
        replaced: [periodOf('moss')],
      },
    ]);
    expect(await adapters.index.find('fern')).toMatchObject({ followers: 1 });
  });

  it('by one that is followed at the same frequency begins no new period', async () => {
    await create('gil');
    await follow('gil', 'oak');
    await follow('gil', 'elm');
    await replace('gil', 'oak', 'elm');
    expect(await subscriptionsOf('gil')).toMatchObject([
      { topicId: 'elm', since: MONDAY, formerly: [], replaced: [periodOf('oak')] },
    ]);
  });

  it('twice at the same time replaces it once', async () => {
    await create('hal');
    await follow('hal', 'beech');
    const outcomes = await Promise.all(
      ['ash', 'yew'].map((topicId) => replace('hal', 'beech', topicId)),
    );
    expect(outcomes.sort()).toEqual(['not-followed', 'replaced']);
    expect(await subscriptionsOf('hal')).toHaveLength(1);
  });

  it('keeps the former periods when the frequency changes afterwards', async () => {
    await create('ivy');
    await follow('ivy', 'larch');
    await replace('ivy', 'larch', 'pine');
    await follow('ivy', 'pine', { frequency: 'daily', since: WEDNESDAY });
    expect(await subscriptionsOf('ivy')).toMatchObject([
      { frequency: 'daily', replaced: [periodOf('larch')] },
    ]);
  });
});

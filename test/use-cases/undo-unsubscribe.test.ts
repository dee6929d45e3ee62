import { UnsubscribeUndo } from '../../lambdas/adapters/unsubscribe-undo';
import type { LinkClaims } from '../../lambdas/domain/link';
import { KEEP_FOR_UNDO_MS } from '../../lambdas/domain/unsubscribing';
import { cleanUpUnsubscribed } from '../../lambdas/use-cases/clean-up-unsubscribed';
import { undoUnsubscribe } from '../../lambdas/use-cases/undo-unsubscribe';
import { unsubscribeByLink } from '../../lambdas/use-cases/unsubscribe-by-link';
import {
  type Adapters,
  aSubscriber,
  aSubscription,
  aTopic,
  makeAdapters,
} from '../support/adapters';

const NOON = '2026-12-02T12:00:00.000Z';
const CLEANED_UP = new Date(Date.parse(NOON) + KEEP_FOR_UNDO_MS + 2 * 60_000).toISOString();
const consent = { how: 'confirmed', at: NOON, text: 'Follow rain (weekly)' } as const;

describe('unsubscribing by a link', () => {
  let adapters: Adapters;
  let ids: number;
  beforeEach(async () => {
    adapters = await makeAdapters();
    ids = 0;
    await follow('snow');
    await follow('rain', { frequency: 'weekly', consent });
  });
  afterEach(() => adapters.remove());

  const undoing = () => new UnsubscribeUndo(adapters.client, adapters.name('Subscribers'));
  const unsubscribe = (topicId?: string) => {
    const newId = () => {
      ids += 1;
      return `undo-${ids}`;
    };
    const dependencies = { ...undoing(), newId, now: () => NOON };
    return unsubscribeByLink(dependencies)({ sub: 'ann', ...(topicId ? { topicId } : {}) });
  };
  const undo = (claims: LinkClaims<'undo'> | undefined) => {
    if (claims === undefined) throw new Error('There is nothing to undo.');
    return undoUnsubscribe({ ...undoing(), now: () => NOON })(claims);
  };
  const cleanUp = (at: string) =>
    cleanUpUnsubscribed({
      pendingCleanUps: adapters.subscribers.pendingCleanUps,
      cleanUp: adapters.subscriptions.cleanUp,
      clock: () => at,
    })(at);
  const follow = async (topicId: string, fields = {}) => {
    await adapters.subscribers.findOrCreate(aSubscriber('ann'));
    return adapters.subscriptions.follow(
      'ann',
      aSubscription(topicId, fields),
      aTopic(topicId),
      'frequency' in fields ? { frequency: 'weekly', dueAt: CLEANED_UP } : undefined,
    );
  };
  const file = () => adapters.subscribers.file('ann');
  const followed = async () =>
    (await file())?.subscriptions.map(({ topicId }) => topicId).toSorted();
  const followersOf = async (topicId: string) => (await adapters.index.find(topicId))?.followers;
  const rain = aSubscription('rain', { frequency: 'weekly', consent });

  describe.each([
    ['everything', undefined, []],
    ['one topic', 'rain', ['snow']],
  ])('from %s', (_what, topicId, left) => {
    it('stops it at once, and an undo restores exactly what was followed', async () => {
      const before = await file();
      const { undo: claims } = await unsubscribe(topicId);
      expect(await followed()).toEqual(left);
      expect(await undo(claims)).toBe('restored');

      const after = await file();
      expect(after?.subscriptions).toEqual(before?.subscriptions);
      expect(after?.subscriptions).toContainEqual(rain);
      expect(await followersOf('rain')).toBe(1);
      // What is left of the note does not remove what is followed again.
      await cleanUp(CLEANED_UP);
      expect((await file())?.subscriptions).toEqual(before?.subscriptions);
      expect(await adapters.item('Subscribers', { subscriberId: 'ann', item: 'clean-up' })).toBe(
        undefined,
      );
    });

    it('can be taken back once', async () => {
      const { undo: claims } = await unsubscribe(topicId);
      expect(await undo(claims)).toBe('restored');
      expect(await undo(claims)).toBe('too-late');
      await unsubscribe(topicId);
      expect(await undo(claims)).toBe('too-late');
      expect(await followed()).toEqual(left);
    });

    it('can be repeated, and taken back all the same', async () => {
      const first = await unsubscribe(topicId);
      const second = await unsubscribe(topicId);
      expect(second).toEqual(first);
      expect(await undo(second.undo)).toBe('restored');
    });

    it('removes everything when it can’t be taken back any more', async () => {
      const { undo: claims } = await unsubscribe(topicId);
      await cleanUp(new Date(Date.parse(NOON) + KEEP_FOR_UNDO_MS).toISOString());
      expect(await followersOf('rain')).toBe(1);
      await cleanUp(CLEANED_UP);
      expect(await adapters.candidateIds('en:rain')).toEqual([]);
      expect(await undo(claims)).toBe('too-late');
      expect(await followed()).toEqual(left);
    });

    it('can’t be taken back after the topic was followed again', async () => {
      const { undo: claims } = await unsubscribe(topicId);
      await follow('rain');
      expect(await undo(claims)).toBe('too-late');
      expect((await file())?.subscriptions).toContainEqual(aSubscription('rain'));
    });

    it('can’t be taken back after the operator unsubscribed or erased them', async () => {
      const { undo: claims } = await unsubscribe(topicId);
      await adapters.subscribers.markUnsubscribed('ann', NOON);
      expect(await undo(claims)).toBe('too-late');
      expect(await followed()).toEqual([]);

      await adapters.subscribers.erase(aSubscriber('ann'), NOON);
      expect(await undo(claims)).toBe('too-late');
      expect(await unsubscribe(topicId)).toEqual({});
    });

    it('plans a digest again that found nothing to list meanwhile', async () => {
      const { undo: claims } = await unsubscribe(topicId);
      await adapters.rounds.end({
        subscriberId: 'ann',
        frequency: 'weekly',
        round: 0,
        next: { settledUntil: NOON, listed: [] },
        follows: 1,
        reschedules: 0,
        preparedAt: NOON,
      });
      await undo(claims);
      const plan = await adapters.item('Subscribers', {
        subscriberId: 'ann',
        item: 'digest#weekly',
      });
      expect(plan).toMatchObject({ dueAt: '2026-12-07T08:00:00.000Z', settledUntil: NOON });
    });
  });

  it('from a topic can’t be taken back after they unsubscribed from everything', async () => {
    const { undo: ofTopic } = await unsubscribe('rain');
    const { undo: ofAll } = await unsubscribe();
    expect(await undo(ofTopic)).toBe('too-late');
    expect(await undo(ofAll)).toBe('restored');
    expect(await followed()).toEqual(['snow']);
    expect(await undo(ofTopic)).toBe('restored');
    expect(await followed()).toEqual(['rain', 'snow']);
  });

  it('counts even for someone who follows nothing: older confirmation links are void', async () => {
    await adapters.subscriptions.unfollow('ann', 'rain');
    await adapters.subscriptions.unfollow('ann', 'snow');
    expect(await unsubscribe()).toEqual({});
    expect((await file())?.subscriber.unsubscribedAt).toBe(NOON);
  });

  it('is taken back with one read and one write, so that it takes no longer for many topics', async () => {
    const { undo: claims } = await unsubscribe();
    const send = jest.spyOn(adapters.client, 'send');
    await undo(claims);
    expect(send.mock.calls.length).toBeLessThanOrEqual(2);
    send.mockRestore();
  });
});

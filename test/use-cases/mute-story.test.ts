import { muteStory, unmuteStory } from '../../lambdas/use-cases/mute-story';
import { type Adapters, aSubscriber, makeAdapters } from '../support/adapters';

const NOON = '2026-12-02T12:00:00.000Z';

describe('muting a story', () => {
  let adapters: Adapters;
  beforeAll(async () => {
    adapters = await makeAdapters();
  });
  afterAll(() => adapters.remove());
  beforeEach(() => adapters.subscribers.findOrCreate(aSubscriber('ann')));
  const heading = (briefingId: string) => ({
    briefingId,
    title: `Report ${briefingId}`,
    summary: '',
    language: 'en',
    publishedAt: NOON,
  });
  const dependencies = () => ({
    subscriberFile: adapters.subscribers.file,
    storeMuted: adapters.preferences.setMuted,
    briefings: async (ids: string[]) =>
      new Map(ids.filter((id) => id !== 'withdrawn').map((id) => [id, heading(id)])),
    now: () => NOON,
  });
  const mute = (briefingId: string, subscriberId = 'ann') =>
    muteStory(dependencies())(subscriberId, briefingId);
  const unmute = (briefingId: string, subscriberId = 'ann') =>
    unmuteStory(dependencies())(subscriberId, briefingId);
  const file = () => adapters.subscribers.file('ann');

  it('is remembered with its title, and taken back', async () => {
    expect(await mute('one')).toEqual({ outcome: 'muted', title: 'Report one' });
    expect((await file())?.subscriber.muted).toEqual([
      { briefingId: 'one', title: 'Report one', at: NOON },
    ]);
    expect(await unmute('one')).toEqual({ outcome: 'unmuted', title: 'Report one' });
    expect((await file())?.subscriber.muted).toBeUndefined();
  });

  it('counts as a change, so that emails that were written before are written again', async () => {
    const before = (await file())?.preferenceChanges ?? 0;
    await mute('one');
    expect((await file())?.preferenceChanges).toBe(before + 1);
  });

  it('keeps every story of several that are muted at the same moment', async () => {
    await Promise.all(['a', 'b', 'c', 'd'].map((id) => mute(id)));
    const muted = (await file())?.subscriber.muted ?? [];
    expect(muted.map(({ briefingId }) => briefingId)).toEqual(
      expect.arrayContaining(['a', 'b', 'c', 'd']),
    );
  });

  it('is unknown without the briefing, the subscriber, or a mute to take back', async () => {
    expect(await mute('withdrawn')).toEqual({ outcome: 'unknown' });
    expect(await mute('one', 'nobody')).toEqual({ outcome: 'unknown' });
    expect(await unmute('never')).toEqual({ outcome: 'unknown' });
    expect(await unmute('one', 'nobody')).toEqual({ outcome: 'unknown' });
  });
});

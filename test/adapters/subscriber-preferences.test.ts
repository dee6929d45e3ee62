import { type Adapters, aSubscriber, makeAdapters } from '../support/adapters';

const NOON = '2026-12-02T12:00:00.000Z';

describe('preferences', () => {
  let adapters: Adapters;
  let ann: string;
  let people = 0;
  beforeAll(async () => {
    adapters = await makeAdapters();
  });
  afterAll(() => adapters.remove());
  beforeEach(async () => {
    people += 1;
    ann = `ann-${people}`;
    await adapters.subscribers.findOrCreate(aSubscriber(ann));
  });
  const subscriber = async () => (await adapters.subscribers.file(ann))?.subscriber;

  it('are stored, and removed if they are undefined', async () => {
    const all = {
      hour: 20,
      timeZone: 'Asia/Tokyo',
      weekday: 5,
      monthDay: 15,
      wordingLanguage: 'de' as const,
      quietHours: { from: 22, to: 7 },
      maxAlertsPerDay: 3,
      pausedUntil: NOON,
    };
    await adapters.preferences.set(ann, all);
    expect(await subscriber()).toEqual({ ...aSubscriber(ann), ...all });
    const { hour, timeZone, wordingLanguage, ...removed } = all;
    const undefinedOf = Object.fromEntries(Object.keys(removed).map((name) => [name, undefined]));
    await adapters.preferences.set(ann, undefinedOf);
    expect(await subscriber()).toEqual({ ...aSubscriber(ann), hour, timeZone, wordingLanguage });
  });

  it('count their changes', async () => {
    const changes = async () => (await adapters.subscribers.file(ann))?.preferenceChanges;
    expect(await changes()).toBeUndefined();
    await adapters.preferences.set(ann, { pausedUntil: NOON });
    await adapters.preferences.set(ann, { pausedUntil: undefined });
    expect(await changes()).toBe(2);
  });

  it('are not stored for someone who was erased', async () => {
    expect(await adapters.preferences.set('nobody', { hour: 3 })).toBe(false);
    expect(await adapters.preferences.setMuted('nobody', [], 0)).toBe(false);
    await adapters.preferences.setFirstLanguage('nobody', 'fr');
    const key = { subscriberId: 'nobody', item: 'profile' };
    expect(await adapters.item('Subscribers', key)).toBeUndefined();
  });

  it('have muted stories that change only if nothing else has changed since they were read', async () => {
    const story = { briefingId: 'one', title: 'One', at: NOON };
    expect(await adapters.preferences.setMuted(ann, [story], 0)).toBe(true);
    expect(await adapters.preferences.setMuted(ann, [], 0)).toBe(false);
    expect((await subscriber())?.muted).toEqual([story]);
    expect(await adapters.preferences.setMuted(ann, [], 1)).toBe(true);
    expect((await subscriber())?.muted).toBeUndefined();
  });

  it('have the language of the first page, unless another one was chosen', async () => {
    await adapters.preferences.setFirstLanguage(ann, 'fr');
    await adapters.preferences.setFirstLanguage(ann, 'es');
    expect((await subscriber())?.wordingLanguage).toBe('fr');
  });

  it('let a digest be asked for once in a while', async () => {
    const ask = (now: string, before: string) =>
      adapters.preferences.askForDigest(ann, { now, before });
    const later = '2026-12-02T12:10:00.001Z';
    expect(await ask(NOON, '2026-12-02T11:50:00.000Z')).toBe(true);
    expect(await ask(later, NOON)).toBe(false);
    expect(await ask(later, '2026-12-02T12:00:00.001Z')).toBe(true);
  });
});

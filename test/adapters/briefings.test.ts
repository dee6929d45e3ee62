import { toBriefing } from '../../lambdas/adapters/briefings';
import type { Briefing } from '../../lambdas/domain/briefing';
import { type Adapters, makeAdapters } from '../support/adapters';
import { aWholeBriefing } from '../support/page-views';

const NOON = '2026-12-02T12:00:00.000Z';
const LATER = '2026-12-02T12:06:00.000Z';

describe('the store of briefings', () => {
  let adapters: Adapters;
  let count = 0;
  beforeAll(async () => {
    adapters = await makeAdapters();
  });
  afterAll(() => adapters.remove());

  /** A briefing with an id that no other test has. */
  const another = (fields: Partial<Briefing> = {}): Briefing => {
    count += 1;
    return aWholeBriefing({ briefingId: `briefing-${count}`, ...fields });
  };
  const store = (briefing: Briefing, how = {}) =>
    adapters.briefings.store(briefing, {
      contentHash: JSON.stringify(briefing),
      notify: false,
      keepPublishedAt: false,
      now: NOON,
      ...how,
    });
  const itemOf = ({ briefingId }: Briefing) => adapters.item('Briefings', { briefingId });
  const unmatched = async (briefing: Briefing, time = LATER) =>
    (await adapters.briefings.unmatchedSince(time)).includes(briefing.briefingId);

  it('keeps a briefing whole, as its first edition, waiting to be matched', async () => {
    const briefing = another({ bodyHtml: '<p>The first paragraph.</p>' });
    expect(await store(briefing)).toBe('published');
    expect(await adapters.briefings.get(briefing.briefingId)).toEqual({ ...briefing, edition: 1 });
    expect(toBriefing((await itemOf(briefing)) ?? {})).toEqual({ ...briefing, edition: 1 });
    expect(await unmatched(briefing)).toBe(true);
  });

  it('does nothing with what it has already', async () => {
    const briefing = another();
    await store(briefing);
    const before = await itemOf(briefing);
    expect(await store(briefing, { now: LATER })).toBe('unchanged');
    expect(await itemOf(briefing)).toEqual(before);
  });

  it('updates without telling anyone anew', async () => {
    const briefing = another();
    await store(briefing);
    await adapters.briefings.markMatched(briefing.briefingId, 1);
    expect(await store({ ...briefing, title: 'Mended' })).toBe('updated');
    expect(await adapters.briefings.get(briefing.briefingId)).toMatchObject({
      title: 'Mended',
      edition: 1,
    });
    expect(await unmatched(briefing)).toBe(false);
  });

  it('makes a new edition, to be matched again, where followers are to be told', async () => {
    const briefing = another();
    await store(briefing);
    await adapters.briefings.markMatched(briefing.briefingId, 1);
    expect(await store({ ...briefing, title: 'Worse' }, { notify: true })).toBe('alerted');
    expect(await itemOf(briefing)).toMatchObject({ title: 'Worse', edition: 2 });
    expect(await unmatched(briefing)).toBe(true);
  });

  it('takes away what the publisher left out', async () => {
    const briefing = another({ bodyHtml: '<p>Old</p>' });
    await store(briefing);
    const { bodyHtml: _html, url: _url, source: _source, ...rest } = briefing;
    await store(rest);
    expect(await adapters.briefings.get(briefing.briefingId)).toEqual({ ...rest, edition: 1 });
  });

  it('keeps the time of the first publication where the publisher gives none', async () => {
    const briefing = another({ publishedAt: NOON });
    await store(briefing);
    await store({ ...briefing, title: 'Mended', publishedAt: LATER }, { keepPublishedAt: true });
    expect(await itemOf(briefing)).toMatchObject({ publishedAt: NOON, title: 'Mended' });
    const moved = { ...briefing, publishedAt: '2026-12-05T12:00:00.000Z' };
    await store(moved);
    expect(await itemOf(briefing)).toMatchObject({
      publishedAt: moved.publishedAt,
      day: '2026-12-05',
    });
  });

  it('publishes once for two publishers of the same at once', async () => {
    const briefing = another();
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => store(briefing)));
    expect(outcomes.sort()).toEqual(['published', ...Array(7).fill('unchanged')]);
    expect(await itemOf(briefing)).toMatchObject({ edition: 1 });
  });

  it('publishes once for publishers of different words at once, and updates with the others', async () => {
    const briefing = another();
    const titles = Array.from({ length: 8 }, (_, number) => `Version ${number}`);
    const outcomes = await Promise.all(titles.map((title) => store({ ...briefing, title })));
    expect(outcomes.sort()).toEqual(['published', ...Array(7).fill('updated')]);
    const kept = await itemOf(briefing);
    expect(titles).toContain(kept?.title);
    expect(String(kept?.contentHash)).toContain(String(kept?.title));
  });

  it('tells followers once of a change that comes twice at once', async () => {
    const briefing = another();
    await store(briefing);
    const worse = { ...briefing, title: 'Worse' };
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => store(worse, { notify: true })),
    );
    expect(outcomes.sort()).toEqual(['alerted', ...Array(7).fill('unchanged')]);
    expect(await itemOf(briefing)).toMatchObject({ edition: 2 });
  });

  it('counts every edition that is to be told, though they come at once', async () => {
    const briefing = another();
    await store(briefing);
    const titles = ['One', 'Two', 'Three', 'Four'];
    await Promise.all(titles.map((title) => store({ ...briefing, title }, { notify: true })));
    expect(await itemOf(briefing)).toMatchObject({ edition: 5 });
  });

  it('lets a newer edition wait on when an older one is matched', async () => {
    const briefing = another();
    await store(briefing);
    await store({ ...briefing, title: 'Worse' }, { notify: true });
    await adapters.briefings.markMatched(briefing.briefingId, 1);
    expect(await unmatched(briefing)).toBe(true);
    await adapters.briefings.markMatched(briefing.briefingId, 2);
    expect(await unmatched(briefing)).toBe(false);
  });

  it('finds those that wait too long, wherever they stand', async () => {
    const waiting = Array.from({ length: 20 }, () => another());
    for (const briefing of waiting) await store(briefing);
    expect(await adapters.briefings.unmatchedSince(NOON)).toEqual([]);
    const found = await adapters.briefings.unmatchedSince(LATER);
    expect(found).toEqual(expect.arrayContaining(waiting.map(({ briefingId }) => briefingId)));
  });

  it('sends a waiting one through the stream again, whole, and looks for it later', async () => {
    const briefing = another();
    await store(briefing);
    await adapters.briefings.retriggerMatch(briefing.briefingId, LATER);
    expect(await itemOf(briefing)).toMatchObject({ unmatchedSince: LATER, title: briefing.title });
    expect(await unmatched(briefing)).toBe(false);
  });

  it('wakes none that was matched meanwhile, nor one that never was', async () => {
    const briefing = another();
    await store(briefing);
    await adapters.briefings.markMatched(briefing.briefingId, 1);
    await adapters.briefings.retriggerMatch(briefing.briefingId, LATER);
    await adapters.briefings.retriggerMatch('never', LATER);
    expect(await itemOf(briefing)).not.toHaveProperty('unmatchedSince');
    expect(await adapters.briefings.get('never')).toBeUndefined();
  });

  it('lists a day’s, newest first, and finds many by their ids, each once', async () => {
    const hours = ['08', '10', '09'];
    const briefings = hours.map((hour) =>
      another({ publishedAt: `2025-05-05T${hour}:00:00.000Z` }),
    );
    for (const briefing of briefings) await store(briefing);
    const day = await adapters.briefings.ofDay('2025-05-05', 2);
    expect(day.map(({ publishedAt }) => publishedAt.slice(11, 13))).toEqual(['10', '09']);

    const ids = briefings.map(({ briefingId }) => briefingId);
    const found = await adapters.briefings.byIds([...ids, ...ids, 'never']);
    expect([...found.keys()].sort()).toEqual(ids.sort());
  });

  it('keeps text of any script, and of none', async () => {
    const briefing = another({ title: 'حزب الله 👩‍🚀 \uD800', body: 'Zażółć\u0000gęślą' });
    expect(await store(briefing)).toBe('published');
    const kept = await adapters.briefings.get(briefing.briefingId);
    expect(kept?.title).toMatch(/^حزب الله 👩‍🚀 /);
    expect(kept?.body).toBe(briefing.body);
  });
});

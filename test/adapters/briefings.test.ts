import { toBriefing } from '../../lambdas/adapters/briefing-items';
import type { Briefing } from '../../lambdas/domain/briefing';
import type { ScheduledBriefing } from '../../lambdas/domain/scheduled-briefing';
import { type Adapters, makeAdapters } from '../support/adapters';
import { aWholeBriefing } from '../support/page-views';

const NOON = '2026-12-02T12:00:00.000Z';
const LATER = '2026-12-02T12:06:00.000Z';

describe('the Briefings table', () => {
  let adapters: Adapters;
  let count = 0;
  beforeAll(async () => {
    adapters = await makeAdapters();
  });
  afterAll(() => adapters.remove());

  /** A briefing with an id that no other test uses. */
  const newBriefing = (fields: Partial<Briefing> = {}): Briefing => {
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

  it('stores all fields of a briefing, as its first edition and still unmatched', async () => {
    const briefing = newBriefing({
      bodyHtml: '<p>The first paragraph.</p>',
      newsletter: 'diplomacy',
      markdown: 'The first paragraph.',
      issue: { blocks: [{ kind: 'rule' }], notes: [] },
    });
    expect(await store(briefing)).toBe('published');
    expect(await adapters.briefings.get(briefing.briefingId)).toEqual({ ...briefing, edition: 1 });
    expect(toBriefing((await itemOf(briefing)) ?? {})).toEqual({ ...briefing, edition: 1 });
    expect(await unmatched(briefing)).toBe(true);
  });

  it('finds the text of a newsletter issue, and none of other briefings', async () => {
    const issue: Briefing['issue'] = { blocks: [{ kind: 'rule' }], notes: [] };
    const briefing = newBriefing({
      newsletter: 'weekly',
      markdown: '---',
      issue,
      bodyHtml: '<hr>',
    });
    const other = newBriefing();
    await store(briefing);
    await store(other);
    expect(await adapters.briefings.issueOf(briefing.briefingId)).toEqual({
      newsletter: 'weekly',
      document: issue,
    });
    expect(await adapters.briefings.issueOf(other.briefingId)).toBeUndefined();
    const { newsletter: _newsletter, markdown: _markdown, issue: _issue, ...ordinary } = briefing;
    await store(ordinary);
    expect(await adapters.briefings.get(briefing.briefingId)).toEqual({ ...ordinary, edition: 1 });
  });

  it('stores an issue of 200 KB in one item', async () => {
    const text = 'Talks in Muscat went on. '.repeat(8_000);
    const briefing = newBriefing({
      newsletter: 'weekly',
      markdown: text,
      body: text,
      bodyHtml: `<p>${text}</p>`,
      issue: { blocks: [{ kind: 'paragraph', children: [{ kind: 'text', text }] }], notes: [] },
    });
    expect(await store(briefing, { contentHash: 'x' })).toBe('published');
    expect(await adapters.briefings.get(briefing.briefingId)).toEqual({ ...briefing, edition: 1 });
  });

  it('changes nothing if the content is the same', async () => {
    const briefing = newBriefing();
    await store(briefing);
    const before = await itemOf(briefing);
    expect(await store(briefing, { now: LATER })).toBe('unchanged');
    expect(await itemOf(briefing)).toEqual(before);
  });

  it('updates a briefing without alerting followers again', async () => {
    const briefing = newBriefing();
    await store(briefing);
    await adapters.briefings.markMatched(briefing.briefingId, 1);
    expect(await store({ ...briefing, title: 'Corrected' })).toBe('updated');
    expect(await adapters.briefings.get(briefing.briefingId)).toMatchObject({
      title: 'Corrected',
      edition: 1,
    });
    expect(await unmatched(briefing)).toBe(false);
  });

  it('creates a new edition that is matched again if followers are to be notified', async () => {
    const briefing = newBriefing();
    await store(briefing);
    await adapters.briefings.markMatched(briefing.briefingId, 1);
    expect(await store({ ...briefing, title: 'Worse' }, { notify: true })).toBe('alerted');
    expect(await itemOf(briefing)).toMatchObject({ title: 'Worse', edition: 2 });
    expect(await unmatched(briefing)).toBe(true);
  });

  it('removes fields that an update leaves out', async () => {
    const briefing = newBriefing({
      bodyHtml: '<p>Old</p>',
      newsletter: 'diplomacy',
      markdown: 'Old',
    });
    await store(briefing);
    const { briefingId, title, summary, body, tags, language, publishedAt } = briefing;
    const rest = { briefingId, title, summary, body, tags, language, publishedAt };
    await store(rest);
    expect(await adapters.briefings.get(briefing.briefingId)).toEqual({ ...rest, edition: 1 });
  });

  it('keeps the first publication time unless an update has its own', async () => {
    const briefing = newBriefing({ publishedAt: NOON });
    await store(briefing);
    await store({ ...briefing, title: 'Corrected', publishedAt: LATER }, { keepPublishedAt: true });
    expect(await itemOf(briefing)).toMatchObject({ publishedAt: NOON, title: 'Corrected' });
    const moved = { ...briefing, publishedAt: '2026-12-05T12:00:00.000Z' };
    await store(moved);
    expect(await itemOf(briefing)).toMatchObject({
      publishedAt: moved.publishedAt,
      day: '2026-12-05',
    });
  });

  it('publishes a briefing once if it is sent several times concurrently', async () => {
    const briefing = newBriefing();
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => store(briefing)));
    expect(outcomes.sort()).toEqual(['published', ...Array(7).fill('unchanged')]);
    expect(await itemOf(briefing)).toMatchObject({ edition: 1 });
  });

  it('publishes once and updates with the rest if different versions are sent concurrently', async () => {
    const briefing = newBriefing();
    const titles = Array.from({ length: 8 }, (_, number) => `Version ${number}`);
    const outcomes = await Promise.all(titles.map((title) => store({ ...briefing, title })));
    expect(outcomes.sort()).toEqual(['published', ...Array(7).fill('updated')]);
    const stored = await itemOf(briefing);
    expect(titles).toContain(stored?.title);
    expect(String(stored?.contentHash)).toContain(String(stored?.title));
  });

  it('alerts followers once about an update that is sent several times concurrently', async () => {
    const briefing = newBriefing();
    await store(briefing);
    const worse = { ...briefing, title: 'Worse' };
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => store(worse, { notify: true })),
    );
    expect(outcomes.sort()).toEqual(['alerted', ...Array(7).fill('unchanged')]);
    expect(await itemOf(briefing)).toMatchObject({ edition: 2 });
  });

  it('counts every edition if several updates with notify are sent concurrently', async () => {
    const briefing = newBriefing();
    await store(briefing);
    const titles = ['One', 'Two', 'Three', 'Four'];
    await Promise.all(titles.map((title) => store({ ...briefing, title }, { notify: true })));
    expect(await itemOf(briefing)).toMatchObject({ edition: 5 });
  });

  it('leaves a newer edition unmatched when an older one is matched', async () => {
    const briefing = newBriefing();
    await store(briefing);
    await store({ ...briefing, title: 'Worse' }, { notify: true });
    await adapters.briefings.markMatched(briefing.briefingId, 1);
    expect(await unmatched(briefing)).toBe(true);
    await adapters.briefings.markMatched(briefing.briefingId, 2);
    expect(await unmatched(briefing)).toBe(false);
  });

  it('finds briefings that have been unmatched for too long, in every shard', async () => {
    const briefings = Array.from({ length: 20 }, () => newBriefing());
    for (const briefing of briefings) await store(briefing);
    expect(await adapters.briefings.unmatchedSince(NOON)).toEqual([]);
    const found = await adapters.briefings.unmatchedSince(LATER);
    expect(found).toEqual(expect.arrayContaining(briefings.map(({ briefingId }) => briefingId)));
  });

  it('writes an unmatched briefing again, so that it goes through the stream again', async () => {
    const briefing = newBriefing();
    await store(briefing);
    await adapters.briefings.retriggerMatch(briefing.briefingId, LATER);
    expect(await itemOf(briefing)).toMatchObject({ unmatchedSince: LATER, title: briefing.title });
    expect(await unmatched(briefing)).toBe(false);
  });

  it('does not write a briefing again that was matched meanwhile or does not exist', async () => {
    const briefing = newBriefing();
    await store(briefing);
    await adapters.briefings.markMatched(briefing.briefingId, 1);
    await adapters.briefings.retriggerMatch(briefing.briefingId, LATER);
    await adapters.briefings.retriggerMatch('missing', LATER);
    expect(await itemOf(briefing)).not.toHaveProperty('unmatchedSince');
    expect(await adapters.briefings.get('missing')).toBeUndefined();
  });

  it('lists the briefings of a day, newest first, and finds briefings by id, each once', async () => {
    const hours = ['08', '10', '09'];
    const briefings = hours.map((hour) =>
      newBriefing({ publishedAt: `2025-05-05T${hour}:00:00.000Z` }),
    );
    for (const briefing of briefings) await store(briefing);
    const day = await adapters.briefings.ofDay('2025-05-05', 2);
    expect(day.map(({ publishedAt }) => publishedAt.slice(11, 13))).toEqual(['10', '09']);

    const ids = briefings.map(({ briefingId }) => briefingId);
    const found = await adapters.briefings.byIds([...ids, ...ids, 'missing']);
    expect([...found.keys()].sort()).toEqual(ids.sort());
  });

  it('reads headings for emails from an index without the bodies', async () => {
    const briefing = newBriefing();
    await store(briefing);
    const send = jest.spyOn(adapters.client, 'send');
    const headings = await adapters.briefings.headings([briefing.briefingId, briefing.briefingId]);
    const reads = send.mock.calls.map(([command]) => command.input);
    send.mockRestore();
    expect(headings).toEqual(await adapters.briefings.byIds([briefing.briefingId]));
    expect(reads).toMatchObject([{ IndexName: 'headings' }]);
  });

  it('reads the heading of a briefing that the index does not show yet from the table', async () => {
    const briefing = newBriefing();
    await store(briefing);
    const send = jest.spyOn(adapters.client, 'send');
    send.mockImplementationOnce(async () => ({ Items: [] }));
    const headings = await adapters.briefings.headings([briefing.briefingId]);
    const reads = send.mock.calls.map(([command]) => JSON.stringify(command.input));
    send.mockRestore();
    expect([...headings.keys()]).toEqual([briefing.briefingId]);
    expect(reads.at(-1)).toContain('"ConsistentRead":true');
    expect(await adapters.briefings.headings(['missing'])).toEqual(new Map());
  });

  it('reads the heading from the table if the index shows an older edition', async () => {
    const briefing = newBriefing();
    await store(briefing);
    const { briefingId } = briefing;
    const old = await itemOf(briefing);
    await store({ ...briefing, title: 'Worse' }, { notify: true });
    const send = jest.spyOn(adapters.client, 'send');
    send.mockImplementationOnce(async () => ({ Items: [old] }));
    const headings = await adapters.briefings.headings([briefingId], () => 2);
    send.mockRestore();
    expect(headings.get(briefingId)).toMatchObject({ title: 'Worse', edition: 2 });
  });

  it('stores text of any script, emoji and control characters', async () => {
    const briefing = newBriefing({ title: 'حزب الله 👩‍🚀 \uD800', body: 'Zażółć\u0000gęślą' });
    expect(await store(briefing)).toBe('published');
    const stored = await adapters.briefings.get(briefing.briefingId);
    expect(stored?.title).toMatch(/^حزب الله 👩‍🚀 /);
    expect(stored?.body).toBe(briefing.body);
  });

  describe('a correction', () => {
    const correct = (briefing: Briefing, title: string, now = LATER) =>
      store({ ...briefing, title }, { notify: 'correction', now });

    it('is a new edition that names what it corrects', async () => {
      const briefing = newBriefing();
      await store(briefing);
      await adapters.briefings.markMatched(briefing.briefingId, 1);
      expect(await correct(briefing, 'Corrected')).toBe('corrected');
      expect(await adapters.briefings.get(briefing.briefingId)).toMatchObject({
        title: 'Corrected',
        edition: 2,
        correction: { of: 1, at: LATER },
      });
      expect(await unmatched(briefing, '2026-12-03T00:00:00.000Z')).toBe(true);
      await adapters.briefings.markMatched(briefing.briefingId, 2);
      await correct(briefing, 'Corrected again');
      const { correction } = (await adapters.briefings.get(briefing.briefingId)) ?? {};
      expect(correction).toMatchObject({ of: 1 });
      await adapters.briefings.markMatched(briefing.briefingId, 3);
      await store({ ...briefing, title: 'For everyone' }, { notify: true });
      expect(await adapters.briefings.get(briefing.briefingId)).not.toHaveProperty('correction');
    });

    it('needs something to correct that is matched', async () => {
      const briefing = newBriefing();
      expect(await correct(briefing, 'Corrected')).toBe('nothing-to-correct');
      expect(await adapters.briefings.get(briefing.briefingId)).toBeUndefined();
      await store(briefing);
      expect(await correct(briefing, 'Corrected')).toBe('still-sending');
      expect(await adapters.briefings.get(briefing.briefingId)).toMatchObject({ edition: 1 });
    });
  });

  describe('a scheduled briefing', () => {
    const schedule = async (briefing: Briefing, revision: string) => {
      const terms = { contentHash: revision, notify: false, keepPublishedAt: true };
      const scheduled = { briefing, terms, sendAt: NOON, revision };
      await adapters.scheduled.put(scheduled);
      return scheduled;
    };
    const publish = ({ briefing, terms, revision }: ScheduledBriefing) => {
      const deletion = adapters.scheduled.removal(briefing.briefingId, revision);
      return adapters.briefings.storeAndDelete(briefing, { ...terms, now: NOON }, deletion);
    };

    it('is stored and waits no longer', async () => {
      const issue: Briefing['issue'] = { blocks: [{ kind: 'rule' }], notes: [] };
      const briefing = newBriefing({ newsletter: 'weekly', markdown: '---', issue });
      const scheduled = await schedule(briefing, 'first');
      expect(await adapters.scheduled.find(briefing.briefingId)).toEqual(scheduled);
      expect(await publish(scheduled)).toBe('published');
      expect(await adapters.scheduled.find(briefing.briefingId)).toBeUndefined();
      expect(await adapters.briefings.get(briefing.briefingId)).toMatchObject({ edition: 1 });
    });

    it('is stored once by two runs at the same time', async () => {
      const briefing = newBriefing();
      const scheduled = await schedule(briefing, 'first');
      const outcomes = await Promise.all([publish(scheduled), publish(scheduled)]);
      expect(outcomes.sort()).toEqual(['published', 'superseded']);
    });

    it('is not stored as it was before it was changed or cancelled', async () => {
      const briefing = newBriefing();
      const former = await schedule(briefing, 'first');
      await schedule({ ...briefing, title: 'Changed' }, 'second');
      expect(await publish(former)).toBe('superseded');
      expect(await adapters.scheduled.remove(briefing.briefingId)).toBe(true);
      expect(await adapters.scheduled.remove(briefing.briefingId)).toBe(false);
      expect(await publish(former)).toBe('superseded');
      expect(await adapters.briefings.get(briefing.briefingId)).toBeUndefined();
    });

    it('waits no longer if the same was published before', async () => {
      const briefing = newBriefing();
      await store(briefing, { contentHash: 'first' });
      expect(await publish(await schedule(briefing, 'first'))).toBe('unchanged');
      expect(await adapters.scheduled.find(briefing.briefingId)).toBeUndefined();
    });

    it('is listed by its time, and is overdue after it', async () => {
      const [early, late] = [newBriefing(), newBriefing()];
      const terms = { contentHash: 'x', notify: false, keepPublishedAt: true };
      await adapters.scheduled.put({ briefing: late, terms, sendAt: LATER, revision: 'x' });
      await adapters.scheduled.put({ briefing: early, terms, sendAt: NOON, revision: 'x' });
      const listed = await adapters.scheduled.list();
      const ids = listed.map(({ briefingId }) => briefingId);
      expect(ids.slice(-2)).toEqual([early.briefingId, late.briefingId]);
      expect(await adapters.scheduled.overdueAt(LATER)).toContain(early.briefingId);
      expect(await adapters.scheduled.overdueAt(LATER)).not.toContain(late.briefingId);
    });
  });
});

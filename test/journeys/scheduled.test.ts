import { aBriefing } from '../support/briefings';
import { advanceClock, systemClock } from '../support/clock';
import { type Journey, startJourney } from '../support/journey';
import { waitUntil } from '../support/wait-until';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

/** Seconds from now, with an offset, as an editor writes it. */
function inSeconds(seconds: number): string {
  const time = new Date(Date.parse(systemClock()) + seconds * 1_000);
  return time.toISOString().replace('Z', '+00:00');
}

describe('a briefing with a sendAt', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
    await journey.subscribe({ email: 'ann@example.org', expressions: ['heron'] });
  });
  afterAll(() => journey.stop());

  /** What the schedules of the stack publish until all of them have run. */
  async function scheduled(): Promise<unknown> {
    return (await journey.api('/api/scheduled/list', {})).body.briefings;
  }

  async function publish(fields: Record<string, unknown>) {
    const { body } = await journey.api('/api/briefings', aBriefing(fields));
    const [published] = body.briefings as { outcome: string; sendAt?: string }[];
    await journey.stack.idle();
    return published;
  }

  const subjects = () => journey.emailsTo('ann@example.org').map(({ subject }) => subject);

  it('is published and alerts at that time, and is not seen before', async () => {
    const published = await publish({ id: 'one', title: 'A heron at dawn', sendAt: inSeconds(2) });
    expect(published).toMatchObject({ outcome: 'scheduled', sendAt: expect.stringMatching(/Z$/) });
    expect(await scheduled()).toEqual([
      { briefingId: 'one', title: 'A heron at dawn', sendAt: published?.sendAt },
    ]);
    expect(subjects()).toEqual([]);
    expect((await journey.get('/briefings/one')).status).toBe(404);

    await waitUntil(() => subjects().length > 0);
    expect(subjects()).toEqual(['heron: a heron at dawn']);
    expect(await scheduled()).toEqual([]);
    expect((await journey.get('/briefings/one')).html).toContain('A heron at dawn');
  });

  it('is published at another time, and with another text, if it is published again', async () => {
    await publish({ id: 'two', title: 'A heron too early', sendAt: inSeconds(1) });
    await publish({ id: 'two', title: 'A heron later', sendAt: inSeconds(3) });
    const before = subjects().length;
    await waitUntil(() => subjects().length > before);
    await journey.stack.idle();
    expect(subjects().slice(before)).toEqual(['heron: a heron later']);
  });

  it('is published at once if it is published again without one, or with one that has passed', async () => {
    const before = subjects().length;
    await publish({ id: 'three', title: 'A heron', sendAt: inSeconds(3_600) });
    expect(await publish({ id: 'three', title: 'A heron now' })).toMatchObject({
      outcome: 'published',
    });
    expect(await scheduled()).toEqual([]);
    expect(await publish({ id: 'four', title: 'A heron then', sendAt: inSeconds(-60) })).toEqual({
      briefingId: 'four',
      title: 'A heron then',
      outcome: 'published',
    });
    expect(subjects().slice(before)).toHaveLength(2);
  });

  it('is never published once it is cancelled', async () => {
    await publish({ id: 'five', title: 'A heron, cancelled', sendAt: inSeconds(1) });
    const cancelled = await journey.api('/api/scheduled/cancel', { briefingId: 'five' });
    expect(cancelled.body).toEqual({ outcome: 'cancelled' });
    advanceClock({ minutes: 10 });
    await journey.stack.runSchedule('Missed');
    await journey.stack.idle();
    expect((await journey.get('/briefings/five')).status).toBe(404);
    expect(await journey.api('/api/scheduled/cancel', { briefingId: 'five' })).toEqual({
      status: 404,
      body: { error: 'No briefing with the id five is scheduled.' },
    });
  });

  it('is published by the next check if its schedule was lost', async () => {
    const before = subjects().length;
    // The clock of the functions goes ahead, but not the timer of the schedule.
    await publish({ id: 'six', title: 'A heron, late', sendAt: inSeconds(300) });
    advanceClock({ minutes: 6 });
    await journey.stack.runSchedule('Missed');
    await journey.stack.idle();
    expect(subjects().slice(before)).toEqual([]);
    advanceClock({ minutes: 2 });
    await journey.stack.runSchedule('Missed');
    await journey.stack.runSchedule('Missed');
    await journey.stack.idle();
    expect(subjects().slice(before)).toEqual(['heron: a heron, late']);
    expect(await scheduled()).toEqual([]);
  });

  it('is refused with a sentence if its time is more than a year ahead, or has no offset', async () => {
    const days = 367 * 24 * 3_600;
    const { body } = await journey.api('/api/briefings', [
      aBriefing({ title: 'Far', sendAt: inSeconds(days) }),
      aBriefing({ title: 'Vague', sendAt: '2026-12-02T09:00:00' }),
    ]);
    expect(body.error).toBe(
      '"Far" was refused: "sendAt" must be at most a year ahead. ' +
        '"Vague" was refused: "sendAt" must be a time with its offset, such as 2026-01-31T09:00:00+01:00.',
    );
  });
});

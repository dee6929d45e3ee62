import { aBriefing } from '../support/briefings';
import { advanceClock, setClock } from '../support/clock';
import { type Journey, startJourney } from '../support/journey';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

describe('alerts that follow each other within minutes', () => {
  let journey: Journey;
  beforeAll(async () => {
    setClock('2026-12-02T10:00:00.000Z');
    journey = await startJourney({ alertWindowMinutes: '15', maxAlertsPerDay: '3' });
  });
  afterAll(() => journey.stop());

  const subjectsTo = (email: string) => journey.emailsTo(email).map(({ subject }) => subject);
  /** Lets the minutes pass and queues what is due. */
  const passMinutes = async (minutes: number) => {
    advanceClock({ minutes });
    await journey.sendDueDigests();
  };

  it('come in one email at the end of the window, each briefing once', async () => {
    await journey.subscribe({ email: 'ann@example.org', expressions: ['quarry'] });
    await journey.publish(aBriefing({ title: 'Quarry opens' }));
    expect(subjectsTo('ann@example.org')).toEqual(['quarry: Quarry opens']);

    await journey.publish(
      aBriefing({ title: 'Quarry floods' }),
      aBriefing({ title: 'Quarry saved' }),
    );
    await passMinutes(10);
    expect(journey.emailsTo('ann@example.org')).toHaveLength(1);

    await passMinutes(6);
    expect(journey.emailsTo('ann@example.org')).toHaveLength(2);
    const [, gathered] = journey.emailsTo('ann@example.org');
    expect(gathered).toMatchObject({ kind: 'gathered', subject: '2 briefings on quarry' });
    expect(gathered?.text).toContain('Quarry floods');
    expect(gathered?.text).toContain('Quarry saved');
    expect(gathered?.text).not.toContain('Quarry opens');

    await passMinutes(30);
    expect(journey.emailsTo('ann@example.org')).toHaveLength(2);
  });

  it('come the next morning once the subscriber has had as many as they may', async () => {
    await passMinutes(60);
    await journey.publish(aBriefing({ title: 'Quarry closes' }));
    expect(journey.emailsTo('ann@example.org')).toHaveLength(3);
    await passMinutes(60);
    await journey.publish(aBriefing({ title: 'Quarry sold' }));
    await passMinutes(60);
    await journey.publish(aBriefing({ title: 'Quarry bought' }));
    await passMinutes(8 * 60);
    expect(journey.emailsTo('ann@example.org')).toHaveLength(3);

    setClock('2026-12-03T08:05:00.000Z');
    await journey.sendDueDigests();
    const [, , , rest] = journey.emailsTo('ann@example.org');
    expect(rest?.text).toContain('The rest of the day’s alerts');
    expect(rest?.text).toContain('Quarry sold');
    expect(rest?.text).toContain('Quarry bought');
    expect(journey.emailsTo('ann@example.org')).toHaveLength(4);
  });

  it('are not sent to someone who left before the window ended', async () => {
    await journey.subscribe({ email: 'bob@example.org', expressions: ['harbour'] });
    await journey.publish(aBriefing({ title: 'Harbour opens' }));
    await journey.publish(aBriefing({ title: 'Harbour floods' }));
    await journey.api('/api/subscribers/unsubscribe', { email: 'bob@example.org' });
    await passMinutes(20);
    expect(journey.emailsTo('bob@example.org')).toHaveLength(1);
  });

  it('are sent as they were followed, even if the frequency changes while they wait', async () => {
    await journey.subscribe({ email: 'cyd@example.org', expressions: ['lagoon'] });
    await journey.publish(aBriefing({ title: 'Lagoon opens' }));
    await journey.publish(aBriefing({ title: 'Lagoon floods' }));
    await journey.subscribe({
      email: 'cyd@example.org',
      expressions: ['lagoon'],
      frequency: 'daily',
    });
    await passMinutes(20);
    expect(journey.emailsTo('cyd@example.org')).toHaveLength(2);
    advanceClock({ days: 2 });
    await journey.sendDueDigests();
    expect(journey.emailsTo('cyd@example.org')).toHaveLength(2);
  });
});

import { aBriefing } from '../support/briefings';
import { advanceClock } from '../support/clock';
import { type Journey, startJourney } from '../support/journey';
import { waitUntil } from '../support/wait-until';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

/** Three times as many as the workers of a lane hold at once. They take several seconds to send. */
const BACKLOG = 60;
/** An email that only waits for its turn has at most the emails before it that workers hold already. */
const OVERTAKEN = 10;

jest.setTimeout(120_000);

describe('the order of urgency', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  afterAll(() => journey.stop());

  const followers = (word: string) =>
    Array.from({ length: BACKLOG }, (_, number) => `${word}${number}@example.org`);
  const follow = (email: string, word: string, frequency: string) =>
    journey.subscribe({ email, expressions: [word], frequency });
  /** How many emails of the backlog arrived after the email to this address. */
  const arrivedAfter = (email: string, kind: string) => {
    const position = journey.emails.findIndex(({ to }) => to === email);
    return journey.emails.slice(position).filter((sent) => sent.kind === kind).length;
  };
  const kindsSoFar = () => journey.emails.map(({ kind }) => kind);

  it('lets an alert overtake the digests that wait', async () => {
    await Promise.all(followers('tern').map((email) => follow(email, 'tern', 'daily')));
    await follow('ann@example.org', 'gannet', 'instant');
    await journey.publish(aBriefing({ title: 'A tern' }));
    advanceClock({ days: 1 });
    await journey.stack.runSchedule('DigestsDue');
    await waitUntil(() => kindsSoFar().includes('digest'));
    await journey.publish(aBriefing({ title: 'A gannet' }));

    expect(journey.emailsTo('ann@example.org')).toHaveLength(1);
    expect(arrivedAfter('ann@example.org', 'digest')).toBeGreaterThan(OVERTAKEN);
    for (const email of followers('tern')) expect(journey.emailsTo(email)).toHaveLength(1);
  });

  it('lets a confirmation overtake the alerts that wait', async () => {
    await Promise.all(followers('plover').map((email) => follow(email, 'plover', 'instant')));
    const alerts = () => kindsSoFar().filter((kind) => kind === 'alert').length;
    const before = alerts();
    await journey.api('/api/briefings', aBriefing({ title: 'A plover' }));
    await waitUntil(() => alerts() > before);
    const form = { email: 'bob@example.org', expression: 'heron', frequency: 'instant' };
    await journey.post('/subscribe', { ...form, timeZone: 'UTC', hour: '8' });
    await journey.stack.idle();

    expect(journey.emailsTo('bob@example.org')).toHaveLength(1);
    expect(arrivedAfter('bob@example.org', 'alert')).toBeGreaterThan(OVERTAKEN);
    for (const email of followers('plover')) expect(journey.emailsTo(email)).toHaveLength(1);
  });
});

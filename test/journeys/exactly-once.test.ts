import { aBriefing } from '../support/briefings';
import { timePasses } from '../support/clock';
import { type Journey, startJourney } from '../support/journey';
import { waitUntil } from '../support/wait-until';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

describe('what SES accepted is never sent again, and what it did not is', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  afterEach(() => {
    journey.sesFault = () => undefined;
  });
  afterAll(() => journey.stop());

  /** The fault meets the first mail to the address alone. */
  const once = (email: string, fault: ReturnType<Journey['sesFault']>) => {
    let met = false;
    journey.sesFault = (to) => {
      if (met || to !== email) return undefined;
      met = true;
      return fault;
    };
  };

  it('sends again when SES says that it is too busy', async () => {
    await journey.subscribe({ email: 'ann@example.org', expressions: ['basalt'] });
    once('ann@example.org', 'throttle');
    await journey.publish(aBriefing({ title: 'Basalt' }));
    expect(journey.mailsTo('ann@example.org')).toHaveLength(1);
  });

  it('does not send again when the answer was lost but SES has the mail', async () => {
    await journey.subscribe({ email: 'bob@example.org', expressions: ['granite'] });
    once('bob@example.org', 'accept-unheard');
    await journey.publish(aBriefing({ title: 'Granite' }));
    timePasses({ minutes: 30 });
    await journey.stack.runSchedule('RecoverLost');
    await journey.stack.idle();
    expect(journey.mailsTo('bob@example.org')).toHaveLength(1);
  });

  it('sends again when the connection broke and SES never told of the mail', async () => {
    await journey.subscribe({ email: 'cat@example.org', expressions: ['marble'] });
    once('cat@example.org', 'break');
    const before = journey.logged.length;
    await journey.api('/api/briefings', aBriefing({ title: 'Marble' }));
    // A retry found that the first attempt still holds the delivery.
    await waitUntil(() => journey.logged.slice(before).some((line) => line.includes('"held"')));
    expect(journey.mailsTo('cat@example.org')).toHaveLength(0);
    timePasses({ minutes: 12 });
    await journey.stack.runSchedule('RecoverLost');
    await journey.stack.idle();
    expect(journey.mailsTo('cat@example.org')).toHaveLength(1);
  });

  it('does not try again what SES refuses for good', async () => {
    await journey.subscribe({ email: 'dee@example.org', expressions: ['slate'] });
    journey.sesFault = (to) => (to === 'dee@example.org' ? 'reject' : undefined);
    await journey.publish(aBriefing({ title: 'Slate' }));
    journey.sesFault = () => undefined;
    timePasses({ minutes: 30 });
    await journey.stack.runSchedule('RecoverLost');
    await journey.stack.idle();
    expect(journey.mailsTo('dee@example.org')).toHaveLength(0);
  });

  it('holds for digests too: the next one does not repeat what SES has', async () => {
    const digest = { email: 'eve@example.org', expressions: ['quartz'], frequency: 'daily' };
    await journey.subscribe(digest);
    await journey.publish(aBriefing({ title: 'Quartz one' }));
    once('eve@example.org', 'accept-unheard');
    timePasses({ days: 1 });
    await journey.digestsComeDue();
    await journey.publish(aBriefing({ title: 'Quartz two' }));
    timePasses({ days: 1 });
    await journey.digestsComeDue();

    const [first, second, ...others] = journey.mailsTo('eve@example.org').map(({ text }) => text);
    expect(first).toContain('Quartz one');
    expect(second).toContain('Quartz two');
    expect(second).not.toContain('Quartz one');
    expect(others).toEqual([]);
  });

  it('never mails an address that bounced or complained', async () => {
    for (const [email, stone] of [
      ['bounce@simulator.amazonses.com', 'opal'],
      ['complaint@simulator.amazonses.com', 'topaz'],
    ]) {
      await journey.subscribe({ email: String(email), expressions: [String(stone)] });
      await journey.publish(aBriefing({ title: `First ${stone}` }));
      await journey.publish(aBriefing({ title: `Second ${stone}` }));
      expect(journey.mailsTo(String(email))).toHaveLength(1);
    }
  });

  it('tells the operator of an address that is never mailed', async () => {
    const email = 'bounce@simulator.amazonses.com';
    const followed = await journey.api('/api/subscriptions', {
      email,
      expressions: ['agate'],
      frequency: 'instant',
      confirmed: true,
      consent: 'in the test',
    });
    expect(followed.body).toMatchObject({ outcome: 'followed', suppressed: 'bounce' });
    await journey.api('/api/subscribers/forget', { email });
    const { status, body } = await journey.api('/api/subscribers/lookup', { email });
    expect(status).toBe(404);
    expect(body.error).toContain('never mailed: bounce');
  });
});

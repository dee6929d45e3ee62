import { aBriefing } from '../support/briefings';
import { advanceClock } from '../support/clock';
import { failDatabaseOf } from '../support/database-outage';
import { type Journey, startJourney } from '../support/journey';
import { waitUntil } from '../support/wait-until';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));
jest.mock('../../lambdas/adapters/dynamodb', () => {
  const actual = jest.requireActual('../../lambdas/adapters/dynamodb');
  const { injectDatabaseOutage } = jest.requireActual('../support/database-outage');
  return { ...actual, connectDynamoDb: () => injectDatabaseOutage(actual.connectDynamoDb()) };
});

describe('sending each email exactly once', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  afterEach(() => {
    journey.sesFault = () => undefined;
    failDatabaseOf(undefined);
  });
  afterAll(() => journey.stop());

  /** Applies the fault to the first email to the address only. */
  const failOnce = (email: string, fault: ReturnType<Journey['sesFault']>) => {
    let hasFailed = false;
    journey.sesFault = (to) => {
      if (hasFailed || to !== email) return undefined;
      hasFailed = true;
      return fault;
    };
  };

  it('retries when SES throttles', async () => {
    await journey.subscribe({ email: 'ann@example.org', expressions: ['basalt'] });
    failOnce('ann@example.org', 'throttle');
    await journey.publish(aBriefing({ title: 'Basalt' }));
    expect(journey.emailsTo('ann@example.org')).toHaveLength(1);
  });

  /** Lets the minutes pass, with the run of recovery in each. */
  const passMinutes = async (count: number) => {
    for (let minute = 0; minute < count; minute += 1) {
      advanceClock({ minutes: 1 });
      await journey.stack.runSchedule('RecoverLost');
      await journey.stack.idle();
    }
  };

  it('does not resend when SES accepted the email but the response was lost', async () => {
    await journey.subscribe({ email: 'bob@example.org', expressions: ['granite'] });
    failOnce('bob@example.org', 'accept-then-disconnect');
    await journey.publish(aBriefing({ title: 'Granite' }));
    await passMinutes(10);
    expect(journey.emailsTo('bob@example.org')).toHaveLength(1);
  });

  it('resends within seven minutes when the connection broke and SES had no email', async () => {
    await journey.subscribe({ email: 'cat@example.org', expressions: ['marble'] });
    failOnce('cat@example.org', 'disconnect');
    await journey.publish(aBriefing({ title: 'Marble' }));
    await passMinutes(4);
    expect(journey.emailsTo('cat@example.org')).toHaveLength(0);
    await passMinutes(3);
    expect(journey.emailsTo('cat@example.org')).toHaveLength(1);
    await passMinutes(20);
    expect(journey.emailsTo('cat@example.org')).toHaveLength(1);
  });

  it('shows nobody the probes that it sends meanwhile', () => {
    expect(journey.emailsTo('success@simulator.amazonses.com')).toEqual([]);
  });

  it('does not resend while the events of SES do not get through, however long that takes', async () => {
    await journey.subscribe({ email: 'flo@example.org', expressions: ['gneiss'] });
    await journey.subscribe({ email: 'gil@example.org', expressions: ['gneiss'] });
    failDatabaseOf('feedback');
    failOnce('flo@example.org', 'accept-then-disconnect');
    await journey.publishWithoutWaiting(aBriefing({ title: 'Gneiss' }));
    await waitUntil(() => journey.emailsTo('flo@example.org').length > 0);
    await waitUntil(() => journey.emailsTo('gil@example.org').length > 0);
    for (let minute = 0; minute < 12; minute += 1) {
      advanceClock({ minutes: 1 });
      await journey.stack.runSchedule('RecoverLost');
    }
    expect(journey.emailsTo('flo@example.org')).toHaveLength(1);
    failDatabaseOf(undefined);
    await journey.stack.idle();
    await passMinutes(10);
    expect(journey.emailsTo('flo@example.org')).toHaveLength(1);
    expect(journey.emailsTo('gil@example.org')).toHaveLength(1);
  });

  it('does not retry when SES rejects the email permanently', async () => {
    await journey.subscribe({ email: 'dee@example.org', expressions: ['slate'] });
    journey.sesFault = (to) => (to === 'dee@example.org' ? 'reject' : undefined);
    await journey.publish(aBriefing({ title: 'Slate' }));
    journey.sesFault = () => undefined;
    await passMinutes(10);
    expect(journey.emailsTo('dee@example.org')).toHaveLength(0);
  });

  it('does not repeat the matches of an accepted digest in the next one', async () => {
    const digest = { email: 'eve@example.org', expressions: ['quartz'], frequency: 'daily' };
    await journey.subscribe(digest);
    await journey.publish(aBriefing({ title: 'Quartz one' }));
    failOnce('eve@example.org', 'accept-then-disconnect');
    advanceClock({ days: 1 });
    await journey.sendDueDigests();
    await journey.publish(aBriefing({ title: 'Quartz two' }));
    advanceClock({ days: 1 });
    await journey.sendDueDigests();

    const [first, second, ...others] = journey.emailsTo('eve@example.org').map(({ text }) => text);
    expect(first).toContain('Quartz one');
    expect(second).toContain('Quartz two');
    expect(second).not.toContain('Quartz one');
    expect(others).toEqual([]);
  });

  it('never sends to an address that bounced or complained', async () => {
    for (const [email, stone] of [
      ['bounce@simulator.amazonses.com', 'opal'],
      ['complaint@simulator.amazonses.com', 'topaz'],
    ]) {
      await journey.subscribe({ email: String(email), expressions: [String(stone)] });
      await journey.publish(aBriefing({ title: `First ${stone}` }));
      await journey.publish(aBriefing({ title: `Second ${stone}` }));
      expect(journey.emailsTo(String(email))).toHaveLength(1);
    }
  });

  it('shows the operator why an address is suppressed', async () => {
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
    expect(body.error).toContain('No email is sent to it: bounce.');
  });
});

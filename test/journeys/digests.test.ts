import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { aBriefing } from '../support/briefings';
import { advanceClock, setClock } from '../support/clock';
import { type Journey, startJourney, withDynamoDb } from '../support/journey';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

/** A Wednesday. Digests are sent at 08:00, and London is on UTC. */
const WEDNESDAY = '2026-12-02T10:00:00.000Z';

describe('a digest', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  beforeEach(() => setClock(WEDNESDAY));
  afterAll(() => journey.stop());

  const follow = (email: string, expression: string, fields = {}) =>
    journey.subscribe({ email, expressions: [expression], frequency: 'daily', ...fields });

  it('is sent the next day at 08:00 with the briefings published since', async () => {
    await follow('ann@example.org', 'avocet');
    await journey.publish(aBriefing({ title: 'An avocet' }), aBriefing({ title: 'Two avocets' }));

    setClock('2026-12-03T07:59:00.000Z');
    await journey.sendDueDigests();
    expect(journey.emailsTo('ann@example.org')).toEqual([]);

    setClock('2026-12-03T08:00:30.000Z');
    await journey.sendDueDigests();
    const emails = journey.emailsTo('ann@example.org');
    expect(emails.map(({ subject }) => subject)).toEqual(['2 briefings on avocet']);
    expect(emails[0]?.text).toContain('* An avocet');
    expect(emails[0]?.text).toContain('* Two avocets');
  });

  it('is sent on the first weekday of the month at 08:00 if it is monthly, with every match since the last', async () => {
    await follow('mia@example.org', 'bittern', { frequency: 'monthly' });
    await journey.publish(aBriefing({ title: 'A bittern in December' }));

    // 1 January 2027 is a Friday.
    setClock('2027-01-01T07:59:00.000Z');
    await journey.sendDueDigests();
    expect(journey.emailsTo('mia@example.org')).toEqual([]);
    setClock('2027-01-01T08:00:30.000Z');
    await journey.sendDueDigests();

    await journey.publish(aBriefing({ title: 'A bittern in January' }));
    // 1 February 2027 is a Monday.
    setClock('2027-02-01T08:00:30.000Z');
    await journey.sendDueDigests();

    const [january, february, ...others] = journey.emailsTo('mia@example.org');
    expect(january?.text).toContain('* A bittern in December');
    expect(january?.text).toContain('Monthly digest');
    expect(february?.text).toContain('* A bittern in January');
    expect(february?.text).not.toContain('December');
    expect(others).toEqual([]);
  });

  it('lists a briefing once, under one topic, and names its other topics', async () => {
    const expressions = ['red kite', 'kite'];
    await journey.subscribe({ email: 'bea@example.org', expressions, frequency: 'daily' });
    await journey.publish(aBriefing({ title: 'A red kite over town' }));

    advanceClock({ days: 1 });
    await journey.sendDueDigests();

    const [email] = journey.emailsTo('bea@example.org');
    expect(email?.subject).toBe('1 briefing on red kite and 1 more topic');
    expect(email?.text.match(/^\* A red kite over town$/gm)).toHaveLength(1);
    expect(email?.text).toMatch(/also matches kite/i);
  });

  it('contains a match that no other digest contains', async () => {
    await follow('cat@example.org', 'dunlin');
    const titles = ['dunlin one', 'dunlin two', 'dunlin three'];
    for (const title of titles) {
      await journey.publish(aBriefing({ title }));
      advanceClock({ days: 1 });
      await journey.sendDueDigests();
      // The schedule runs every few minutes.
      advanceClock({ minutes: 5 });
      await journey.sendDueDigests();
    }

    const texts = journey.emailsTo('cat@example.org').map(({ text }) => text);
    expect(texts).toHaveLength(3);
    for (const [index, title] of titles.entries()) {
      const positions = texts.flatMap((text, position) => (text.includes(title) ? [position] : []));
      expect(positions).toEqual([index]);
    }
  });

  it('includes a briefing published just before it, and the next one does not repeat it', async () => {
    await follow('dee@example.org', 'godwit');
    setClock('2026-12-03T08:00:00.000Z');
    await journey.publish(aBriefing({ title: 'A godwit at the last moment' }));
    await journey.sendDueDigests();
    await journey.publish(aBriefing({ title: 'A godwit too late' }));
    advanceClock({ days: 1 });
    await journey.sendDueDigests();

    const [first, second, ...others] = journey.emailsTo('dee@example.org').map(({ text }) => text);
    expect(first).toContain('A godwit at the last moment');
    expect(second).toContain('A godwit too late');
    expect(second).not.toContain('at the last moment');
    expect(others).toEqual([]);
  });

  it('is not sent when nothing matched', async () => {
    await follow('eve@example.org', 'hoopoe');
    advanceClock({ days: 1 });
    await journey.sendDueDigests();
    expect(journey.emailsTo('eve@example.org')).toEqual([]);
  });

  it('is sent once after an outage, with everything that was missed', async () => {
    await follow('fay@example.org', 'jackdaw');
    for (const title of ['jackdaw one', 'jackdaw two', 'jackdaw three']) {
      await journey.publish(aBriefing({ title }));
      advanceClock({ days: 1 });
    }
    await journey.sendDueDigests();
    await journey.sendDueDigests();

    const emails = journey.emailsTo('fay@example.org');
    expect(emails.map(({ subject }) => subject)).toEqual(['3 briefings on jackdaw']);
  });

  it('is sent once the lane is idle if its message was lost', async () => {
    await follow('kay@example.org', 'kestrel');
    await journey.publish(aBriefing({ title: 'A kestrel' }));
    // As if it had been queued at 08:02 and the message had vanished.
    const { subscriberId, item } = { subscriberId: 'due-digests', item: 'queued-until' };
    const queuedUntil = '2026-12-03T08:02:00.000Z';
    const put = new PutCommand({
      TableName: journey.stack.tableName('Subscribers'),
      Item: { subscriberId, item, queuedUntil },
    });
    await withDynamoDb(journey, (client) => client.send(put));

    setClock('2026-12-03T08:07:00.000Z');
    await journey.sendDueDigests();
    expect(journey.emailsTo('kay@example.org')).toEqual([]);
    setClock('2026-12-03T08:12:00.000Z');
    await journey.sendDueDigests();
    await journey.sendDueDigests();
    expect(journey.emailsTo('kay@example.org')).toHaveLength(1);
  });

  it('contains nothing from before the topic was followed', async () => {
    await follow('gus@example.org', 'lapwing');
    await journey.publish(aBriefing({ title: 'An old lapwing' }));
    advanceClock({ hours: 1 });
    await follow('hal@example.org', 'lapwing');
    await journey.publish(aBriefing({ title: 'A new lapwing' }));
    advanceClock({ days: 1 });
    await journey.sendDueDigests();

    expect(journey.emailsTo('gus@example.org')[0]?.subject).toBe('2 briefings on lapwing');
    expect(journey.emailsTo('hal@example.org')[0]?.subject).toBe('1 briefing on lapwing');
  });

  it('is sent at the subscriber’s hour in their time zone', async () => {
    await follow('ida@example.org', 'nightjar', { timeZone: 'Asia/Tokyo', hour: 20 });
    await journey.publish(aBriefing({ title: 'A nightjar' }));

    setClock('2026-12-02T10:59:00.000Z');
    await journey.sendDueDigests();
    expect(journey.emailsTo('ida@example.org')).toHaveLength(0);
    setClock('2026-12-02T11:01:00.000Z');
    await journey.sendDueDigests();
    expect(journey.emailsTo('ida@example.org')).toHaveLength(1);
  });

  it('is sent on Monday if it is weekly', async () => {
    await follow('jon@example.org', 'ouzel', { frequency: 'weekly' });
    await journey.publish(aBriefing({ title: 'An ouzel' }));

    setClock('2026-12-06T23:00:00.000Z');
    await journey.sendDueDigests();
    expect(journey.emailsTo('jon@example.org')).toHaveLength(0);
    setClock('2026-12-07T08:01:00.000Z');
    await journey.sendDueDigests();
    expect(journey.emailsTo('jon@example.org').map(({ subject }) => subject)).toEqual([
      '1 briefing on ouzel',
    ]);
  });

  it('contains what was published before the subscriber changed the frequency', async () => {
    await follow('kim@example.org', 'plover');
    await journey.publish(aBriefing({ title: 'A plover before' }));
    await follow('kim@example.org', 'plover', { frequency: 'instant' });
    await journey.publish(aBriefing({ title: 'A plover after' }));
    advanceClock({ days: 1 });
    await journey.sendDueDigests();

    const emails = journey.emailsTo('kim@example.org');
    expect(emails.map(({ subject }) => subject)).toEqual([
      'plover: a plover after',
      '1 briefing on plover',
    ]);
    expect(emails[1]?.text).toContain('A plover before');
  });

  it('can be requested for a future time', async () => {
    await follow('lea@example.org', 'quail');
    await journey.publish(aBriefing({ title: 'A quail' }));

    const { body } = await journey.api('/api/digests', { at: '2026-12-03T09:00:00Z' });
    await journey.stack.idle();

    expect(body.digests).toBeGreaterThanOrEqual(1);
    expect(journey.emailsTo('lea@example.org')).toHaveLength(1);
  });
});

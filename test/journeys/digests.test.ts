import { aBriefing } from '../support/briefings';
import { timePasses, travelTo } from '../support/clock';
import { type Journey, startJourney } from '../support/journey';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

/** A Wednesday; digests come at eight, in London as in UTC. */
const WEDNESDAY = '2026-12-02T10:00:00.000Z';

describe('a digest', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  beforeEach(() => travelTo(WEDNESDAY));
  afterAll(() => journey.stop());

  const follow = (email: string, expression: string, fields = {}) =>
    journey.subscribe({ email, expressions: [expression], frequency: 'daily', ...fields });

  it('comes the next day at eight, with what was published since', async () => {
    await follow('ann@example.org', 'avocet');
    await journey.publish(aBriefing({ title: 'An avocet' }), aBriefing({ title: 'Two avocets' }));

    travelTo('2026-12-03T07:59:00.000Z');
    await journey.digestsComeDue();
    expect(journey.mailsTo('ann@example.org')).toEqual([]);

    travelTo('2026-12-03T08:00:30.000Z');
    await journey.digestsComeDue();
    const mails = journey.mailsTo('ann@example.org');
    expect(mails.map(({ subject }) => subject)).toEqual(['2 briefings on avocet']);
    expect(mails[0]?.text).toContain('* An avocet');
    expect(mails[0]?.text).toContain('* Two avocets');
  });

  it('lists a briefing once, under one topic, and names the others', async () => {
    const expressions = ['red kite', 'kite'];
    await journey.subscribe({ email: 'bea@example.org', expressions, frequency: 'daily' });
    await journey.publish(aBriefing({ title: 'A red kite over town' }));

    timePasses({ days: 1 });
    await journey.digestsComeDue();

    const [mail] = journey.mailsTo('bea@example.org');
    expect(mail?.subject).toBe('1 briefing on red kite and 1 more topic');
    expect(mail?.text.match(/^\* A red kite over town$/gm)).toHaveLength(1);
    expect(mail?.text).toMatch(/also meets kite/i);
  });

  it('holds each match in one digest and in one alone', async () => {
    await follow('cat@example.org', 'dunlin');
    const titles = ['dunlin one', 'dunlin two', 'dunlin three'];
    for (const title of titles) {
      await journey.publish(aBriefing({ title }));
      timePasses({ days: 1 });
      await journey.digestsComeDue();
      // The schedule ticks every few minutes.
      timePasses({ minutes: 5 });
      await journey.digestsComeDue();
    }

    const texts = journey.mailsTo('cat@example.org').map(({ text }) => text);
    expect(texts).toHaveLength(3);
    for (const [index, title] of titles.entries()) {
      const holding = texts.flatMap((text, place) => (text.includes(title) ? [place] : []));
      expect(holding).toEqual([index]);
    }
  });

  it('takes in what was published moments before it, and does not repeat it', async () => {
    await follow('dee@example.org', 'godwit');
    travelTo('2026-12-03T08:00:00.000Z');
    await journey.publish(aBriefing({ title: 'A godwit at the last moment' }));
    await journey.digestsComeDue();
    await journey.publish(aBriefing({ title: 'A godwit too late' }));
    timePasses({ days: 1 });
    await journey.digestsComeDue();

    const [first, second, ...others] = journey.mailsTo('dee@example.org').map(({ text }) => text);
    expect(first).toContain('A godwit at the last moment');
    expect(second).toContain('A godwit too late');
    expect(second).not.toContain('at the last moment');
    expect(others).toEqual([]);
  });

  it('is not sent when there is nothing to tell', async () => {
    await follow('eve@example.org', 'hoopoe');
    timePasses({ days: 1 });
    await journey.digestsComeDue();
    expect(journey.mailsTo('eve@example.org')).toEqual([]);
  });

  it('goes out once after an outage, with all that was missed', async () => {
    await follow('fay@example.org', 'jackdaw');
    for (const title of ['jackdaw one', 'jackdaw two', 'jackdaw three']) {
      await journey.publish(aBriefing({ title }));
      timePasses({ days: 1 });
    }
    await journey.digestsComeDue();
    await journey.digestsComeDue();

    const mails = journey.mailsTo('fay@example.org');
    expect(mails.map(({ subject }) => subject)).toEqual(['3 briefings on jackdaw']);
  });

  it('holds nothing from before the topic was followed', async () => {
    await follow('gus@example.org', 'lapwing');
    await journey.publish(aBriefing({ title: 'An old lapwing' }));
    timePasses({ hours: 1 });
    await follow('hal@example.org', 'lapwing');
    await journey.publish(aBriefing({ title: 'A new lapwing' }));
    timePasses({ days: 1 });
    await journey.digestsComeDue();

    expect(journey.mailsTo('gus@example.org')[0]?.subject).toBe('2 briefings on lapwing');
    expect(journey.mailsTo('hal@example.org')[0]?.subject).toBe('1 briefing on lapwing');
  });

  it('comes at the subscriber’s own hour, where they are', async () => {
    await follow('ida@example.org', 'nightjar', { timeZone: 'Asia/Tokyo', hour: 20 });
    await journey.publish(aBriefing({ title: 'A nightjar' }));

    travelTo('2026-12-02T10:59:00.000Z');
    await journey.digestsComeDue();
    expect(journey.mailsTo('ida@example.org')).toHaveLength(0);
    travelTo('2026-12-02T11:01:00.000Z');
    await journey.digestsComeDue();
    expect(journey.mailsTo('ida@example.org')).toHaveLength(1);
  });

  it('comes on Monday when it is weekly', async () => {
    await follow('jon@example.org', 'ouzel', { frequency: 'weekly' });
    await journey.publish(aBriefing({ title: 'An ouzel' }));

    travelTo('2026-12-06T23:00:00.000Z');
    await journey.digestsComeDue();
    expect(journey.mailsTo('jon@example.org')).toHaveLength(0);
    travelTo('2026-12-07T08:01:00.000Z');
    await journey.digestsComeDue();
    expect(journey.mailsTo('jon@example.org').map(({ subject }) => subject)).toEqual([
      '1 briefing on ouzel',
    ]);
  });

  it('still owes what was published before the subscriber chose another frequency', async () => {
    await follow('kim@example.org', 'plover');
    await journey.publish(aBriefing({ title: 'A plover before' }));
    await follow('kim@example.org', 'plover', { frequency: 'instant' });
    await journey.publish(aBriefing({ title: 'A plover after' }));
    timePasses({ days: 1 });
    await journey.digestsComeDue();

    const mails = journey.mailsTo('kim@example.org');
    expect(mails.map(({ subject }) => subject)).toEqual([
      'plover: a plover after',
      '1 briefing on plover',
    ]);
    expect(mails[1]?.text).toContain('A plover before');
  });

  it('can be made by hand for a time to come', async () => {
    await follow('lea@example.org', 'quail');
    await journey.publish(aBriefing({ title: 'A quail' }));

    const { body } = await journey.api('/api/digests', { at: '2026-12-03T09:00:00Z' });
    await journey.stack.idle();

    expect(body.digests).toBeGreaterThanOrEqual(1);
    expect(journey.mailsTo('lea@example.org')).toHaveLength(1);
  });
});

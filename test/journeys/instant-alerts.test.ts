import { aBriefing, aBriefingOnGazaAid, aBriefingOnHezbollah } from '../support/briefings';
import { type Journey, startJourney } from '../support/journey';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

describe('an instant alert', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  afterAll(() => journey.stop());

  it('is sent when a briefing has the words of the topic in any order and form', async () => {
    await journey.subscribe({ email: 'ann@example.org', expressions: ['Gaza aid'] });

    await journey.publish(aBriefingOnGazaAid(), aBriefing({ title: 'Rain in Paris' }));

    const emails = journey.emailsTo('ann@example.org');
    expect(emails.map(({ subject }) => subject)).toEqual(['Gaza aid: fewer trucks at Rafah']);
    expect(emails[0]?.html).toMatch(/<mark[^>]*>aid<\/mark>/);
    expect(emails[0]?.html).toMatch(/<mark[^>]*>Gaza<\/mark>/);
    expect(emails[0]?.text).toContain('The number of aid trucks entering Gaza');
  });

  it('shows the passage that contains most of the words', async () => {
    await journey.subscribe({ email: 'zoe@example.org', expressions: ['puffin colony'] });

    await journey.publish(
      aBriefing({
        title: 'Puffin news',
        summary: 'The puffin is back.',
        body: 'Boats turn round at the pier. A colony of puffins nests on the cliff.',
      }),
    );

    const [email] = journey.emailsTo('zoe@example.org');
    expect(email?.html).toMatch(/<mark[^>]*>colony<\/mark> of <mark[^>]*>puffins<\/mark>/);
  });

  it('is sent even if the briefing contains an extremely long word', async () => {
    await journey.subscribe({ email: 'lex@example.org', expressions: ['wagtail'] });

    await journey.publish(aBriefing({ title: 'A wagtail', body: `Look: ${'ж'.repeat(2_000)}` }));

    expect(journey.emailsTo('lex@example.org')).toHaveLength(1);
  });

  it('is one email that names every matched topic', async () => {
    const expressions = ['Hezbollah', 'Israel fire', '"heavy fire"'];
    await journey.subscribe({ email: 'bea@example.org', expressions });

    await journey.publish(aBriefingOnHezbollah());

    const emails = journey.emailsTo('bea@example.org');
    expect(emails).toHaveLength(1);
    for (const expression of expressions) expect(emails[0]?.text).toContain(`* ${expression}`);
  });

  it('is not sent again when the publisher repeats or corrects the briefing', async () => {
    await journey.subscribe({ email: 'cat@example.org', expressions: ['kestrel'] });
    const briefing = aBriefing({ title: 'A kestrel was seen' });
    await journey.publish(briefing);

    await journey.publish(briefing);
    await journey.publish({ ...briefing, title: 'A kestrel was seen twice' });

    expect(journey.emailsTo('cat@example.org')).toHaveLength(1);
  });

  it('is sent once more when the publisher requests it', async () => {
    await journey.subscribe({ email: 'dan@example.org', expressions: ['osprey'] });
    const briefing = aBriefing({ title: 'An osprey was seen' });
    await journey.publish(briefing);

    const correction = { ...briefing, title: 'The osprey was an eagle', notify: true };
    await journey.publish({ ...correction, body: 'Not an osprey.' });
    await journey.publish({ ...correction, body: 'Not an osprey.' });

    const subjects = journey.emailsTo('dan@example.org').map(({ subject }) => subject);
    expect(subjects).toEqual(['osprey: an osprey was seen', 'osprey: the osprey was an eagle']);
  });

  it('is sent only to followers with the instant frequency', async () => {
    await journey.subscribe({
      email: 'eve@example.org',
      expressions: ['heron'],
      frequency: 'daily',
    });

    await journey.publish(aBriefing({ title: 'A heron was seen' }));

    expect(journey.emailsTo('eve@example.org')).toEqual([]);
  });

  it('is sent to everyone who follows the topic, however they wrote it', async () => {
    const followers = Array.from({ length: 30 }, (_, index) => `follower${index}@example.org`);
    for (const [index, email] of followers.entries()) {
      const expressions = [index % 2 === 0 ? 'white stork' : 'STORK white'];
      await journey.subscribe({ email, expressions });
    }

    await journey.publish(aBriefing({ title: 'White storks return' }));

    for (const email of followers) expect(journey.emailsTo(email)).toHaveLength(1);
  });

  it('has the headers for unsubscribing and filtering', async () => {
    await journey.subscribe({ email: 'fay@example.org', expressions: ['curlew'] });

    await journey.publish(aBriefing({ title: 'A curlew was seen' }));

    const headers = journey.emailsTo('fay@example.org')[0]?.headers;
    expect(headers?.get('list-unsubscribe')).toMatch(
      /^<http:\/\/localhost:\d+\/unsubscribe\?token=/,
    );
    expect(headers?.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(headers?.get('auto-submitted')).toBe('auto-generated');
    expect(headers?.get('list-id')).toMatch(/^<[\w.-]+>$/);
    expect(headers?.get('message-id')).toMatch(/^<alert-[\w-]+@/);
    expect(headers?.get('feedback-id')).toMatch(/^alert:/);
  });
});

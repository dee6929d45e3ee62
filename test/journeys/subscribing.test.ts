import { aBriefing } from '../support/briefings';
import { advanceClock } from '../support/clock';
import { type Journey, linkIn, startJourney } from '../support/journey';
import { tokenOf } from '../support/links';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

describe('subscribing', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  afterAll(() => journey.stop());

  const form = { frequency: 'instant', timeZone: 'Europe/London', hour: '8' };
  const submitForm = async (email: string, expression: string, fields = {}) => {
    const response = await journey.post('/subscribe', { ...form, email, expression, ...fields });
    await journey.stack.idle();
    return response;
  };
  const confirmLink = (email: string) =>
    linkIn(
      journey.emailsTo(email).findLast(({ kind }) => kind === 'confirm'),
      'confirm',
    );

  it('needs a click on the button of the confirmation page before alerts are sent', async () => {
    const { status, html } = await submitForm('ann@example.org', 'wombat');
    expect(status).toBe(202);
    expect(html).toContain('ann@example.org');
    const link = confirmLink('ann@example.org');

    await journey.publish(aBriefing({ title: 'A wombat before' }));
    const page = await journey.get(link);
    expect(page.html).toContain('wombat');
    await journey.publish(aBriefing({ title: 'A wombat after a look' }));
    expect(journey.emailsTo('ann@example.org')).toHaveLength(1);

    expect((await journey.post('/confirm', { token: tokenOf(link) })).status).toBe(200);
    await journey.publish(aBriefing({ title: 'A wombat at last' }));
    const subjects = journey.emailsTo('ann@example.org').map(({ subject }) => subject);
    expect(subjects.slice(1)).toEqual(['wombat: a wombat at last']);
  });

  it('lists the confirmation among the emails that were sent, once it is confirmed', async () => {
    await submitForm('una@example.org', 'numbat');
    await journey.post('/confirm', { token: tokenOf(confirmLink('una@example.org')) });
    await journey.publish(aBriefing({ title: 'A numbat' }));
    const manage = linkIn(journey.emailsTo('una@example.org').at(-1), 'manage');
    const { html } = await journey.get(`/manage/sent?token=${tokenOf(manage)}`);
    expect(html).toContain('Alert:');
    expect(html).toContain('Confirmation of a topic');
  });

  it('creates one subscription when it is confirmed twice', async () => {
    await submitForm('bob@example.org', 'quokka');
    const token = tokenOf(confirmLink('bob@example.org'));
    await journey.post('/confirm', { token });
    await journey.post('/confirm', { token });

    await journey.publish(aBriefing({ title: 'A quokka' }));
    expect(journey.emailsTo('bob@example.org').filter(({ kind }) => kind === 'alert')).toHaveLength(
      1,
    );
  });

  it('applies the hour chosen in the form to someone who follows topics already', async () => {
    const email = 'pam@example.org';
    await journey.subscribe({ email, expressions: ['dingo'], frequency: 'daily', hour: 6 });
    const scheduleOf = async () => {
      const { body } = await journey.api('/api/subscribers/lookup', { email });
      return body.subscriber;
    };
    // The form contains the site's hour, 8, unless they change it.
    await submitForm(email, 'bilby');
    await journey.post('/confirm', { token: tokenOf(confirmLink(email)) });
    expect(await scheduleOf()).toMatchObject({ hour: 6, timeZone: 'Europe/London' });

    await submitForm(email, 'potoroo', { hour: '21', timeZone: 'Asia/Tokyo' });
    await journey.post('/confirm', { token: tokenOf(confirmLink(email)) });
    expect(await scheduleOf()).toMatchObject({ hour: 21, timeZone: 'Asia/Tokyo' });
  });

  it('refuses more topics than the setting allows, on the page before and after the click', async () => {
    const email = 'quin@example.org';
    for (let start = 0; start < 100; start += 20) {
      const expressions = Array.from({ length: 20 }, (_, number) => `marsupial${start + number}`);
      await journey.subscribe({ email, expressions });
    }
    const sentence = 'Nobody can follow more than 100 topics. Stop following another topic first.';
    const { body } = await journey.api('/api/subscriptions', {
      email,
      expressions: ['glider'],
      frequency: 'instant',
      confirmed: true,
      consent: 'asked in the test',
    });
    expect(body.topics).toMatchObject([
      { expression: 'glider', outcome: 'refused', reason: sentence },
    ]);

    await submitForm(email, 'glider');
    const link = confirmLink(email);
    expect((await journey.get(link)).html).toContain(sentence);
    const { html } = await journey.post('/confirm', { token: tokenOf(link) });
    expect(html).toContain('You cannot follow this topic');
    expect(html).toContain(sentence);
  }, 180_000);

  it('sends one confirmation email when the form is submitted twice', async () => {
    await submitForm('cat@example.org', 'numbat');
    await submitForm('cat@example.org', 'numbat');
    expect(journey.emailsTo('cat@example.org')).toHaveLength(1);
  });

  it('sends at most three confirmation emails that one network asks for in a day, whatever the topics', async () => {
    for (let count = 0; count < 7; count += 1)
      await submitForm('gil@example.org', `thylacine${count}`);
    expect(journey.emailsTo('gil@example.org')).toHaveLength(3);
    advanceClock({ days: 1 });
    await submitForm('gil@example.org', 'thylacine');
    expect(journey.emailsTo('gil@example.org')).toHaveLength(4);
  });

  it('follows a topic in the requested language', async () => {
    const french = { email: 'hal@example.org', expressions: ['cheval'], language: 'fr' };
    await journey.subscribe(french);
    await journey.publish(aBriefing({ title: 'Les chevaux de Camargue', language: 'fr' }));
    expect(journey.emailsTo('hal@example.org')).toHaveLength(1);
    const { status, body } = await journey.api('/api/subscriptions', {
      ...french,
      frequency: 'instant',
      language: 'klingon',
    });
    expect(status).toBe(400);
    expect(body.error).toContain('Choose a language');
  });

  it('records the consent', async () => {
    await submitForm('dee@example.org', 'bilby');
    await journey.post('/confirm', { token: tokenOf(confirmLink('dee@example.org')) });

    const { body } = await journey.api('/api/subscribers/lookup', { email: 'DEE@example.org' });
    expect(body).toMatchObject({
      subscriber: { address: 'dee@example.org', timeZone: 'Europe/London', hour: 8 },
      subscriptions: [
        {
          expression: 'bilby',
          consent: {
            how: 'confirmed',
            text: expect.stringMatching(/Topic: bilby\n.*As soon as/),
            network: '127.0.0.0/24',
            language: 'en',
          },
        },
      ],
    });
  });

  it('is rejected when the link was changed, has another purpose, or has expired', async () => {
    await submitForm('eve@example.org', 'dingo');
    const token = tokenOf(confirmLink('eve@example.org'));
    const forged = `${token.slice(0, -3)}AAA`;
    expect((await journey.post('/confirm', { token: forged })).status).toBe(400);
    expect((await journey.post('/manage', { token })).status).toBe(400);
    expect((await journey.post('/confirm', { token: '' })).status).toBe(400);
    advanceClock({ days: 4 });
    const late = await journey.post('/confirm', { token });
    expect(late.status).toBe(400);
    expect(late.html).toContain('This link no longer works');

    const { status } = await journey.api('/api/subscribers/lookup', { email: 'eve@example.org' });
    expect(status).toBe(404);
  });

  it.each([
    ['an invalid address', { email: 'not an address' }, 'name@example.org'],
    ['an invalid time zone', { timeZone: 'Mars/Olympus' }, 'time zone'],
    ['an invalid frequency', { frequency: 'hourly' }, 'instant, daily, weekly or monthly'],
    ['an invalid hour', { hour: '25' }, '0 to 23'],
    ['only stop words', { expression: 'the of and' }, 'too common'],
    ['only excluded words', { expression: '-rain' }, ''],
    ['an empty topic', { expression: '' }, ''],
  ])('is rejected with a message for %s and keeps the input', async (_what, fields, message) => {
    const email = 'refused@example.org';
    const { status, html } = await submitForm(email, 'koala', fields);
    expect(status).toBe(400);
    expect(html).toContain(message);
    expect(html).toContain('There is a problem');
    expect(html).toContain(`value="${'email' in fields ? fields.email : email}"`);
    expect(journey.emailsTo(email)).toEqual([]);
  });

  it('can be changed and stopped on the manage page', async () => {
    await journey.subscribe({ email: 'fay@example.org', expressions: ['emu', 'cassowary'] });
    await journey.publish(aBriefing({ title: 'An emu' }));
    const link = linkIn(journey.emailsTo('fay@example.org')[0], 'manage');
    const token = tokenOf(link);
    const { html } = await journey.get(link);
    expect(html).toContain('cassowary');
    const { headers } = await fetch(journey.stack.siteUrl + link);
    expect(headers.get('cache-control')).toBe('no-store');
    const { body } = await journey.api('/api/subscribers/lookup', { email: 'fay@example.org' });
    const topics = body.subscriptions as { topicId: string; expression: string }[];
    const idOf = (wanted: string) =>
      topics.find(({ expression }) => expression === wanted)?.topicId ?? '';

    await journey.post('/manage', { token, action: 'stop', topicId: idOf('emu') });
    const daily = { action: 'set-frequency', topicId: idOf('cassowary'), frequency: 'daily' };
    await journey.post('/manage', { token, ...daily });
    const schedule = { action: 'set-preferences', hour: '6', timeZone: 'Australia/Perth' };
    const set = await journey.post('/manage', { token, ...schedule });
    expect(set.html).toContain('Your settings are saved.');

    const changed = await journey.api('/api/subscribers/lookup', { email: 'fay@example.org' });
    expect(changed.body).toMatchObject({
      subscriber: { hour: 6, timeZone: 'Australia/Perth' },
      subscriptions: [{ expression: 'cassowary', frequency: 'daily' }],
    });

    const repeated = await journey.post('/manage', { token, action: 'stop', topicId: idOf('emu') });
    expect(repeated.html).toContain('You do not follow that topic.');
    const invalid = { action: 'set-preferences', hour: '7', timeZone: 'Mars/Olympus' };
    const rejected = await journey.post('/manage', { token, ...invalid });
    expect(rejected.status).toBe(400);
    expect(rejected.html).toContain('We do not know that time zone');
    const stopped = await journey.post('/manage', { token, action: 'stop-everything' });
    expect(stopped.html).toContain('You are unsubscribed');
    const record = await journey.api('/api/subscribers/lookup', { email: 'fay@example.org' });
    expect(record.body).toMatchObject({ subscriber: { hour: 6 }, subscriptions: [] });
  });
});

import { aBriefing } from '../support/briefings';
import { timePasses } from '../support/clock';
import { type Journey, linkIn, startJourney, tokenOf } from '../support/journey';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

describe('subscribing', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  afterAll(() => journey.stop());

  const form = { frequency: 'instant', timeZone: 'Europe/London', hour: '8' };
  const ask = async (email: string, expression: string, fields = {}) => {
    const answer = await journey.post('/subscribe', { ...form, email, expression, ...fields });
    await journey.stack.idle();
    return answer;
  };
  const confirmLink = (email: string) =>
    linkIn(
      journey.mailsTo(email).findLast(({ kind }) => kind === 'confirm'),
      'confirm',
    );

  it('needs the button of the confirmation mail’s page, and then alerts come', async () => {
    const { status, html } = await ask('ann@example.org', 'wombat');
    expect(status).toBe(202);
    expect(html).toContain('ann@example.org');
    const link = confirmLink('ann@example.org');

    await journey.publish(aBriefing({ title: 'A wombat before' }));
    const page = await journey.get(link);
    expect(page.html).toContain('wombat');
    await journey.publish(aBriefing({ title: 'A wombat after a look' }));
    expect(journey.mailsTo('ann@example.org')).toHaveLength(1);

    expect((await journey.post('/confirm', { token: tokenOf(link) })).status).toBe(200);
    await journey.publish(aBriefing({ title: 'A wombat at last' }));
    const subjects = journey.mailsTo('ann@example.org').map(({ subject }) => subject);
    expect(subjects.slice(1)).toEqual(['wombat: a wombat at last']);
  });

  it('may be confirmed twice without a second subscription', async () => {
    await ask('bob@example.org', 'quokka');
    const token = tokenOf(confirmLink('bob@example.org'));
    await journey.post('/confirm', { token });
    await journey.post('/confirm', { token });

    await journey.publish(aBriefing({ title: 'A quokka' }));
    expect(journey.mailsTo('bob@example.org').filter(({ kind }) => kind === 'alert')).toHaveLength(
      1,
    );
  });

  it('sends one confirmation mail when the form is sent twice', async () => {
    await ask('cat@example.org', 'numbat');
    await ask('cat@example.org', 'numbat');
    expect(journey.mailsTo('cat@example.org')).toHaveLength(1);
  });

  it('asks an address five times an hour at most, whatever is asked', async () => {
    for (let wish = 0; wish < 7; wish += 1) await ask('gil@example.org', `thylacine${wish}`);
    expect(journey.mailsTo('gil@example.org')).toHaveLength(5);
    timePasses({ hours: 1 });
    await ask('gil@example.org', 'thylacine');
    expect(journey.mailsTo('gil@example.org')).toHaveLength(6);
  });

  it('follows a topic in the language that was asked for', async () => {
    const french = { email: 'hal@example.org', expressions: ['cheval'], language: 'fr' };
    await journey.subscribe(french);
    await journey.publish(aBriefing({ title: 'Les chevaux de Camargue', language: 'fr' }));
    expect(journey.mailsTo('hal@example.org')).toHaveLength(1);
    const { status, body } = await journey.api('/api/subscriptions', {
      ...french,
      frequency: 'instant',
      language: 'klingon',
    });
    expect(status).toBe(400);
    expect(body.error).toContain('Choose a language');
  });

  it('keeps a record of the consent', async () => {
    await ask('dee@example.org', 'bilby');
    await journey.post('/confirm', { token: tokenOf(confirmLink('dee@example.org')) });

    const { body } = await journey.api('/api/subscribers/lookup', { email: 'DEE@example.org' });
    expect(body).toMatchObject({
      subscriber: { address: 'dee@example.org', timeZone: 'Europe/London', hour: 8 },
      subscriptions: [
        { expression: 'bilby', consent: { how: 'confirmed', text: 'Follow bilby (instant)' } },
      ],
    });
  });

  it('is refused by a link that was changed, is for something else, or is too old', async () => {
    await ask('eve@example.org', 'dingo');
    const token = tokenOf(confirmLink('eve@example.org'));
    const forged = `${token.slice(0, -3)}AAA`;
    expect((await journey.post('/confirm', { token: forged })).status).toBe(400);
    expect((await journey.post('/manage', { token })).status).toBe(400);
    expect((await journey.post('/confirm', { token: '' })).status).toBe(400);
    timePasses({ days: 4 });
    const late = await journey.post('/confirm', { token });
    expect(late.status).toBe(400);
    expect(late.html).toContain('This link no longer works');

    const { status } = await journey.api('/api/subscribers/lookup', { email: 'eve@example.org' });
    expect(status).toBe(404);
  });

  it.each([
    ['an address that is none', { email: 'not an address' }, 'name@example.org'],
    ['a time zone that is none', { timeZone: 'Mars/Olympus' }, 'time zone'],
    ['a frequency that is none', { frequency: 'hourly' }, 'instant, daily or weekly'],
    ['an hour that is none', { hour: '25' }, '0 to 23'],
    ['only stop words', { expression: 'the of and' }, 'too common'],
    ['only negations', { expression: '-rain' }, ''],
    ['nothing', { expression: '' }, ''],
  ])('is refused with a sentence for %s, and keeps what was typed', async (_what, fields, told) => {
    const email = 'refused@example.org';
    const { status, html } = await ask(email, 'koala', fields);
    expect(status).toBe(400);
    expect(html).toContain(told);
    expect(html).toContain('Something needs changing');
    expect(html).toContain(`value="${'email' in fields ? fields.email : email}"`);
    expect(journey.mailsTo(email)).toEqual([]);
  });

  it('changes and stops topics on the manage page', async () => {
    await journey.subscribe({ email: 'fay@example.org', expressions: ['emu', 'cassowary'] });
    await journey.publish(aBriefing({ title: 'An emu' }));
    const link = linkIn(journey.mailsTo('fay@example.org')[0], 'manage');
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
    const schedule = { action: 'set-schedule', hour: '6', timeZone: 'Australia/Perth' };
    const set = await journey.post('/manage', { token, ...schedule });
    expect(set.html).toContain('Your digests come at the new time.');

    const after = await journey.api('/api/subscribers/lookup', { email: 'fay@example.org' });
    expect(after.body).toMatchObject({
      subscriber: { hour: 6, timeZone: 'Australia/Perth' },
      subscriptions: [{ expression: 'cassowary', frequency: 'daily' }],
    });

    const gone = await journey.post('/manage', { token, action: 'stop', topicId: idOf('emu') });
    expect(gone.html).toContain('You do not follow that topic.');
    const wrong = { action: 'set-schedule', hour: '7', timeZone: 'Mars/Olympus' };
    const refused = await journey.post('/manage', { token, ...wrong });
    expect(refused.status).toBe(400);
    expect(refused.html).toContain('We do not know that time zone');
    const stopped = await journey.post('/manage', { token, action: 'stop-everything' });
    expect(stopped.html).toContain('You follow no topics any more');
    const file = await journey.api('/api/subscribers/lookup', { email: 'fay@example.org' });
    expect(file.body).toMatchObject({ subscriber: { hour: 6 }, subscriptions: [] });
  });
});

import { aBriefing } from '../support/briefings';
import { type Journey, startJourney } from '../support/journey';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

describe('bad input', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  afterAll(() => journey.stop());

  const send = (body: unknown) => journey.api('/api/briefings', body);

  it.each([
    ['malformed JSON', '{"title": "half', 'not JSON'],
    ['no body', '', 'not JSON'],
    ['an empty list', [], 'empty'],
    ['a missing title', { body: 'text' }, 'the title is missing'],
    ['a title that is a number', { title: 7 }, 'the title must be a text'],
    ['an empty title', { title: '  ' }, 'the title is empty'],
    ['a title of tags alone', { title: '<b></b>' }, 'the title holds no text'],
    ['a text instead of a briefing', ['hello'], 'a briefing is an object'],
    ['a javascript: url', { title: 'T', url: 'javascript:alert(1)' }, 'begins with https://'],
    ['a time that is none', { title: 'T', publishedAt: 'yesterday' }, 'publishedAt'],
    ['tags that are no list', { title: 'T', tags: 'gaza' }, 'tags'],
    ['a language that is none', { title: 'T', language: 'klingon!' }, 'language'],
    ['a body of 300 KB', { title: 'T', body: 'x'.repeat(300_000) }, 'shorten it to 256000'],
    [
      'html that grows when made safe',
      { title: 'T', body: `<p>${'&'.repeat(200_000)}` },
      'made safe',
    ],
  ])('is refused with a sentence: %s', async (_what, body, told) => {
    const answer = await send(body);
    expect(answer.status).toBe(400);
    expect(String(answer.body.error)).toContain(told);
  });

  it('is refused when it is 5 MB long', async () => {
    const answer = await send({ title: 'T', body: 'x'.repeat(5_000_000) });
    expect(answer.status).toBe(413);
    expect(String(answer.body.error)).toContain('4 MB');
  });

  it('is refused by the operator’s doors too', async () => {
    const subscription = { email: 'a@example.org', expressions: ['rain'], frequency: 'instant' };
    const bad: [string, unknown, string][] = [
      ['/api/subscriptions', { ...subscription, email: 'nobody' }, 'name@example.org'],
      ['/api/subscriptions', { ...subscription, expressions: ['the'] }, 'too common'],
      ['/api/subscriptions', { ...subscription, expressions: [] }, 'Name a topic'],
      ['/api/subscriptions', { ...subscription, frequency: 'often' }, 'instant'],
      ['/api/subscriptions', { ...subscription, timeZone: 'Mars' }, 'time zone'],
      ['/api/subscriptions', { ...subscription, confirmed: true }, 'consent'],
      ['/api/subscribers/lookup', { email: 'nobody' }, 'name@example.org'],
      ['/api/subscriptions', null, 'Send an object'],
      ['/api/digests', { at: 'soon' }, 'a time such as'],
      ['/api/topics/show', {}, '"expression"'],
      ['/api/topics/list', null, 'startAfter'],
      ['/api/topics/verify', { startAfter: '' }, 'startAfter'],
    ];
    for (const [path, body, told] of bad) {
      const answer = await journey.api(path, body);
      expect({ path, status: answer.status, error: answer.body.error }).toEqual({
        path,
        status: 400,
        error: expect.stringContaining(told),
      });
    }
    expect((await journey.api('/api/nothing', {})).status).toBe(404);
  });

  it('stops no other briefing of the list, and is named', async () => {
    await journey.subscribe({ email: 'ann@example.org', expressions: ['puffin'] });
    const answer = await send([
      aBriefing({ title: 'A puffin' }),
      { title: 'A puffin, undated', publishedAt: 'never' },
      aBriefing({ title: 'Two puffins' }),
    ]);
    await journey.stack.idle();

    expect(answer.status).toBe(207);
    expect(answer.body.briefings).toHaveLength(2);
    expect(answer.body.refused).toEqual([
      { index: 1, title: 'A puffin, undated', reason: expect.stringContaining('publishedAt') },
    ]);
    expect(journey.mailsTo('ann@example.org')).toHaveLength(2);
  });

  it('never reaches a mail as html, a link that runs, or a header', async () => {
    await journey.subscribe({ email: 'bob@example.org', expressions: ['razorbill'] });
    await journey.publish(
      aBriefing({
        title: 'A razorbill\r\nBcc: everyone@example.org <script>alert(1)</script>',
        summary: '<img src=x onerror=alert(2)> seen',
        body: '<p>One <a href="javascript:alert(3)">razorbill</a><script>alert(4)</script></p>',
        source: 'The "Post"\nX-Evil: yes',
      }),
    );
    const [mail] = journey.mailsTo('bob@example.org');
    expect(mail?.html).not.toMatch(/<script|javascript:|onerror=/i);
    expect(mail?.headers.has('bcc')).toBe(false);
    expect(mail?.headers.has('x-evil')).toBe(false);
    expect(mail?.subject).not.toMatch(/[\r\n]/);
  });

  it('on a page is sanitized too', async () => {
    await journey.publish(
      aBriefing({
        id: 'bold & brave',
        title: 'Bold',
        body: '<p onclick="x()">A <b>bold</b> word<iframe src="//evil.example"></iframe></p>',
      }),
    );
    const { status, html } = await journey.get('/briefings/bold%20%26%20brave');
    expect(status).toBe(200);
    expect(html).toContain('<b>bold</b>');
    expect(html).not.toMatch(/onclick|iframe/);
  });

  it('in an address bar shows a page that says so', async () => {
    const long = 'x'.repeat(3_000);
    const none = ['/nowhere', '/briefings/none', '/topics/none'];
    for (const path of [...none, `/briefings/${long}`, `/topics/${long}`]) {
      expect((await journey.get(path)).status).toBe(404);
    }
    for (const path of ['/confirm', '/unsubscribe?token=x', '/manage?token=']) {
      expect((await journey.get(path)).status).toBe(400);
    }
  });

  it('or good, what a link’s holder is shown is kept by no cache', async () => {
    const cacheControl = async (path: string, init?: RequestInit) =>
      (await fetch(`${journey.stack.siteUrl}${path}`, init)).headers.get('cache-control');
    expect(await cacheControl('/manage?token=x')).toBe('no-store');
    expect(await cacheControl('/subscribe', { method: 'POST' })).toBe('no-store');
    expect(await cacheControl('/')).toBeNull();
  });

  it('of a form is no form, and a page says so', async () => {
    const posted = (path: string) =>
      fetch(`${journey.stack.siteUrl}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'multipart/form-data' },
        body: 'no boundary',
      });
    for (const path of ['/subscribe', '/confirm', '/unsubscribe?token=x', '/manage']) {
      expect([path, (await posted(path)).status]).toEqual([path, 400]);
    }
  });

  it('and good input leave no address in the log', () => {
    expect(journey.logged.length).toBeGreaterThan(0);
    expect(journey.logged.join('\n')).not.toMatch(/@example\.org|puffin|token=/);
  });
});

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
    ['a title that is a number', { title: 7 }, 'the title must be a string'],
    ['an empty title', { title: '  ' }, 'the title is empty'],
    ['a title with only tags', { title: '<b></b>' }, 'the title has no text'],
    ['a text instead of a briefing', ['hello'], 'a briefing must be an object'],
    ['a javascript: url', { title: 'T', url: 'javascript:alert(1)' }, 'starts with https://'],
    ['an invalid time', { title: 'T', publishedAt: 'yesterday' }, 'publishedAt'],
    ['tags that are not a list', { title: 'T', tags: 'gaza' }, 'tags'],
    ['an invalid language', { title: 'T', language: 'klingon!' }, 'language'],
    ['a body of 300 KB', { title: 'T', body: 'x'.repeat(300_000) }, 'shorten it to 256000'],
    [
      'HTML that is too long after sanitizing',
      { title: 'T', body: `<p>${'&'.repeat(200_000)}` },
      'sanitized',
    ],
  ])('is rejected with a message: %s', async (_what, body, message) => {
    const response = await send(body);
    expect(response.status).toBe(400);
    expect(String(response.body.error)).toContain(message);
  });

  it('is rejected when it is 5 MB long', async () => {
    const response = await send({ title: 'T', body: 'x'.repeat(5_000_000) });
    expect(response.status).toBe(413);
    expect(String(response.body.error)).toContain('4 MB');
  });

  it('is rejected by the operators’ API', async () => {
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
    for (const [path, body, message] of bad) {
      const response = await journey.api(path, body);
      expect({ path, status: response.status, error: response.body.error }).toEqual({
        path,
        status: 400,
        error: expect.stringContaining(message),
      });
    }
    expect((await journey.api('/api/nothing', {})).status).toBe(404);
  });

  it('in a list is named and does not stop the other briefings', async () => {
    await journey.subscribe({ email: 'ann@example.org', expressions: ['puffin'] });
    const response = await send([
      aBriefing({ title: 'A puffin' }),
      { title: 'A puffin, undated', publishedAt: 'never' },
      aBriefing({ title: 'Two puffins' }),
    ]);
    await journey.stack.idle();

    expect(response.status).toBe(207);
    expect(response.body.briefings).toHaveLength(2);
    expect(response.body.refused).toEqual([
      { index: 1, title: 'A puffin, undated', reason: expect.stringContaining('publishedAt') },
    ]);
    expect(journey.emailsTo('ann@example.org')).toHaveLength(2);
  });

  it('never becomes HTML, a script link or a header in an email', async () => {
    await journey.subscribe({ email: 'bob@example.org', expressions: ['razorbill'] });
    await journey.publish(
      aBriefing({
        title: 'A razorbill\r\nBcc: everyone@example.org <script>alert(1)</script>',
        summary: '<img src=x onerror=alert(2)> seen',
        body: '<p>One <a href="javascript:alert(3)">razorbill</a><script>alert(4)</script></p>',
        source: 'The "Post"\nX-Evil: yes',
      }),
    );
    const [email] = journey.emailsTo('bob@example.org');
    expect(email?.html).not.toMatch(/<script|javascript:|onerror=/i);
    expect(email?.headers.has('bcc')).toBe(false);
    expect(email?.headers.has('x-evil')).toBe(false);
    expect(email?.subject).not.toMatch(/[\r\n]/);
  });

  it('is sanitized on pages too', async () => {
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

  it('in a URL shows an error page', async () => {
    const long = 'x'.repeat(3_000);
    const missing = ['/nowhere', '/briefings/none', '/topics/none'];
    for (const path of [...missing, `/briefings/${long}`, `/topics/${long}`]) {
      expect((await journey.get(path)).status).toBe(404);
    }
    for (const path of ['/confirm', '/unsubscribe?token=x', '/manage?token=']) {
      expect((await journey.get(path)).status).toBe(400);
    }
  });

  it('does not make personal pages cacheable', async () => {
    const cacheControl = async (path: string, init?: RequestInit) =>
      (await fetch(`${journey.stack.siteUrl}${path}`, init)).headers.get('cache-control');
    expect(await cacheControl('/manage?token=x')).toBe('no-store');
    expect(await cacheControl('/subscribe', { method: 'POST' })).toBe('no-store');
    expect(await cacheControl('/')).toBe('no-cache');
  });

  it('instead of a form shows an error page', async () => {
    const post = (path: string) =>
      fetch(`${journey.stack.siteUrl}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'multipart/form-data' },
        body: 'no boundary',
      });
    for (const path of ['/subscribe', '/confirm', '/unsubscribe?token=x', '/manage']) {
      expect([path, (await post(path)).status]).toEqual([path, 400]);
    }
  });

  it('leaves no email address in the log', () => {
    expect(journey.logged.length).toBeGreaterThan(0);
    expect(journey.logged.join('\n')).not.toMatch(/@example\.org|puffin|token=/);
  });
});

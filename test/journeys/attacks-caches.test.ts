import { aBriefing } from '../support/briefings';
import { type Journey, linkIn, startJourney } from '../support/journey';
import { tokenOf } from '../support/links';
import { sendRaw } from '../support/raw-request';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

/** Pages and feeds that anyone can ask for, and that caches may store. */
const PUBLIC_PATHS = [
  '/',
  '/archive',
  '/archive?q=heron',
  '/briefings/herons',
  '/preview?expression=heron',
  '/feeds/atom',
  '/feeds/json?q=heron',
  '/robots.txt',
  '/sitemap.xml',
  '/privacy',
  '/nowhere',
];

describe('a cache that an attacker fills', () => {
  let journey: Journey;
  let manage: string;
  let unsubscribe: string;
  beforeAll(async () => {
    journey = await startJourney();
    await journey.subscribe({ email: 'ann@example.org', expressions: ['heron'] });
    await journey.publish(aBriefing({ id: 'herons', title: 'A heron' }));
    const [alert] = journey.emailsTo('ann@example.org');
    manage = linkIn(alert, 'manage');
    unsubscribe = linkIn(alert, 'unsubscribe');
  });
  afterAll(() => journey.stop());

  const send = (path: string, init?: RequestInit) =>
    fetch(`${journey.stack.siteUrl}${path}`, { redirect: 'manual', ...init });
  /** The status and text of a page, without what names the time at which its form was made. */
  const pageAt = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await send(path, { headers });
    const text = (await answer.text()).replace(/name="stamp" value="[^"]*"/, '');
    return { status: answer.status, location: answer.headers.get('location'), text };
  };

  it.each([
    'x-forwarded-host',
    'x-forwarded-for',
    'x-forwarded-proto',
    'x-forwarded-port',
    'x-forwarded-server',
    'x-forwarded-prefix',
    'x-host',
    'x-original-host',
    'x-original-url',
    'x-rewrite-url',
    'forwarded',
    'via',
    'referer',
    'origin',
    'cookie',
    'authorization',
    'user-agent',
    'x-http-method-override',
  ])('finds nothing of a header in a page: %s', async (name) => {
    for (const path of PUBLIC_PATHS) {
      const clean = await pageAt(path);
      expect([path, await pageAt(path, { [name]: 'https://evil.example' })]).toEqual([path, clean]);
    }
  });

  it('finds the same feeds and assets in every language', async () => {
    for (const path of ['/feeds/atom', '/feeds/json?q=heron', '/robots.txt', '/sitemap.xml']) {
      const [english, arabic] = [
        await pageAt(path),
        await pageAt(path, { 'accept-language': 'ar' }),
      ];
      expect([path, arabic]).toEqual([path, english]);
    }
  });

  it('keeps no failure: a page that is missing or refused is asked for again', async () => {
    for (const path of [
      '/nowhere',
      '/briefings/none',
      '/topics/none',
      '/archive?q=(',
      '/feeds/atom?q=(',
    ]) {
      const { status, headers } = await send(path);
      expect([path, status >= 400]).toEqual([path, true]);
      expect([path, headers.get('cache-control')]).toEqual([
        path,
        expect.stringMatching(/^no-(cache|store)$/),
      ]);
    }
  });

  it('finds no page for another host', async () => {
    for (const host of ['evil.example', 'localhost@evil.example', 'evil.example:80']) {
      const { status, body } = await sendRaw(journey.stack.siteUrl, '/', { headers: { host } });
      expect([host, status]).toEqual([host, 403]);
      expect(body).not.toContain('href');
    }
  });

  it('finds a compressed page apart from one that is not', async () => {
    for (const path of ['/', '/archive', '/feeds/atom', '/preview?expression=heron']) {
      for (const encoding of ['gzip', 'identity']) {
        const { headers } = await send(path, { headers: { 'accept-encoding': encoding } });
        const variesBy = (headers.get('vary') ?? '').toLowerCase();
        expect([path, encoding, variesBy]).toEqual([
          path,
          encoding,
          expect.stringContaining('accept-encoding'),
        ]);
      }
    }
  });

  it('finds a page stored only for its language, and asked for again', async () => {
    for (const path of ['/', '/briefings/herons']) {
      const { headers } = await send(path);
      expect(headers.get('vary')).toContain('Accept-Language');
      expect(headers.get('cache-control')).toBeTruthy();
    }
    const { headers } = await send('/briefings/herons?lang=fr');
    expect(headers.get('content-language')).toBe('fr');
  });

  it('finds no page with a token, whatever else is in the address', async () => {
    const token = tokenOf(manage);
    for (const path of [
      manage,
      `${manage}&lang=fr`,
      `/manage?token=&token=${token}`,
      `/manage?token=${token}&token=x`,
      unsubscribe,
      `/?token=${token}`,
      `/nowhere.css?token=${token}`,
    ]) {
      const { headers } = await send(path);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-robots-tag')).toBe('noindex');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });
});

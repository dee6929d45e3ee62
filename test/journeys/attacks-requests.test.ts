import { request } from 'node:http';
import { aBriefing } from '../support/briefings';
import { type Journey, linkIn, startJourney } from '../support/journey';
import { tokenOf } from '../support/links';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

const PARTNER = 'https://partner.example';
const EVIL = 'https://evil.example';

describe('an attack with requests', () => {
  let journey: Journey;
  let manage: string;
  let unsubscribe: string;
  beforeAll(async () => {
    journey = await startJourney({ formOrigins: PARTNER });
    await journey.subscribe({ email: 'ann@example.org', expressions: ['heron'] });
    await journey.publish(aBriefing({ id: 'herons', title: 'A heron' }));
    const [alert] = journey.emailsTo('ann@example.org');
    manage = linkIn(alert, 'manage');
    unsubscribe = linkIn(alert, 'unsubscribe');
  });
  afterAll(() => journey.stop());

  const send = (path: string, init?: RequestInit) =>
    fetch(`${journey.stack.siteUrl}${path}`, { redirect: 'manual', ...init });
  const submit = (
    path: string,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ) => send(path, { method: 'POST', body: new URLSearchParams(fields), headers });
  /** As `fetch`, but with any path and host. */
  const sendRaw = (path: string, { method = 'GET', headers = {} } = {}) =>
    new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>(
      (resolve, reject) => {
        const { hostname, port } = new URL(journey.stack.siteUrl);
        request({ hostname, port, path, method, headers }, async (response) => {
          const body = Buffer.concat(await response.toArray()).toString();
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
        })
          .on('error', reject)
          .end();
      },
    );
  const followedBy = async (email: string) => {
    const { body } = await journey.api('/api/subscribers/lookup', { email });
    return (body.subscriptions as { expression: string }[]).map(({ expression }) => expression);
  };
  const form = { email: 'bob@example.org', expression: 'egret', frequency: 'instant' };

  describe('from another site', () => {
    const foreign: [string, Record<string, string>][] = [
      ['its origin', { origin: EVIL }],
      ['its origin in a modern browser', { origin: EVIL, 'sec-fetch-site': 'cross-site' }],
      ['a hidden origin', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
      ['no origin', { 'sec-fetch-site': 'cross-site' }],
      ['a sister site', { origin: 'https://a.partner.example', 'sec-fetch-site': 'same-site' }],
    ];

    it.each(foreign)('is refused for every form: %s', async (_what, headers) => {
      const token = tokenOf(manage);
      const posts: [string, Record<string, string>][] = [
        ['/subscribe', form],
        ['/manage', { token, action: 'stop-everything' }],
        [unsubscribe, {}],
        ['/confirm', { token: 'x' }],
        ['/link', { token }],
        ['/never-ask', { token: 'x' }],
      ];
      for (const [path, fields] of posts) {
        const { status } = await submit(path, fields, headers);
        expect([path.split('?')[0], status]).toEqual([path.split('?')[0], 403]);
      }
      expect(await followedBy('ann@example.org')).toEqual(['heron']);
    });

    it('is told so in the language of the reader', async () => {
      const response = await submit('/subscribe', form, { origin: EVIL, 'accept-language': 'de' });
      expect(await response.text()).toContain('Dieses Formular kam von einer anderen Website');
    });

    it('is no attack where the operator lets it embed the form, and only that form', async () => {
      const headers = { origin: PARTNER, 'sec-fetch-site': 'cross-site' };
      const accepted = await submit('/subscribe', { ...form, email: 'cat@example.org' }, headers);
      expect(accepted.status).toBe(202);
      await journey.stack.idle();
      expect(journey.emailsTo('cat@example.org')).toHaveLength(1);
      const token = tokenOf(manage);
      expect((await submit('/manage', { token }, headers)).status).toBe(403);
    });

    it.each([
      'http://partner.example',
      'https://partner.example:444',
      'https://partner.example.evil.example',
      'https://evil.example/https://partner.example',
      'https://notpartner.example',
      'https://partner.example.',
      'https://partner.example, https://evil.example',
      'https://user@partner.example',
      'null',
    ])(
      'is refused where its origin only resembles one that may embed the form: %s',
      async (origin) => {
        expect((await submit('/subscribe', form, { origin })).status).toBe(403);
      },
    );

    it('is refused whatever the referrer says', async () => {
      const headers = { origin: EVIL, referer: `${journey.stack.siteUrl}/` };
      expect((await submit('/subscribe', form, headers)).status).toBe(403);
    });

    it('is no attack if an email program in a browser unsubscribes with one click', async () => {
      await journey.subscribe({ email: 'dee@example.org', expressions: ['stork'] });
      await journey.publish(aBriefing({ title: 'A stork' }));
      const link = linkIn(journey.emailsTo('dee@example.org')[0], 'unsubscribe');
      const headers = { origin: 'https://webmail.example', 'sec-fetch-site': 'cross-site' };
      expect((await submit(link, {}, headers)).status).toBe(403);
      const oneClick = { 'List-Unsubscribe': 'One-Click' };
      expect((await submit(link, oneClick, headers)).status).toBe(200);
      expect(await followedBy('dee@example.org')).toEqual([]);
      expect((await submit('/manage', oneClick, headers)).status).toBe(403);
    });
  });

  it('with a large body is refused before the body is read', async () => {
    const padding = (bytes: number) => ({ ...form, padding: 'x'.repeat(bytes) });
    expect((await submit('/subscribe', padding(66_000))).status).toBe(413);
    expect((await submit(unsubscribe, padding(66_000), { origin: EVIL })).status).toBe(413);
    const below = await submit('/confirm', padding(60_000));
    expect(below.status).toBe(400);
  });

  it('with another method changes nothing', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const response = await send(unsubscribe, { method });
      expect([method, response.status, response.headers.get('allow')]).toEqual([
        method,
        405,
        'GET, HEAD, POST',
      ]);
    }
    expect((await send(unsubscribe, { method: 'HEAD' })).status).toBe(200);
    expect(await followedBy('ann@example.org')).toEqual(['heron']);
  });

  it.each([
    `//evil.example/`,
    `/\\evil.example/`,
    `/%2f%2fevil.example`,
    `///evil.example/%2e%2e`,
    `/?next=${EVIL}&url=${EVIL}&redirect=${EVIL}`,
    `/confirm?token=${EVIL}`,
    `/link?token=//evil.example`,
  ])('can’t make a page lead elsewhere: %s', async (path) => {
    const { status, headers, body } = await sendRaw(path);
    expect(status).not.toBe(500);
    expect(headers.location).toBeUndefined();
    const links = [...body.matchAll(/(?:href|action|src)="([^"]*)"/g)].map(([, link]) => link);
    expect(links.length).toBeGreaterThan(3);
    for (const link of links) expect(link).not.toMatch(/^(\w+:)?[\\/]{2}evil\.example/);
  });

  describe('on a cache', () => {
    it('finds no header in a page', async () => {
      const names = ['x-forwarded-host', 'x-forwarded-proto', 'x-original-url', 'forwarded'];
      for (const path of ['/', '/briefings/herons', '/nowhere']) {
        // Each form has the time at which it was made.
        const textOf = async (answer: Response) =>
          (await answer.text()).replace(/name="stamp" value="[^"]*"/, '');
        const clean = await textOf(await send(path));
        for (const name of [...names, 'x-forwarded-for', 'x-rewrite-url', 'referer']) {
          const headers = { [name]: 'evil.example' };
          expect(await textOf(await send(path, { headers }))).toBe(clean);
        }
      }
    });

    it('finds no page for another host', async () => {
      for (const host of ['evil.example', 'localhost@evil.example', 'evil.example:80']) {
        const { status, body } = await sendRaw('/', { headers: { host } });
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

  it('finds every page protected in the browser', async () => {
    for (const path of ['/', manage, '/nowhere', '/briefings/herons']) {
      const { headers } = await send(path);
      const policy = headers.get('content-security-policy') ?? '';
      for (const part of [
        "default-src 'none'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ]) {
        expect(policy).toContain(part);
      }
      expect(policy).not.toMatch(/unsafe|\*/);
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      // On http, which only this machine has.
      expect(headers.has('strict-transport-security')).toBe(false);
    }
  });
});

import { aWebFunction } from '../../support/web-function';

const EVIL = 'evil.example';

describe('the web function', () => {
  let send: Awaited<ReturnType<typeof aWebFunction>>;
  beforeAll(async () => {
    send = await aWebFunction();
  });

  const hosts: [string, Record<string, string>][] = [
    ['Host', { host: EVIL }],
    ['X-Forwarded-Host', { 'x-forwarded-host': EVIL }],
    ['Forwarded', { forwarded: `host=${EVIL};proto=http` }],
    ['X-Original-URL', { 'x-original-url': `https://${EVIL}/` }],
    ['X-Rewrite-URL', { 'x-rewrite-url': `//${EVIL}/` }],
    ['X-Forwarded-Prefix', { 'x-forwarded-prefix': `//${EVIL}` }],
  ];

  it.each(hosts)('writes no host into a page that a request names: %s', async (_name, headers) => {
    for (const path of ['/privacy', '/nowhere', '/robots.txt']) {
      const clean = await send(path);
      const forged = await send(path, { headers });
      expect([path, forged.text]).toEqual([path, clean.text]);
      expect(forged.headers.get('location')).toBeNull();
    }
  });

  it('links to its own address, whatever host API Gateway was asked for', async () => {
    const forged = await send('/privacy', { domainName: EVIL });
    expect(forged.text).not.toContain(EVIL);
    const robots = await send('/robots.txt', { domainName: EVIL });
    expect(robots.text).toContain('https://news.example.org/sitemap.xml');
  });

  it.each(['x-http-method-override', 'x-http-method', 'x-method-override'])(
    'takes the method of the request for its method, whatever %s says',
    async (name) => {
      const asPost = await send('/subscribe', {
        headers: { [name]: 'POST' },
        query: '_method=POST',
      });
      expect(asPost.status).toBe(404);
      const asGet = await send('/privacy', {
        method: 'DELETE',
        headers: { [name]: 'GET' },
        query: '_method=GET',
      });
      expect([asGet.status, asGet.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
    },
  );

  it('refuses a form of another site at every spelling of a path', async () => {
    const headers = { origin: 'https://partner.example', 'sec-fetch-site': 'cross-site' };
    for (const path of [
      '/subscribe/',
      '/SUBSCRIBE',
      '//subscribe',
      '/%73ubscribe/',
      '/subscribe/../manage',
      '/subscribe;/manage',
      '/manage',
      '/confirm',
      '/preview',
    ]) {
      const { status } = await send(path, { method: 'POST', headers, body: 'email=a%40b.example' });
      expect([path, status]).toEqual([path, 403]);
    }
  });

  it.each(['next', 'url', 'redirect', 'return_to', 'token', 'lang', 'topic', 'undo'])(
    'leads nowhere else by the parameter %s',
    async (name) => {
      for (const address of [
        `https://${EVIL}/`,
        `//${EVIL}`,
        `/\\${EVIL}`,
        'javascript:alert(1)',
      ]) {
        const query = new URLSearchParams({ [name]: address }).toString();
        for (const path of ['/privacy', '/nowhere', '/subscribe']) {
          const { status, headers, text } = await send(path, { query });
          expect(status === 200 || status === 404).toBe(true);
          expect(headers.get('location')).toBeNull();
          expect(headers.get('refresh')).toBeNull();
          const targets = [...text.matchAll(/(?:href|src|action)="([^"]*)"/g)].map(([, to]) => to);
          expect(targets.length).toBeGreaterThan(3);
          for (const to of targets) {
            expect(to).not.toMatch(/^\s*(javascript:|(https?:)?[\\/]{2}evil\.example|\/\\)/i);
          }
        }
      }
    },
  );

  it.each([`//${EVIL}/`, `///${EVIL}/a`, `/\\${EVIL}/`, `/%2f%2f${EVIL}`])(
    'leads nowhere else by its path: %s',
    async (path) => {
      const { status, text } = await send(path);
      expect(status).toBe(404);
      const targets = [...text.matchAll(/(?:href|src|action)="([^"]*)"/g)].map(([, to]) => to);
      expect(targets.length).toBeGreaterThan(3);
      for (const to of targets) expect(to).not.toMatch(/^(\w+:)?[\\/]{2}evil\.example/);
    },
  );

  it('reads the first of two parameters of the same name', async () => {
    const both = await send('/privacy', { query: 'lang=fr&lang=de' });
    expect(both.headers.get('content-language')).toBe('fr');
    const { headers } = await send('/privacy', { query: 'token=&token=x' });
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('answers a page as usual with headers and cookies as large as API Gateway lets through', async () => {
    const headers = Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [`x-padding-${index}`, 'evil'.repeat(8)]),
    );
    const clean = await send('/privacy');
    const padded = await send('/privacy', {
      headers: { ...headers, cookie: `session=${'evil'.repeat(2_000)}` },
    });
    expect([padded.status, padded.text]).toEqual([200, clean.text]);
    const languages = await send('/privacy', {
      headers: { 'accept-language': 'xx-'.repeat(3_000) },
    });
    expect(languages.status).toBe(200);
    expect(languages.text).toBe(clean.text);
  });
});

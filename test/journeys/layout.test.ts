import { type Journey, startJourney } from '../support/journey';
import { AN_SVG, aLogoFile } from '../support/logo';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

describe('what is around every page', () => {
  const logo = aLogoFile('logo.svg', AN_SVG);
  let journey: Journey;
  let home: string;
  beforeAll(async () => {
    const brand = { name: 'Harbour News', accent: '#0b5d1e', logo: logo.file };
    journey = await startJourney({ brand: JSON.stringify(brand) });
    home = (await journey.get('/')).html;
  });
  afterAll(async () => {
    await journey.stop();
    logo.remove();
  });

  it.each(['/?topic=', '/?x=', '/archive?q=', '/preview?expression=', '/manage?token=', '/'])(
    'is no longer if the address is long: %s',
    async (path) => {
      const { html } = await journey.get(path + 'x'.repeat(9_000));

      expect(html.length).toBeLessThan(36_000);
    },
  );

  const fetchAsset = (path = '') => fetch(journey.stack.siteUrl + path);

  it('shows the logo of the operator, with the name as its text, and the accent colour', () => {
    expect(home).toMatch(
      /<img src="\/assets\/logo-\w+\.svg" alt="Harbour News" width="280" height="50"\/>/,
    );
    expect(home).toContain('--accent:#0b5d1e');
  });

  it('has a logo that emails can show, that browsers keep for ever and that runs nothing', async () => {
    const response = await fetchAsset(/\/assets\/logo-\w+\.svg/.exec(home)?.[0]);
    expect(await response.text()).toBe(AN_SVG);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/svg+xml',
      'cache-control': 'public, max-age=31536000, immutable',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
  });

  const fetchPage = (path: string, headers: Record<string, string> = {}) =>
    fetch(journey.stack.siteUrl + path, { headers });

  it('is compressed for browsers that understand it', async () => {
    const plain = await fetchPage('/privacy', { 'Accept-Encoding': 'identity' });
    const gzip = await fetchPage('/privacy', { 'Accept-Encoding': 'gzip' });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(gzip.headers.get('content-encoding')).toBe('gzip');
    expect(await gzip.text()).toBe(await plain.text());
  });

  it('names the language and tells caches on what it depends', async () => {
    const { headers } = await fetchPage('/', { 'Accept-Language': 'fr-CA, en;q=0.5' });
    expect(headers.get('content-language')).toBe('fr');
    expect(headers.get('vary')?.match(/Accept-Language/g)).toHaveLength(1);
  });

  it('links to the page in other languages, with all of its query', async () => {
    const { html } = await journey.get('/?topic=Gaza+aid&lang=de');
    expect(html).toContain('<html lang="de" dir="ltr">');
    expect(html).toContain('href="/?topic=Gaza+aid&amp;lang=ar"');
  });

  it('never links to another site, whatever the address', async () => {
    const { html } = await journey.get('//evil.example/x?lang=fr');
    expect(html).not.toMatch(/href="\/\/evil/);
  });

  it.each(['confirm', 'manage', 'mute', 'unsubscribe'])(
    'offers a new link instead of an old one: %s',
    async (page) => {
      const { html } = await journey.get(`/${page}?token=old`);
      expect(html).toContain('<form method="post" action="/link?token=old">');
    },
  );
});

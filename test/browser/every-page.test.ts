import { gzipSync } from 'node:zlib';
import { WORDING_LANGUAGES } from '../../lambdas/domain/languages/wording-language';
import { SCRIPT_PATH } from '../../lambdas/rendering/pages/script';
import { allPages } from './all-pages';
import { invalidHtml, problemsOf } from './page-checks';
import { newTab, type ReaderSite, readerOf, startReaderSite } from './reader-site';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

const MAX_PAGE_BYTES = 30_000;
const MAX_STYLE_BYTES = 15_000;
const MAX_SCRIPT_BYTES = 8_000;
const TIMEOUT_MS = 180_000;

let site: ReaderSite;
beforeAll(async () => {
  site = await startReaderSite();
}, TIMEOUT_MS);
afterAll(() => site.stop());

describe.each(WORDING_LANGUAGES)('in %s', (language) => {
  let pages: Map<string, string>;
  beforeAll(async () => {
    pages = await allPages(site.journey, language);
  }, TIMEOUT_MS);

  it(
    'every page is accessible in both colour schemes and never scrolls sideways',
    async () => {
      const { page, context } = await newTab(site.browser);
      const found: Record<string, string[]> = {};
      for (const [name, html] of pages) {
        expect(html).toContain(`<html lang="${language}"`);
        const problems = await problemsOf(page, html);
        if (problems.length > 0) found[name] = problems;
      }
      expect(found).toEqual({});
      await context.close();
    },
    TIMEOUT_MS,
  );

  it('every page is valid HTML', async () => {
    const found: Record<string, string[]> = {};
    for (const [name, html] of pages) {
      const invalid = await invalidHtml(html);
      if (invalid.length > 0) found[name] = invalid;
    }
    expect(found).toEqual({});
  });

  it('no page weighs much', async () => {
    const script = await (await fetch(site.journey.stack.siteUrl + SCRIPT_PATH)).text();
    expect(Buffer.byteLength(script)).toBeLessThan(MAX_SCRIPT_BYTES);
    for (const [name, html] of pages) {
      const [, style = ''] = /<style>(.*?)<\/style>/s.exec(html) ?? [];
      expect([name, style.length > 0 && style.length < MAX_STYLE_BYTES]).toEqual([name, true]);
      const transferred = gzipSync(html).length + gzipSync(script).length;
      expect([name, transferred < MAX_PAGE_BYTES]).toEqual([name, true]);
    }
  });

  it(
    'every email is accessible and never scrolls sideways',
    async () => {
      const { page, context } = await newTab(site.browser);
      const found: Record<string, string[]> = {};
      const own = [
        readerOf(language),
        `new-${language}@example.org`,
        `moved-${language}@example.org`,
      ];
      const emails = own.flatMap((address) => site.journey.emailsTo(address)).slice(1);
      expect(new Set(emails.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(4);
      for (const { kind, html } of emails) {
        expect(html).toMatch(new RegExp(`<html[^>]* lang="${language}"`));
        const problems = await problemsOf(page, html, { isEmail: true });
        if (problems.length > 0) found[kind] = problems;
      }
      expect(found).toEqual({});
      await context.close();
    },
    TIMEOUT_MS,
  );
});

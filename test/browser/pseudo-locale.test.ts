import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { allPages as AllPages } from './all-pages';
import type { ReaderSite } from './reader-site';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

/** The language whose wording is replaced by an English one that is 40% longer and has accents. */
const REPLACED = 'de';
const WIDTHS = [320, 1280];
const EMAIL_WIDTHS = [320, 600];
const FOLDER = join(__dirname, '../../lambdas/rendering/wording');

const ACCENTED: Record<string, string> = {
  a: 'å',
  e: 'ê',
  i: 'ï',
  o: 'ö',
  u: 'ü',
  A: 'Å',
  E: 'Ê',
  I: 'Î',
  O: 'Ö',
  U: 'Ü',
  c: 'ç',
  n: 'ñ',
  y: 'ÿ',
};

for (const entry of readdirSync(FOLDER, { withFileTypes: true })) {
  if (!entry.isDirectory()) continue;
  const path = join(FOLDER, entry.name);
  jest.doMock(path, () => {
    const actual = jest.requireActual<Record<string, unknown>>(path);
    return Object.fromEntries(
      Object.entries(actual).map(([name, value]) => [
        name,
        name.endsWith('_WORDING')
          ? { ...(value as object), [REPLACED]: pseudo((value as { en: unknown }).en) }
          : value,
      ]),
    );
  });
}

describe('the pages with long accented wording', () => {
  let site: ReaderSite;
  let pages: Map<string, string>;
  beforeAll(async () => {
    // Only now, so that they use the replaced wording.
    const { startReaderSite } = await import('./reader-site');
    const { allPages }: { allPages: typeof AllPages } = await import('./all-pages');
    site = await startReaderSite();
    pages = await allPages(site.journey, REPLACED);
  }, 120_000);
  afterAll(() => site.stop());

  it.each(WIDTHS)(
    'clip no text and never scroll sideways at %i px',
    async (width) => {
      const { clippedTexts, sidewaysScroll } = await import('./page-checks');
      const page = await site.browser.newPage({ viewport: { width, height: 800 } });
      expect(pages.get('home')).toContain('Föllöw');
      const found: Record<string, unknown> = {};
      for (const [name, html] of pages) {
        await page.setContent(html);
        const clipped = await clippedTexts(page);
        if (clipped.length > 0 || (await sidewaysScroll(page)) > 0) found[name] = clipped;
      }
      expect(found).toEqual({});
      await page.close();
    },
    120_000,
  );

  it.each(EMAIL_WIDTHS)(
    'leave room in every email at %i px',
    async (width) => {
      const { clippedTexts, sidewaysScroll } = await import('./page-checks');
      const { readerOf } = await import('./reader-site');
      const page = await site.browser.newPage({ viewport: { width, height: 800 } });
      const own = [
        readerOf(REPLACED),
        `new-${REPLACED}@example.org`,
        `moved-${REPLACED}@example.org`,
      ];
      const emails = own
        .flatMap((address) => site.journey.emailsTo(address))
        .filter(({ html }) => html.includes('lörëm'));
      expect(new Set(emails.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(4);
      const found: Record<string, unknown> = {};
      for (const { kind, html } of emails) {
        await page.setContent(html);
        const clipped = await clippedTexts(page);
        if (clipped.length > 0 || (await sidewaysScroll(page)) > 0) found[kind] = clipped;
      }
      expect(found).toEqual({});
      await page.close();
    },
    120_000,
  );
});

/** The wording, 40% longer and with accents. */
function pseudo(wording: unknown): unknown {
  if (typeof wording === 'string') return lengthen(wording);
  if (typeof wording === 'function') return (...values: unknown[]) => pseudo(wording(...values));
  if (Array.isArray(wording)) return wording.map(pseudo);
  if (typeof wording !== 'object' || wording === null) return wording;
  return Object.fromEntries(Object.entries(wording).map(([key, value]) => [key, pseudo(value)]));
}

function lengthen(text: string): string {
  const accented = text.replace(/[a-zA-Z]/g, (letter) => ACCENTED[letter] ?? letter);
  const words = Math.ceil((text.length * 0.4) / 6);
  return `${accented}${' lörëm'.repeat(words)}`;
}

import { HtmlValidate } from 'html-validate';
import {
  inLanguage,
  LANGUAGES,
  newTab,
  type ReaderSite,
  SCHEMES,
  sidewaysScroll,
  startReaderSite,
  violations,
} from './reader-site';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

/** A phone of 320 CSS px is also what 1,280 px at 400% zoom shows (WCAG 2.2, 1.4.10). */
const WIDTHS = [320, 360, 1280];

/** `standard` is the living standard's rules; the page is not a form to be styled by a house style. */
const validator = new HtmlValidate({ extends: ['html-validate:standard'] });

describe('every page', () => {
  let site: ReaderSite;
  beforeAll(async () => {
    site = await startReaderSite();
  }, 60_000);
  afterAll(() => site.stop());

  describe.each(LANGUAGES)('in %s', (language) => {
    it.each(SCHEMES)('has nothing that axe objects to, %s', async (colorScheme) => {
      const { page, context } = await newTab(site.browser, {
        colorScheme,
        viewport: { width: 1280, height: 900 },
      });
      const found: Record<string, string[]> = {};
      for (const [name, path] of Object.entries(site.paths)) {
        await page.goto(site.journey.stack.siteUrl + inLanguage(path, language));
        expect(await page.getAttribute('html', 'lang')).toBe(language);
        const rules = await violations(page);
        if (rules.length > 0) found[name] = rules;
      }
      expect(found).toEqual({});
      await context.close();
    }, 120_000);

    it.each(WIDTHS)('does not scroll sideways at %i px', async (width) => {
      const { page, context } = await newTab(site.browser, { viewport: { width, height: 800 } });
      const wide: string[] = [];
      for (const [name, path] of Object.entries(site.paths)) {
        await page.goto(site.journey.stack.siteUrl + inLanguage(path, language));
        if ((await sidewaysScroll(page)) > 0) wide.push(name);
      }
      expect(wide).toEqual([]);
      await context.close();
    });

    it('is valid HTML', async () => {
      const invalid: Record<string, string[]> = {};
      for (const [name, path] of Object.entries(site.paths)) {
        const { html } = await site.journey.get(inLanguage(path, language));
        const report = await validator.validateString(html);
        const messages = report.results.flatMap((result) =>
          result.messages.map(({ ruleId, message, line }) => `${ruleId}, line ${line}: ${message}`),
        );
        if (messages.length > 0) invalid[name] = messages;
      }
      expect(invalid).toEqual({});
    });
  });
});

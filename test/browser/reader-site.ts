import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import {
  WORDING_LANGUAGES,
  type WordingLanguage,
} from '../../lambdas/domain/languages/wording-language';
import { aBriefing, aBriefingOnGazaAid, aBriefingOnHezbollah } from '../support/briefings';
import { startBrowser } from '../support/browser';
import { type Journey, linkIn, startJourney } from '../support/journey';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2 at level AA, and the levels and versions below it. */
const WCAG_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export const LANGUAGES = WORDING_LANGUAGES;
export const SCHEMES = ['light', 'dark'] as const;

/** A running service with readers, briefings and emails, and a browser to look at it. */
export interface ReaderSite {
  journey: Journey;
  browser: Browser;
  /** The addresses of all pages that can be opened, by what they show. */
  paths: Record<string, string>;
  stop(): Promise<void>;
}

/** Starts the service, publishes briefings, and lets someone follow topics. */
export async function startReaderSite(settings: Record<string, string> = {}): Promise<ReaderSite> {
  const [journey, browser] = await Promise.all([startJourney(settings), startBrowser()]);
  await journey.subscribe({ email: 'ann@example.org', expressions: ['Gaza aid', 'Hezbollah'] });
  await journey.subscribe({
    email: 'ann@example.org',
    expressions: ['"humanitarian pause" OR hostages'],
    frequency: 'daily',
  });
  await journey.publish(
    aBriefingOnGazaAid({ id: 'rafah', summary: 'Far fewer than before.', source: 'Reuters' }),
    aBriefingOnHezbollah({ id: 'border', tags: ['middle-east'] }),
    aBriefing({
      id: 'ar',
      language: 'ar',
      title: 'شاحنات المساعدات عبر رفح تنخفض',
      body: 'انخفض عدد شاحنات المساعدات التي تدخل غزة عبر المعبر.',
    }),
  );
  await journey.post('/subscribe', { email: 'bob@example.org', expression: 'Rafah', frequency: 'daily' });
  await journey.stack.idle();
  const alert = journey.emailsTo('ann@example.org')[0];
  const paths = {
    home: '/',
    'home with a topic filled in': '/?topic=Gaza+aid',
    archive: '/archive',
    'a search of the archive': '/archive?q=Gaza+aid',
    'a search that is refused': '/archive?q=the',
    briefing: '/briefings/rafah',
    'an Arabic briefing': '/briefings/ar',
    topic: linkIn(alert, 'topics'),
    privacy: '/privacy',
    confirm: linkIn(journey.emailsTo('bob@example.org')[0], 'confirm'),
    unsubscribe: linkIn(alert, 'unsubscribe'),
    manage: linkIn(alert, 'manage'),
    'feeds of nothing': '/archive?q=zzzz',
    mute: linkIn(alert, 'mute'),
    'never ask me again': linkIn(journey.emailsTo('bob@example.org')[0], 'never-ask'),
    'a link that no longer works': '/confirm?token=old',
    'a page that does not exist': '/nowhere',
  };
  return {
    journey,
    browser,
    paths,
    stop: async () => {
      await browser.close();
      await journey.stop();
    },
  };
}

/** The path in a language, whatever language the browser asks for. */
export function inLanguage(path: string, language: WordingLanguage): string {
  return `${path}${path.includes('?') ? '&' : '?'}lang=${language}`;
}

/** The axe rules that the page violates, each with the first element that does. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(
    `axe.run({ runOnly: { type: 'tag', values: ${JSON.stringify(WCAG_TAGS)} } }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 200)))`,
  );
}

/** How far (CSS px) the page can be scrolled sideways. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
}

/** A tab whose content security policy does not block axe. */
export async function newTab(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ bypassCSP: true, ...options });
  return { page: await context.newPage(), context };
}

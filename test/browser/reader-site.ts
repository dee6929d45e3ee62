import type { Browser, BrowserContext, Page } from 'playwright-core';
import {
  WORDING_LANGUAGES,
  type WordingLanguage,
} from '../../lambdas/domain/languages/wording-language';
import { MANAGE_ACTIONS } from '../../lambdas/rendering/pages/manage/views';
import { aBriefing, aBriefingOnGazaAid, aBriefingOnHezbollah } from '../support/briefings';
import { startBrowser } from '../support/browser';
import { advanceClock } from '../support/clock';
import { type Journey, linkIn, type ReceivedEmail, startJourney } from '../support/journey';

/** A running service with readers, briefings and emails, and a browser to look at it. */
export interface ReaderSite {
  journey: Journey;
  browser: Browser;
  stop(): Promise<void>;
}

/** Matches so large a share of the briefings that it is too broad. */
export const BROAD_EXPRESSION = 'harvest OR Gaza';
/** As many as it takes to judge a share. */
const OTHER_BRIEFINGS = 30;

/** The address of someone who follows topics and gets their emails in the language. */
export function readerOf(language: WordingLanguage): string {
  return `reader-${language}@example.org`;
}

/** Starts the service, lets one reader per language follow topics, and publishes briefings. */
export async function startReaderSite(): Promise<ReaderSite> {
  const [journey, browser] = await Promise.all([startJourney(), startBrowser()]);
  for (const language of WORDING_LANGUAGES) {
    const email = readerOf(language);
    await journey.subscribe({ email, expressions: ['Gaza aid', 'Hezbollah'] });
    await journey.subscribe({
      email,
      expressions: ['"humanitarian pause" OR hostages', 'Rafah', 'Lebanon'],
      frequency: 'daily',
    });
  }
  await journey.publish(
    ...Array.from({ length: OTHER_BRIEFINGS }, (_, index) =>
      aBriefing({ id: `other-${index}`, title: 'A harvest festival' }),
    ),
  );
  await journey.publish(
    aBriefingOnGazaAid({ id: 'rafah', summary: 'Far fewer than before.', source: 'Reuters' }),
  );
  for (const language of WORDING_LANGUAGES) await setLanguage(journey, language);
  await journey.publish(
    aBriefingOnHezbollah({ id: 'border', tags: ['middle-east'] }),
    aBriefing({
      id: 'ar',
      language: 'ar',
      title: 'شاحنات المساعدات عبر رفح تنخفض',
      body: 'انخفض عدد شاحنات المساعدات التي تدخل غزة عبر المعبر.',
    }),
  );
  advanceClock({ days: 1 });
  await journey.sendDueDigests();
  return {
    journey,
    browser,
    stop: async () => {
      await browser.close();
      await journey.stop();
    },
  };
}

async function setLanguage(journey: Journey, language: WordingLanguage): Promise<void> {
  const { pathname, search } = new URL(
    linkIn(journey.emailsTo(readerOf(language))[0], 'manage'),
    journey.stack.siteUrl,
  );
  await journey.post(`${pathname}/settings${search}`, preferences({ wordingLanguage: language }));
}

/** The form of the settings page, with changes. */
export function preferences(changes: Record<string, string> = {}): Record<string, string> {
  return {
    action: MANAGE_ACTIONS.setPreferences,
    hour: '8',
    timeZone: 'Europe/Berlin',
    weekday: '1',
    monthDay: '',
    wordingLanguage: 'en',
    quietFrom: '',
    quietTo: '',
    maxAlertsPerDay: '',
    ...changes,
  };
}

/** The newest email of a kind to the address. */
export function newest(journey: Journey, to: string, kind?: string): ReceivedEmail | undefined {
  return journey.emailsTo(to).findLast((email) => kind === undefined || email.kind === kind);
}

/** The path in a language, whatever language the browser asks for. */
export function inLanguage(path: string, language: WordingLanguage): string {
  return `${path}${path.includes('?') ? '&' : '?'}lang=${language}`;
}

/** A tab whose content security policy does not block axe. */
export async function newTab(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ bypassCSP: true, ...options });
  return { page: await context.newPage(), context };
}

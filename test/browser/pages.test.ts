import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { aBriefingOnGazaAid } from '../support/briefings';
import { startBrowser } from '../support/browser';
import { type Journey, linkIn, startJourney } from '../support/journey';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const SCREENS = [375, 1000].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
);

describe('the pages', () => {
  let journey: Journey;
  let browser: Browser;
  beforeAll(async () => {
    [journey, browser] = await Promise.all([startJourney(), startBrowser()]);
    await journey.subscribe({ email: 'ann@example.org', expressions: ['Gaza aid', 'Hezbollah'] });
    await journey.publish(aBriefingOnGazaAid({ id: 'rafah', summary: 'Far fewer than before.' }));
    await journey.post('/subscribe', {
      email: 'bob@example.org',
      expression: 'Rafah',
      frequency: 'daily',
      timeZone: 'Europe/London',
      hour: '8',
    });
    await journey.stack.idle();
  });
  afterAll(async () => {
    await browser.close();
    await journey.stop();
  });

  const alert = () => journey.emailsTo('ann@example.org')[0];
  const PATHS: Record<string, () => string> = {
    home: () => '/',
    'home with a topic filled in': () => '/?topic=Gaza+aid',
    briefing: () => '/briefings/rafah',
    topic: () => linkIn(alert(), 'topics'),
    confirm: () => linkIn(journey.emailsTo('bob@example.org')[0], 'confirm'),
    unsubscribe: () => linkIn(alert(), 'unsubscribe'),
    manage: () => linkIn(alert(), 'manage'),
    'a link that no longer works': () => '/confirm?token=old',
    'a page that does not exist': () => '/nowhere',
  };

  describe.each(SCREENS)('at $width pixels, $colorScheme', ({ width, colorScheme }) => {
    let page: Page;
    beforeAll(async () => {
      page = await browser.newPage({
        viewport: { width, height: 800 },
        colorScheme,
        // The pages' content security policy would block axe.
        bypassCSP: true,
      });
    });
    afterAll(() => page.close());

    it.each(Object.keys(PATHS))('%s: is accessible and does not scroll sideways', async (name) => {
      await page.goto(journey.stack.siteUrl + PATHS[name]?.());
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    });

    it('emails are accessible and do not scroll sideways', async () => {
      await page.setContent(alert()?.html ?? '');
      // An email is shown inside the email program's page, so it needs no landmarks.
      const found = await violations(page);
      const pageRules = ['landmark-one-main', 'region', 'page-has-heading-one'];
      expect(found.filter((rule) => !pageRules.includes(rule))).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
        width,
      );
    });
  });

  it('work without JavaScript from the form to unsubscribing', async () => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(journey.stack.siteUrl);
    await page.getByLabel('Topic', { exact: true }).fill('Gaza aid');
    await page.getByLabel('Your email address').fill('eve@example.org');
    await page.getByRole('button', { name: 'Follow this topic' }).click();
    expect(await page.textContent('h1')).toMatch(/inbox/i);
    await journey.stack.idle();

    const confirm = linkIn(journey.emailsTo('eve@example.org')[0], 'confirm');
    await page.goto(journey.stack.siteUrl + confirm);
    await page.getByRole('button').first().click();
    await journey.publish(aBriefingOnGazaAid());
    const alertToEve = journey.emailsTo('eve@example.org')[1];
    expect(alertToEve?.kind).toBe('alert');

    await page.goto(journey.stack.siteUrl + linkIn(alertToEve, 'unsubscribe'));
    await page.getByRole('button', { name: /unsubscribe|stop/i }).click();
    await journey.publish(aBriefingOnGazaAid());
    expect(journey.emailsTo('eve@example.org')).toHaveLength(2);
    await page.close();
  });

  it('show what is wrong next to the input', async () => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(journey.stack.siteUrl);
    await page.getByLabel('Topic', { exact: true }).fill('the of and');
    await page.getByLabel('Your email address').fill('nobody');
    await page.getByRole('button', { name: 'Follow this topic' }).click();

    const message = await page.getByRole('alert').textContent();
    expect(message).toContain('too common');
    expect(message).toContain('name@example.org');
    expect(await page.getByLabel('Topic', { exact: true }).inputValue()).toBe('the of and');
    await page.close();
  });
});

/** The axe rules that the page violates. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate('axe.run().then(({ violations }) => violations.map(({ id }) => id))');
}

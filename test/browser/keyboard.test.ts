import type { Browser, Page } from 'playwright-core';
import { aBriefingOnGazaAid } from '../support/briefings';
import { startBrowser } from '../support/browser';
import { advanceClock } from '../support/clock';
import { type Journey, linkIn, startJourney } from '../support/journey';
import { newest } from './reader-site';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

const MAX_TABS = 60;
const email = 'kim@example.org';

describe('with the keyboard alone', () => {
  let journey: Journey;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    [journey, browser] = await Promise.all([startJourney(), startBrowser()]);
    await journey.publish(aBriefingOnGazaAid());
    page = await browser.newPage({ locale: 'en-GB' });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await journey.stop();
  });

  const heading = () => page.locator('h1').textContent();

  /** Presses Tab until the element has the focus, and checks that the focus is seen at every step. */
  async function tabTo(selector: string): Promise<void> {
    for (let tabs = 0; tabs < MAX_TABS; tabs++) {
      await page.keyboard.press('Tab');
      const focus: { matches: boolean; isVisible: boolean; name: string } = await page.evaluate(
        `(() => {
          const focused = document.activeElement;
          const shown = focused.type === 'radio' || focused.type === 'checkbox'
            ? [focused, focused.closest('label')] : [focused];
          return {
            matches: focused.matches(${JSON.stringify(selector)}),
            isVisible: focused === document.body || shown.some((element) => {
              const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
              return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
            }),
            name: focused.outerHTML.slice(0, 100),
          };
        })()`,
      );
      if (!focus.isVisible) throw new Error(`The focus is not visible: ${focus.name}`);
      if (focus.matches) return;
    }
    throw new Error(`The keyboard does not reach ${selector}.`);
  }

  it('follows a topic, confirms, manages it and unsubscribes', async () => {
    await page.goto(journey.stack.siteUrl);
    await tabTo('a.skip');
    await page.keyboard.press('Enter');
    await tabTo('#expression');
    await page.keyboard.type('Gaza aid');
    await tabTo('#email');
    await page.keyboard.type(email);
    await tabTo('[name=frequency]');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    advanceClock({ minutes: 1 });
    await tabTo('button:not([formaction])');
    await page.keyboard.press('Enter');
    await page.waitForURL(/subscribe/);
    expect(await heading()).toBe('Check your inbox');

    await journey.stack.idle();
    await page.goto(journey.stack.siteUrl + linkIn(newest(journey, email), 'confirm'));
    await tabTo('main button');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'You are subscribed' }).waitFor();

    await journey.publish(aBriefingOnGazaAid());
    const alert = newest(journey, email, 'alert');
    await page.goto(journey.stack.siteUrl + linkIn(alert, 'manage'));
    await tabTo('[name=frequency]');
    await page.keyboard.press('ArrowDown');
    await tabTo('[value=set-frequency]');
    await page.keyboard.press('Enter');
    await page.locator('.notice').waitFor();

    await page.goto(journey.stack.siteUrl + linkIn(alert, 'unsubscribe'));
    await tabTo('main button');
    await page.keyboard.press('Space');
    await page.getByRole('heading', { name: 'You are unsubscribed' }).waitFor();
  });
});

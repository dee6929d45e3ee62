import type { Browser, BrowserContext, Page } from 'playwright-core';
import { aBriefing, aBriefingOnGazaAid, aBriefingOnHezbollah } from '../support/briefings';
import { startBrowser } from '../support/browser';
import { advanceClock } from '../support/clock';
import { type Journey, linkIn, startJourney } from '../support/journey';
import { newest } from './reader-site';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

let journey: Journey;
let browser: Browser;
beforeAll(async () => {
  [journey, browser] = await Promise.all([startJourney(), startBrowser()]);
  await journey.publish(
    aBriefingOnGazaAid({ id: 'rafah' }),
    aBriefingOnHezbollah({ id: 'border' }),
    // Enough for all tests: 'Gaza aid' must not match so large a share that it is too broad.
    ...Array.from({ length: 80 }, (_, index) =>
      aBriefing({ id: `other-${index}`, title: 'A harvest festival' }),
    ),
  );
}, 60_000);
afterAll(async () => {
  await browser.close();
  await journey.stop();
});

describe.each([true, false])('with JavaScript %s', (javaScriptEnabled) => {
  let context: BrowserContext;
  let page: Page;
  const who = (name: string) => `${name}-${javaScriptEnabled ? 'on' : 'off'}@example.org`;
  beforeEach(async () => {
    context = await browser.newContext({
      javaScriptEnabled,
      locale: 'en-GB',
      viewport: { width: 360, height: 740 },
    });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    // The limits of sign-ups have recovered from the last test.
    advanceClock({ hours: 3 });
  });
  afterEach(() => context.close());

  const open = (path: string) => page.goto(journey.stack.siteUrl + path);
  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
  const heading = () => page.locator('h1').textContent();
  const notice = () => page.locator('.notice').textContent();
  const topicField = () => page.locator('#expression');

  async function typeTopicAndAddress(topic: string, email: string): Promise<void> {
    await topicField().fill(topic);
    await page.getByLabel('Your email address').fill(email);
    // Nobody fills in the form in under two seconds.
    advanceClock({ minutes: 1 });
  }

  async function openEmail(email: string, link: string, kind?: string): Promise<void> {
    await journey.stack.idle();
    await open(linkIn(newest(journey, email, kind), link));
  }

  async function follow(email: string, ...expressions: string[]): Promise<void> {
    await journey.subscribe({ email, expressions });
    await journey.publish(aBriefingOnGazaAid());
  }

  it('sees what a topic would have matched, follows it, confirms, and gets the first alert', async () => {
    const email = who('ann');
    await open('/');
    await topicField().fill('Gaza aid');
    await press('See what you would have received');
    await page
      .getByText(/You would have received \d+ briefing/)
      .first()
      .waitFor();
    expect(await page.locator('#preview mark').count()).toBeGreaterThan(0);
    expect(await page.locator('#preview .clauses').textContent()).toMatch(/gaza/i);

    await typeTopicAndAddress('Gaza aid', email);
    await press('Follow this topic');
    expect(await heading()).toBe('Check your inbox');

    await openEmail(email, 'confirm');
    expect(await page.locator('main').textContent()).toContain(email);
    await page.getByRole('main').getByRole('button').click();
    expect(await heading()).toBe('You are subscribed');
    expect(await page.locator('main').textContent()).toContain('What you would have received');

    await journey.publish(aBriefingOnGazaAid());
    expect(newest(journey, email)?.kind).toBe('alert');
    await page.getByRole('link', { name: /Change what you follow/ }).click();
    expect(await heading()).toBe('Your topics');
  });

  it('is asked about a misspelled address and keeps what was entered', async () => {
    await open('/');
    await typeTopicAndAddress('Gaza aid', `x-${javaScriptEnabled}@gmial.com`);
    await press('Follow this topic');
    expect(await page.locator('main').textContent()).toContain('Did you mean');
    expect(await topicField().inputValue()).toBe('Gaza aid');
    await press(/^Use/);
    expect(await heading()).toBe('Check your inbox');
    await journey.stack.idle();
    expect(journey.emailsTo(`x-${javaScriptEnabled}@gmail.com`)).toHaveLength(1);
  });

  it('learns what is wrong with a form beside each field', async () => {
    await open('/');
    await typeTopicAndAddress('the of and', 'nobody');
    await press('Follow this topic');
    const message = await page.getByRole('alert').textContent();
    expect(message).toContain('too common');
    expect(message).toContain('name@example.org');
    expect(await topicField().inputValue()).toBe('the of and');
  });

  it('follows a topic that is too broad only once that is accepted', async () => {
    const email = who('broad');
    await open('/');
    await typeTopicAndAddress('harvest OR Gaza', email);
    await press('Follow this topic');
    expect(await page.locator('main').textContent()).toContain('This matches');
    expect(await page.locator('main').textContent()).toContain('Tick the box');
    await page.getByLabel('Yes, I want all of these briefings.').check();
    advanceClock({ minutes: 1 });
    await press('Follow this topic');
    expect(await heading()).toBe('Check your inbox');
  });

  it('changes topics and frequencies', async () => {
    const email = who('topics');
    await follow(email, 'Gaza aid');
    await openEmail(email, 'manage');
    await page.getByLabel('Topic', { exact: true }).fill('Lebanon');
    await press(/^Follow$/);
    expect(await notice()).toContain('You follow');
    expect(await page.locator('main').textContent()).toContain('Lebanon');

    await page
      .locator('li', { hasText: 'Gaza aid' })
      .getByLabel('How often', { exact: true })
      .selectOption('weekly');
    await press(/Save how often to email you about .*Gaza aid/);
    expect(await notice()).toContain('weekly digest');

    await press(/^Edit .*Lebanon/);
    await topicField().fill('Lebanon border');
    await press(/^Save$/);
    expect(await notice()).toContain('Lebanon border');

    await press(/^Stop following .*Lebanon border/);
    expect(await notice()).toContain('You no longer follow');
  });

  it('changes when emails come, and pauses them', async () => {
    const email = who('settings');
    await follow(email, 'Gaza aid');
    await openEmail(email, 'manage');
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByLabel('Send digests at').selectOption('19');
    await page.getByLabel('Weekly digest on').selectOption('5');
    await page.getByLabel('Monthly digest on').selectOption('15');
    await page.getByLabel('Quiet hours from').selectOption('22');
    await page.getByLabel('to', { exact: true }).selectOption('7');
    await page.getByLabel('Alert emails a day, at most').fill('3');
    await press('Save settings');
    expect(await notice()).toBe('Your settings are saved.');
    expect(await page.getByLabel('Quiet hours from').inputValue()).toBe('22');
    expect(await page.getByLabel('Monthly digest on').inputValue()).toBe('15');

    await page.getByRole('link', { name: 'Your topics' }).click();
    const day = new Date(Date.now() + 30 * 24 * 3600_000).toISOString().slice(0, 10);
    await page.getByLabel('Until').fill(day);
    await press('Pause emails');
    expect(await notice()).toContain('paused until');
    const received = journey.emailsTo(email).length;
    await journey.publish(aBriefingOnGazaAid());
    expect(journey.emailsTo(email)).toHaveLength(received);
    await press('End the pause now');
    expect(await notice()).toContain('The pause has ended');
  });

  it('mutes a story from its alert and hears of it again', async () => {
    const email = who('mute');
    await follow(email, 'Gaza aid');
    await openEmail(email, 'mute');
    await press('No more on this story');
    expect(await heading()).toBe('No more on this story');
    await press('Undo: send it again');
    expect(await heading()).toBe('This story is no longer muted');
  });

  it('gets the next digest at once', async () => {
    const email = who('digest');
    await journey.subscribe({ email, expressions: ['Gaza aid'], frequency: 'daily' });
    await follow(email, 'Rafah');
    await openEmail(email, 'manage');
    await press('Send it now');
    expect(await notice()).toBe('Your digest is on its way.');
    await journey.stack.idle();
    expect(newest(journey, email)?.kind).toBe('digest');
  });

  it('moves to another address, and the old one is told', async () => {
    const [former, email] = [who('former'), who('moved')];
    await follow(former, 'Gaza aid');
    await openEmail(former, 'manage');
    await page.getByRole('link', { name: 'Your address and data' }).click();
    await page.getByLabel('New email address').fill(email);
    await press('Send the link');
    await openEmail(email, 'change-address');
    await press('Use this address');
    expect(await heading()).toBe('Your address is changed');
    await journey.stack.idle();
    expect(newest(journey, former)?.subject).toMatch(/address/i);
    await journey.publish(aBriefingOnGazaAid());
    expect(newest(journey, email)?.kind).toBe('alert');
  });

  it('reads what was sent, why something was not, and downloads and erases everything', async () => {
    const email = who('data');
    await follow(email, 'Gaza aid');
    await openEmail(email, 'manage');
    await page.getByRole('link', { name: 'What we sent you' }).click();
    expect(await page.locator('main').textContent()).toContain('You got it because you follow');

    await page.getByRole('link', { name: 'Why did I not get this?' }).click();
    await page
      .getByLabel('Address of the briefing')
      .fill(`${journey.stack.siteUrl}/briefings/border`);
    await press('Find out');
    expect(await page.locator('main').textContent()).toContain('It does not contain');

    await page.getByRole('link', { name: 'Your address and data' }).click();
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download it' }).click();
    expect((await downloading).suggestedFilename()).toBe('subscription.json');

    await page.getByText('I want everything about me erased').click();
    await page.getByLabel('Yes, erase everything about me.').check();
    await press('Erase me');
    expect(await heading()).toBe('Everything about you is erased');
    await openEmail(email, 'manage');
    expect(await heading()).toBe('There is nothing here any more');
  });

  it('unsubscribes from one topic, from all, and takes it back', async () => {
    const email = who('leaving');
    await follow(email, 'Gaza aid', 'Lebanon');
    await openEmail(email, 'unsubscribe');
    await press(/^Yes, /);
    expect(await heading()).toBe('You are unsubscribed');
    await press('Undo');
    expect(await heading()).toBe('You follow your topics again');
    await journey.publish(aBriefingOnGazaAid());
    const received = journey.emailsTo(email).length;
    expect(received).toBe(2);

    await openEmail(email, 'unsubscribe');
    await press(/Yes, unsubscribe|Unsubscribe from all emails/);
    expect(await heading()).toBe('You are unsubscribed');
    await journey.publish(aBriefingOnGazaAid());
    expect(journey.emailsTo(email)).toHaveLength(received);
  });

  it('asks for a new link to manage the subscription', async () => {
    const email = who('link');
    await follow(email, 'Gaza aid');
    await openEmail(email, 'unsubscribe');
    await press('Send me the link');
    expect(await heading()).toBe('Check your inbox');
    await openEmail(email, 'manage');
    expect(await heading()).toBe('Your topics');
  });

  it('searches the archive, reads a briefing, and finds its feed', async () => {
    await open('/archive');
    await page.getByLabel('Search the archive').fill('Hezbollah');
    await press('Search');
    expect(await page.locator('#found').textContent()).toContain('Hezbollah');
    const feed = await page.getByRole('link', { name: 'Atom' }).getAttribute('href');
    const { status, html } = await journey.get(feed ?? '');
    expect(status).toBe(200);
    expect(html).toContain('<feed');
    await page.locator('.list a, article a, main li a').first().click();
    expect(new URL(page.url()).pathname).toMatch(/^\/briefings\//);
  });

  it('reads the site in another language', async () => {
    await open('/archive');
    await page.getByRole('link', { name: 'العربية' }).click();
    expect(await page.getAttribute('html', 'dir')).toBe('rtl');
    expect(new URL(page.url()).searchParams.get('lang')).toBe('ar');
    await page.locator('header a').first().click();
    expect(await page.getAttribute('html', 'lang')).toBe('ar');
  });
});

import { aBriefingOnGazaAid } from '../../support/briefings';
import { advanceClock } from '../../support/clock';
import { linkIn } from '../../support/journey';
import type { Reader, Way } from '../reader';
import { newest } from '../reader-site';

/** Enters a topic and an address. Nobody fills in the form in under two seconds, so a minute passes. */
export async function enterTopic(reader: Reader, topic: string, email: string): Promise<void> {
  await reader.fill(reader.page.locator('#expression'), topic);
  await reader.fill('Your email address', email);
  advanceClock({ minutes: 1 });
}

export function describeSigningUp(theReader: () => Reader, way: Way): void {
  it('sees what a topic would have matched, follows it, confirms, and gets the first alert', async () => {
    const reader = theReader();
    const { journey, page } = reader;
    const email = reader.address('ann');
    await reader.open('/');
    await reader.fill(page.locator('#expression'), 'Gaza aid');
    await reader.press('See what you would have received');
    await reader.sees(/You would have received \d+ briefing/);
    expect(await page.locator('#preview mark').count()).toBeGreaterThan(0);
    expect(await page.locator('#preview .bars').count()).toBe(1);
    expect(await page.locator('#preview .clauses').textContent()).toMatch(/gaza/i);

    await enterTopic(reader, 'Gaza aid', email);
    await reader.press('Follow what you chose');
    await reader.isAt('Check your inbox');

    await reader.openEmail(email, 'confirm');
    await reader.sees(email);
    // Only the press counts, not that the link was opened.
    await journey.publish(aBriefingOnGazaAid());
    expect(journey.emailsTo(email)).toHaveLength(1);
    await reader.press(/.*/);
    await reader.isAt('You are subscribed');
    await reader.sees(/What you would have received/);

    await journey.publish(aBriefingOnGazaAid());
    expect(newest(journey, email)?.kind).toBe('alert');
    await reader.followLink(/Change what you follow/);
    await reader.isAt('Your topics');
  });

  it('taps an example, and sees what it would have matched', async () => {
    const reader = theReader();
    await reader.open('/');
    await reader.followLink('Hezbollah', '.chips');
    await reader.sees(/You would have received \d+ briefing/);
    expect(await reader.page.locator('#expression').inputValue()).toBe('Hezbollah');
  });

  if (way.hasScripts) {
    it('sees the preview while typing, and hears of it', async () => {
      const reader = theReader();
      await reader.open('/');
      await reader.fill(reader.page.locator('#expression'), 'Hezbollah border');
      await reader.sees(/You would have received \d+ briefing/);
      const status = reader.page.getByRole('status').filter({ hasText: 'You would have received' });
      expect(await status.count()).toBe(1);
    });
  }

  if (way.usesKeyboard) {
    it('skips from the top of the page to its content', async () => {
      const reader = theReader();
      await reader.open('/');
      await reader.followLink('Skip to main content');
      expect(new URL(reader.page.url()).hash).toBe('#main');
      await reader.page.keyboard.press('Tab');
      const isInContent = `document.activeElement.closest('main') !== null`;
      expect(await reader.page.evaluate(isInContent)).toBe(true);
    });
  }

  it('is offered wider topics when nothing matches, and takes one', async () => {
    const reader = theReader();
    await reader.open('/?topic=Hezbollah+zzzz');
    await reader.sees(/too narrow/);
    await reader.followLink(/Hezbollah/i, '#preview');
    await reader.sees(/You would have received \d+ briefing/);
  });

  it('follows a topic that is too broad only once that is accepted', async () => {
    const reader = theReader();
    await reader.open('/');
    await enterTopic(reader, 'harvest OR Gaza', reader.address('broad'));
    await reader.press('Follow what you chose');
    await reader.sees(/This matches/);
    await reader.sees(/Tick the box/);
    await reader.check('Yes, I want all of these briefings.');
    advanceClock({ minutes: 1 });
    await reader.press('Follow what you chose');
    await reader.isAt('Check your inbox');
  });

  it('is asked about a misspelled address and keeps what was entered', async () => {
    const reader = theReader();
    const { journey, page } = reader;
    await reader.open('/');
    await enterTopic(reader, 'Gaza aid', `x-${way.suffix}@gmial.com`);
    await reader.press('Follow what you chose');
    await reader.sees(/Did you mean/);
    expect(await page.locator('#expression').inputValue()).toBe('Gaza aid');
    await reader.press(/^Use/);
    await reader.isAt('Check your inbox');
    await journey.stack.idle();
    expect(journey.emailsTo(`x-${way.suffix}@gmail.com`)).toHaveLength(1);
  });

  it('learns what is wrong with a form beside each field', async () => {
    const reader = theReader();
    const { page } = reader;
    await reader.open('/');
    await enterTopic(reader, 'the of and', 'nobody');
    await reader.press('Follow what you chose');
    const message = await page.getByRole('alert').textContent();
    expect(message).toContain('too common');
    expect(message).toContain('name@example.org');
    expect(await page.locator('#expression').inputValue()).toBe('the of and');
    await reader.followLink(/name@example.org/, '[role=alert]');
    expect(new URL(page.url()).hash).toBe('#email');
  });

  it('chooses a weekly digest at an hour in a time zone, and gets it', async () => {
    const reader = theReader();
    const { journey } = reader;
    const email = reader.address('weekly');
    await reader.open('/');
    await enterTopic(reader, 'Gaza aid', email);
    await reader.check(/^Weekly/);
    await reader.choose('Send digests at', '19');
    await reader.fill('Time zone', 'Asia/Tokyo');
    await reader.press('Follow what you chose');
    await reader.openEmail(email, 'confirm');
    await reader.sees(/weekly digest at 19:00 \(Asia\/Tokyo\)/);
    await reader.press(/.*/);
    await reader.isAt('You are subscribed');
    await journey.publish(aBriefingOnGazaAid());
    expect(journey.emailsTo(email)).toHaveLength(1);
    advanceClock({ days: 8 });
    await journey.sendDueDigests();
    expect(newest(journey, email)?.kind).toBe('digest');
  });

  it('never wants to be asked again, and takes that back', async () => {
    const reader = theReader();
    const { journey } = reader;
    const email = reader.address('stranger');
    await reader.open('/');
    await enterTopic(reader, 'Gaza aid', email);
    await reader.press('Follow what you chose');
    await reader.openEmail(email, 'never-ask');
    await reader.press('Never ask me again');
    await reader.isAt('We will not ask you again');
    const link = linkIn(newest(journey, email), 'never-ask');

    await reader.open('/');
    await enterTopic(reader, 'Lebanon', email);
    await reader.press('Follow what you chose');
    await reader.isAt('Check your inbox');
    await journey.stack.idle();
    expect(journey.emailsTo(email)).toHaveLength(1);

    await reader.open(link);
    await reader.isAt('We will not ask you again');
    await reader.press('Undo');
    await reader.isAt('We may ask you again');
  });
}

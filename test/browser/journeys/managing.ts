import { SETTINGS_WORDING } from '../../../lambdas/rendering/wording/settings';
import { aBriefingOnGazaAid } from '../../support/briefings';
import { advanceClock, systemClock } from '../../support/clock';
import type { Reader } from '../reader';
import { newest } from '../reader-site';

/** The address of a new reader who follows the topics and has got an alert. */
export async function aFollower(
  reader: Reader,
  name: string,
  ...expressions: string[]
): Promise<string> {
  const email = reader.address(name);
  await reader.journey.subscribe({ email, expressions, timeZone: 'UTC' });
  await reader.journey.publish(aBriefingOnGazaAid());
  return email;
}

export function describeManaging(theReader: () => Reader): void {
  const follower = (name: string, ...expressions: string[]) =>
    aFollower(theReader(), name, ...expressions);

  it('adds a topic after a look at what it would bring, and changes its frequency', async () => {
    const reader = theReader();
    const { page } = reader;
    const email = await follower('topics', 'Gaza aid');
    await reader.openEmail(email, 'manage');
    await reader.fill('Topic', 'Hezbollah');
    await reader.press('See what you would get');
    await reader.sees(/You would have received \d+ briefing/);
    await reader.press(/^Follow$/);
    await reader.isTold(/You follow/);

    const topic = page.locator('li', { hasText: 'Gaza aid' });
    await reader.choose(topic.getByLabel('How often', { exact: true }), 'weekly');
    await reader.press(/Save how often to email you about .*Gaza aid/);
    await reader.isTold(/weekly digest/);
    await reader.press(/^Stop following .*Hezbollah/);
    await reader.isTold(/You no longer follow/);
  });

  it('edits a topic after a look at what the new wording would bring', async () => {
    const reader = theReader();
    const { page } = reader;
    const email = await follower('editor', 'Gaza aid', 'Lebanon');
    await reader.openEmail(email, 'manage');
    await reader.press(/^Edit .*Lebanon/);
    await reader.isAt('Edit a topic');
    await reader.fill(page.locator('#expression'), 'Lebanese border');
    await reader.press('See what you would get');
    await reader.sees(/You would have received \d+ briefing/);
    expect(await page.locator('#preview mark').first().textContent()).toMatch(/Lebanese|border/);
    await reader.press(/^Save$/);
    await reader.isTold(/Lebanese border/);
  });

  it('learns why a topic is refused, and keeps what was entered', async () => {
    const reader = theReader();
    const email = await follower('refused', 'Gaza aid');
    await reader.openEmail(email, 'manage');
    await reader.fill('Topic', 'the of and');
    await reader.press(/^Follow$/);
    await reader.sees(/too common/);
    expect(await reader.page.locator('#expression').inputValue()).toBe('the of and');
  });

  it('has quiet hours, in which no alert comes', async () => {
    const reader = theReader();
    const { journey } = reader;
    const email = await follower('quiet', 'Gaza aid');
    await reader.openEmail(email, 'manage');
    await reader.followLink('Settings');
    const hour = new Date(systemClock()).getUTCHours();
    await reader.choose('Quiet hours from', String(hour));
    await reader.choose('to', String((hour + 2) % 24));
    await reader.press('Save settings');
    await reader.isTold('Your settings are saved.');
    expect(await reader.field('Quiet hours from').inputValue()).toBe(String(hour));
    const received = journey.emailsTo(email).length;
    await journey.publish(aBriefingOnGazaAid());
    expect(journey.emailsTo(email)).toHaveLength(received);
    advanceClock({ hours: 3 });
    await journey.sendDueDigests();
    expect(journey.emailsTo(email)).toHaveLength(received + 1);
  });

  it('gets no more alerts in a day than wanted', async () => {
    const reader = theReader();
    const { journey } = reader;
    const email = await follower('capped', 'Gaza aid');
    await reader.openEmail(email, 'manage');
    await reader.followLink('Settings');
    await reader.fill('Alert emails a day, at most', '1');
    await reader.press('Save settings');
    await reader.isTold('Your settings are saved.');
    advanceClock({ days: 1 });
    for (let alerts = 0; alerts < 3; alerts++) await journey.publish(aBriefingOnGazaAid());
    expect(journey.emailsTo(email)).toHaveLength(2);
  });

  it('chooses when digests come, and reads everything in another language', async () => {
    const reader = theReader();
    const { journey } = reader;
    const email = await follower('settings', 'Gaza aid');
    await reader.openEmail(email, 'manage');
    await reader.followLink('Settings');
    await reader.choose('Send digests at', '19');
    await reader.choose('Weekly digest on', '5');
    await reader.choose('Monthly digest on', '15');
    await reader.choose('Language of your emails and pages', 'de');
    await reader.press('Save settings');
    await reader.isAt('Einstellungen');
    await reader.isTold('Ihre Einstellungen sind gespeichert.');
    expect(await reader.page.locator('#hour').inputValue()).toBe('19');
    expect(await reader.page.locator('#weekday').inputValue()).toBe('5');
    expect(await reader.page.locator('#monthDay').inputValue()).toBe('15');
    await journey.publish(aBriefingOnGazaAid());
    expect(newest(journey, email)?.html).toContain('lang="de"');
  });

  it('pauses emails until a day, and ends the pause', async () => {
    const reader = theReader();
    const { journey } = reader;
    const email = await follower('paused', 'Gaza aid');
    await reader.openEmail(email, 'manage');
    const day = new Date(Date.parse(systemClock()) + 30 * 24 * 3600_000).toISOString().slice(0, 10);
    await reader.fill('Until', day);
    await reader.press('Pause emails');
    await reader.isTold(/paused until/);
    const received = journey.emailsTo(email).length;
    await journey.publish(aBriefingOnGazaAid());
    expect(journey.emailsTo(email)).toHaveLength(received);
    await reader.press('End the pause now');
    await reader.isTold(/The pause has ended/);
    await journey.sendDueDigests();
    expect(journey.emailsTo(email)).toHaveLength(received + 1);
  });

  it('mutes a story from its alert, and takes it back', async () => {
    const reader = theReader();
    const { journey } = reader;
    const { mute } = SETTINGS_WORDING.en;
    const email = await follower('mute', 'Gaza aid');
    await reader.openEmail(email, 'mute');
    await reader.press(mute.button);
    await reader.isAt(mute.mutedTitle);
    await journey.publish(aBriefingOnGazaAid());
    expect(journey.emailsTo(email)).toHaveLength(1);
    await reader.press(mute.undo);
    await reader.isAt(mute.unmutedTitle);
    await journey.publish(aBriefingOnGazaAid());
    expect(journey.emailsTo(email)).toHaveLength(2);
  });

  it('gets the next digest at once', async () => {
    const reader = theReader();
    const { journey } = reader;
    const email = reader.address('digest');
    await journey.subscribe({ email, expressions: ['Gaza aid'], frequency: 'daily' });
    await follower('digest', 'Rafah');
    await reader.openEmail(email, 'manage');
    await reader.press('Send it now');
    await reader.isTold('Your digest is on its way.');
    await journey.stack.idle();
    expect(newest(journey, email)?.kind).toBe('digest');
  });
}

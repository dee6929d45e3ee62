import { aBriefingOnGazaAid } from '../../support/briefings';
import { advanceClock } from '../../support/clock';
import type { Reader } from '../reader';
import { aFollower } from './managing';

/** A link to manage is valid for 30 days. */
const AFTER_EXPIRY = { days: 31 };

export function describeLeaving(theReader: () => Reader): void {
  const follower = (name: string, ...expressions: string[]) =>
    aFollower(theReader(), name, ...expressions);

  it('stops one topic, and keeps the other', async () => {
    const reader = theReader();
    const { journey } = reader;
    const email = await follower('one-topic', 'Gaza aid', 'Hezbollah');
    await reader.openEmail(email, 'unsubscribe');
    await reader.sees('Gaza aid');
    await reader.press(/^Yes, /);
    await reader.isAt('You are unsubscribed');
    await journey.publish(aBriefingOnGazaAid());
    expect(journey.emailsTo(email)).toHaveLength(1);
    await reader.press('Undo');
    await reader.isAt('You follow your topics again');
    await journey.publish(aBriefingOnGazaAid());
    expect(journey.emailsTo(email)).toHaveLength(2);
  });

  it('stops everything, and takes it back', async () => {
    const reader = theReader();
    const { journey, page } = reader;
    const email = await follower('everything', 'Gaza aid', 'Hezbollah');
    await reader.openEmail(email, 'unsubscribe');
    expect(await page.content()).not.toContain(email);
    await reader.press('Unsubscribe from all emails');
    await reader.isAt('You are unsubscribed');
    await journey.publish(aBriefingOnGazaAid());
    expect(journey.emailsTo(email)).toHaveLength(1);
    await reader.press('Undo');
    await reader.isAt('You follow your topics again');
    await journey.publish(aBriefingOnGazaAid());
    expect(journey.emailsTo(email)).toHaveLength(2);
  });

  it('unsubscribes from the page with the topics', async () => {
    const reader = theReader();
    const { journey } = reader;
    const email = await follower('manage-leave', 'Gaza aid');
    await reader.openEmail(email, 'manage');
    await reader.unfold('I do not want any more emails');
    await reader.press('Unsubscribe from all emails');
    await reader.isTold(/You are unsubscribed/);
    await journey.publish(aBriefingOnGazaAid());
    expect(journey.emailsTo(email)).toHaveLength(1);
  });

  it('asks for a link to change the topics instead', async () => {
    const reader = theReader();
    const email = await follower('link', 'Gaza aid');
    await reader.openEmail(email, 'unsubscribe');
    await reader.press('Send me the link');
    await reader.isAt('Check your inbox');
    await reader.openEmail(email, 'manage');
    await reader.isAt('Your topics');
  });

  it('gets a new link in place of one that has expired', async () => {
    const reader = theReader();
    const email = await follower('expired', 'Gaza aid');
    advanceClock(AFTER_EXPIRY);
    try {
      await reader.openEmail(email, 'manage', 'alert');
      await reader.isAt('This link no longer works');
      await reader.press('Send me a new link');
      await reader.isAt('Check your inbox');
      await reader.openEmail(email, 'manage');
      await reader.isAt('Your topics');
    } finally {
      // The archive of the other tests is not older than it was.
      advanceClock({ days: -AFTER_EXPIRY.days });
    }
  });
}

import { readFile } from 'node:fs/promises';
import { aBriefingOnGazaAid } from '../../support/briefings';
import type { Reader } from '../reader';
import { newest } from '../reader-site';
import { aFollower } from './managing';

export function describeOwnData(theReader: () => Reader): void {
  const follower = (name: string) => aFollower(theReader(), name, 'Gaza aid');

  it('moves to another address, and the old one is told', async () => {
    const reader = theReader();
    const { journey } = reader;
    const former = await follower('former');
    const email = reader.address('moved');
    await reader.openEmail(former, 'manage');
    await reader.followLink('Your address and data');
    await reader.fill('New email address', email);
    await reader.press('Send the link');
    await reader.isTold(/a link is on its way/);
    await reader.openEmail(email, 'change-address');
    await reader.press('Use this address');
    await reader.isAt('Your address is changed');
    await journey.stack.idle();
    expect(newest(journey, former)?.subject).toMatch(/address/i);
    await journey.publish(aBriefingOnGazaAid());
    expect(newest(journey, email)?.kind).toBe('alert');
  });

  it('reads what was sent, and why something was not', async () => {
    const reader = theReader();
    const email = await follower('history');
    await reader.openEmail(email, 'manage');
    await reader.followLink('What we sent you');
    await reader.sees(/You got it because you follow/);

    await reader.followLink('Why did I not get this?');
    const { siteUrl } = reader.journey.stack;
    await reader.fill('Address of the briefing', `${siteUrl}/briefings/border`);
    await reader.press('Find out');
    await reader.sees(/It does not contain/);
  });

  it('downloads everything that is held', async () => {
    const reader = theReader();
    const email = await follower('data');
    await reader.openEmail(email, 'manage');
    await reader.followLink('Your address and data');
    const downloading = reader.page.waitForEvent('download');
    await reader.followLink('Download it');
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('subscription.json');
    const held = await readFile(await download.path(), 'utf8');
    expect(JSON.parse(held)).toEqual(expect.any(Object));
    expect(held).toContain(email);
    expect(held).toContain('Gaza aid');
  });

  it('is erased once the box is ticked, and then there is nothing to show', async () => {
    const reader = theReader();
    const { journey } = reader;
    const email = await follower('erased');
    await reader.openEmail(email, 'manage');
    await reader.followLink('Your address and data');
    await reader.unfold('I want everything about me erased');
    await reader.press('Erase me');
    await reader.sees(/Tick the box/);
    await reader.check('Yes, erase everything about me.');
    await reader.press('Erase me');
    await reader.isAt('Everything about you is erased');
    await reader.openEmail(email, 'manage');
    await reader.isAt('There is nothing here any more');
    await journey.publish(aBriefingOnGazaAid());
    expect(journey.emailsTo(email)).toHaveLength(1);
  });
}

import type { Reader } from '../reader';
import { enterTopic } from './signing-up';

export function describeArchive(theReader: () => Reader): void {
  it('searches the archive, reads a briefing, and finds its feed', async () => {
    const reader = theReader();
    const { journey, page } = reader;
    await reader.open('/archive');
    await reader.fill('Search the archive', 'Hezbollah');
    await reader.press('Search');
    expect(await page.locator('#found').textContent()).toContain('Hezbollah');
    const feed = await page.getByRole('link', { name: 'Atom' }).getAttribute('href');
    const { status, html } = await journey.get(feed ?? '');
    expect(status).toBe(200);
    expect(html).toContain('<feed');
    await reader.followLink('Exchanges of fire on the Lebanese border', 'main');
    await reader.isAt('Exchanges of fire on the Lebanese border');
    expect(new URL(page.url()).pathname).toMatch(/^\/briefings\//);
  });

  it('follows what was searched', async () => {
    const reader = theReader();
    const { journey, page } = reader;
    const email = reader.address('searcher');
    await reader.open('/archive?q=Hezbollah');
    await reader.followLink('Follow this topic by email');
    expect(await page.locator('#expression').inputValue()).toBe('Hezbollah');
    await reader.sees(/You would have received \d+ briefing/);
    await enterTopic(reader, 'Hezbollah', email);
    await reader.press('Follow what you chose');
    await reader.isAt('Check your inbox');
    await reader.openEmail(email, 'confirm');
    await reader.press(/.*/);
    await reader.isAt('You are subscribed');
    expect(journey.emailsTo(email)).toHaveLength(1);
  });

  it('reads the site in another language', async () => {
    const reader = theReader();
    const { page } = reader;
    await reader.open('/archive');
    await reader.followLink('العربية');
    expect(await page.getAttribute('html', 'dir')).toBe('rtl');
    expect(new URL(page.url()).searchParams.get('lang')).toBe('ar');
    await reader.followLink(/.+/, 'header');
    expect(await page.getAttribute('html', 'lang')).toBe('ar');
  });
}

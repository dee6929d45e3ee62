import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { linkIn } from '../../support/journey';
import type { Reader } from '../reader';
import { newest } from '../reader-site';

const README = readFileSync(join(__dirname, '../../../README.md'), 'utf8');
/** The address of the site in README. */
const README_SITE = 'https://news.example.org';

/** The form of README, on the site that `embedding` starts. */
export function describeEmbeddedForm(
  theReader: () => Reader,
  embedding: (html: string) => string,
): void {
  it('follows a topic with the form on the site of the operator', async () => {
    const reader = theReader();
    const { journey } = reader;
    const email = reader.address('embedded');
    await reader.open(embedding(pageWithForm(journey.stack.siteUrl)));
    await reader.fill('Topic', 'Gaza aid');
    await reader.fill('Email', email);
    await reader.choose(reader.page.locator('select'), 'daily');
    await reader.press('Follow');
    await reader.isAt('Check your inbox');
    await journey.stack.idle();
    expect(linkIn(newest(journey, email), 'confirm')).toMatch(/^\/confirm\?token=/);
    expect(newest(journey, email)?.text).toContain('daily digest');
  });
}

function pageWithForm(siteUrl: string): string {
  const [, form] = /```html\n(<form.*?<\/form>)\n```/s.exec(README) ?? [];
  if (!form?.includes(README_SITE)) throw new Error(`README has no form of ${README_SITE}.`);
  return `<!doctype html><html lang="en"><title>Another site</title>${form.replace(README_SITE, siteUrl)}</html>`;
}

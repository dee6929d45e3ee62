import { linkIn } from '../../support/journey';
import type { Reader } from '../reader';
import { newest } from '../reader-site';

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
    await reader.press('Follow');
    await reader.isAt('Check your inbox');
    await journey.stack.idle();
    expect(linkIn(newest(journey, email), 'confirm')).toMatch(/^\/confirm\?token=/);
  });
}

const pageWithForm = (siteUrl: string) => `<!doctype html>
<html lang="en"><title>Another site</title>
<form method="post" action="${siteUrl}/subscribe">
  <label>Topic <input name="expression" required></label>
  <label>Email <input name="email" type="email" required></label>
  <input type="hidden" name="frequency" value="daily">
  <button>Follow</button>
</form></html>`;

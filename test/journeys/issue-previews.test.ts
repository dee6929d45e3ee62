import { readFileSync } from 'node:fs';
import path from 'node:path';
import { findListed } from '../../bin/cli/preview/listed-briefings';
import { readPreviewSettings } from '../../bin/cli/preview/preview-settings';
import { renderPreview } from '../../bin/cli/preview/render-preview';
import { readMarkdown } from '../../bin/cli/read-markdown';
import type { Service } from '../../bin/cli/service';
import { systemClock } from '../../lambdas/adapters/clock';
import { aBriefing } from '../support/briefings';
import { type Journey, startJourney } from '../support/journey';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

const ROOT = path.resolve(__dirname, '../..');
const WEEKLY = readFileSync(path.join(ROOT, 'seeds/newsletters/weekly.md'), 'utf8');

/** Without what differs for each recipient: addresses, links of their own, and the time of sending. */
function withoutNames(raw: string, siteUrl: string): string {
  return raw
    .replace(
      /^(To|Date|Message-ID|List-Unsubscribe|Received|Reply-To|X-[\w-]+):.*(\r\n[ \t].*)*\r\n/gim,
      '',
    )
    .replace(/=\r\n/g, '')
    .replaceAll('=3D', '=')
    .replaceAll('&#x3D;', '=')
    .replaceAll(siteUrl, 'SITE')
    .replace(/SITE\/(?:(?:unsubscribe|manage)\?token=[\w.-]+|(?=["\s]))/g, 'LINK');
}

describe('the preview of a newsletter issue', () => {
  let journey: Journey;
  let raw: string;
  beforeAll(async () => {
    journey = await startJourney();
    await journey.publish(aBriefing({ title: 'Talks resume', tags: ['middle-east'] }));
    const settings = await readPreviewSettings(ROOT);
    const service = {
      call: async (to: string, body: unknown) => (await journey.api(to, body)).body,
    };
    const render = renderPreview({
      settings: { ...settings, siteUrl: journey.stack.siteUrl },
      findBriefings: findListed(service as unknown as Service),
      now: systemClock,
    });
    const { problems, email } = await render(WEEKLY);
    expect(problems).toEqual([]);
    raw = email?.raw.toString('utf8') ?? '';
  });
  afterAll(() => journey.stop());

  it('is the final email byte for byte, but for names and links', async () => {
    await journey.subscribe({ email: 'ann@example.org', expressions: ['tag:diplomacy'] });
    await journey.publish(readMarkdown(WEEKLY));
    const [email] = journey.emailsTo('ann@example.org');
    expect(email?.text).toContain('* Talks resume');
    expect(withoutNames(email?.raw ?? '', journey.stack.siteUrl)).toBe(
      withoutNames(raw, journey.stack.siteUrl),
    );
  });

  it('is sent to one address only for a test, as often as the editor likes', async () => {
    const before = journey.emails.length;
    for (const _time of [1, 2]) {
      const sent = { email: 'eve@example.org', issue: readMarkdown(WEEKLY) };
      expect(await journey.api('/api/issues/test', sent)).toMatchObject({ status: 200 });
      await journey.stack.idle();
    }
    const tests = journey.emailsTo('eve@example.org');
    expect(tests).toHaveLength(2);
    expect(journey.emails).toHaveLength(before + 2);
    expect(withoutNames(tests[0]?.raw ?? '', journey.stack.siteUrl)).toBe(
      withoutNames(raw, journey.stack.siteUrl),
    );
  });

  it.each([
    [
      { email: 'no address', issue: { title: 'One', newsletter: 'diplomacy', body: 'Two' } },
      'is not an email address',
    ],
    [{ email: 'eve@example.org', issue: { title: 'One', body: 'Two' } }, 'names no "newsletter"'],
    [
      { email: 'eve@example.org', issue: { title: 'One', newsletter: 'diplomacy' } },
      'the text of the issue is empty',
    ],
    [{ email: 'eve@example.org' }, 'Send an "email" and the "issue"'],
  ])('is refused as a test: %j', async (sent, reason) => {
    const { status, body } = await journey.api('/api/issues/test', sent);
    expect([status, body.error]).toEqual([400, expect.stringContaining(reason)]);
  });
});

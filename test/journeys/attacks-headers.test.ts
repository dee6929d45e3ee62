import { aBriefing } from '../support/briefings';
import { type Journey, type ReceivedEmail, startJourney } from '../support/journey';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

/** A reader's program decodes it into a bidi override, the word `evil` and a line break. */
const ENCODED = '=?utf-8?B?4oCuZXZpbA0K?=';
const INJECTIONS = [
  'gull\r\nBcc: victim@evil.example',
  'gull\nBcc: victim@evil.example',
  'gull\rBcc: victim@evil.example',
  'gull\u2028Bcc: victim@evil.example',
  'gull\0Bcc: victim@evil.example',
  '\u202egull\u2066',
  `gull ${ENCODED}`,
  `gúll ${ENCODED}`,
  'gull =?utf-8?Q?=0D=0ABcc:=20victim@evil.example?=',
];

/** Line breaks, controls, and characters that turn the text around them. */
const UNSEEN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const HEADERS_OF_OURS =
  /^(from|to|reply-to|subject|date|message-id|mime-version|content-.*|list-.*|feedback-id|auto-submitted|precedence|x-.*|references|in-reply-to|sender)$/;

describe('a header injected', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  afterAll(() => journey.stop());

  const expectNoInjection = (email: ReceivedEmail) => {
    expect(email.subject).not.toMatch(UNSEEN);
    const names = [...email.headers.keys()];
    expect(names.filter((name) => !HEADERS_OF_OURS.test(name))).toEqual([]);
    const [head = ''] = email.raw.split('\r\n\r\n');
    expect(head).not.toMatch(/^bcc:/im);
    expect(head).not.toMatch(/[^\r]\n|\r(?!\n)/);
    // Encoded by us, so a reader's program shows what was typed and decodes it once.
    expect(head.replaceAll(/=\?utf-8\?[bq]\?[^?]*\?=/gi, '')).not.toContain('=?');
    expect(email.subject).not.toMatch(/evil\s*$/);
  };

  it('through a topic or an address changes no header of the confirmation', async () => {
    for (const [index, text] of INJECTIONS.entries()) {
      const form = { frequency: 'daily', timeZone: 'UTC', hour: '8' };
      const email = `ann${index}@org${index}.example`;
      const { status } = await journey.post('/subscribe', { ...form, email, expression: text });
      expect(status).toBeLessThan(500);
      await journey.post('/subscribe', { ...form, email: `${text}@a.example`, expression: 'gull' });
      await journey.post('/subscribe', { ...form, email: `bob@${text}`, expression: 'gull' });
    }
    await journey.stack.idle();
    expect(journey.emails.length).toBeGreaterThan(2);
    for (const email of journey.emails) {
      expectNoInjection(email);
      expect(email.to).toMatch(/^[\w.]+@\w+\.example$/);
    }
  });

  it('through a briefing changes no header of an alert', async () => {
    const before = journey.emails.length;
    await journey.subscribe({ email: 'cat@example.org', expressions: ['gull', 'gúll'] });
    for (const text of INJECTIONS) {
      await journey.publish(
        aBriefing({ title: text, summary: text, source: text, tags: ['gull'], body: text }),
      );
    }
    const alerts = journey.emails.slice(before);
    expect(alerts).toHaveLength(INJECTIONS.length);
    for (const alert of alerts) expectNoInjection(alert);
  });

  it('through an address or a field changes no header of a page', async () => {
    const attack = encodeURIComponent('x\r\nSet-Cookie: a=b\r\n\r\n<html>');
    for (const path of [
      `/?lang=${attack}`,
      `/?topic=${attack}`,
      `/archive?q=${attack}&before=${attack}`,
      `/feeds/atom?q=${attack}`,
      `/feeds/json?q=${attack}`,
      `/briefings/${attack}`,
      `/manage/download?token=${attack}`,
      `/${attack}`,
    ]) {
      const { headers, status } = await fetch(`${journey.stack.siteUrl}${path}`);
      expect([path, status]).not.toEqual([path, 500]);
      expect(headers.has('set-cookie')).toBe(false);
      for (const [, value] of headers) expect(value).not.toContain('Set-Cookie');
    }
  });
});

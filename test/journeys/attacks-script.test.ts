import { type Journey, linkIn, startJourney } from '../support/journey';
import { tokenOf } from '../support/links';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

/** Each closes another context: text, an attribute in either quotes, a style, a comment, JSON. */
const SCRIPTS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</style><svg onload=alert(1)>',
  '</title><iframe src=javascript:alert(1)>',
  '</script><script>alert(1)</script>',
  '--><script>alert(1)</script>',
];
const ALL = SCRIPTS.join(' ');

/** Markup that a browser would run. Escaped text has no `<`, and no quote that ends an attribute. */
const RUNNABLE = [
  /<script(?! type="(?:module|application\/ld\+json)")[\s>]/i,
  /<(?:img src=x|iframe|svg onload)/i,
  /<[^>]*\son\w+\s*=\s*["'a]/i,
  /<[^>]*\s(?:href|src|action)\s*=\s*["']?\s*javascript:/i,
];

/** Quoted values, in which nothing runs: only these attributes have a meaning of their own. */
const HARMLESS_ATTRIBUTES = /\s(?!type|href|src|action|on)[\w-]+="[^"]*"/g;
const JSON_LD = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/g;

describe('script in a field', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  afterAll(() => journey.stop());

  const expectHarmless = (what: string, html: string) => {
    const markup = html.replaceAll(HARMLESS_ATTRIBUTES, '');
    for (const pattern of RUNNABLE)
      expect([what, pattern.exec(markup)?.[0]]).toEqual([what, undefined]);
    // A value that ended its block early would leave half of the JSON.
    for (const [, json = ''] of html.matchAll(JSON_LD)) JSON.parse(json);
  };

  it('is reflected as text by every page and form', async () => {
    const attack = encodeURIComponent(ALL);
    for (const path of [
      `/?topic=${attack}`,
      `/?lang=${attack}&topic=x`,
      `/archive?q=${attack}`,
      `/preview?expression=${attack}`,
      `/feeds/atom?q=${attack}`,
      `/briefings/${attack}`,
      `/topics/${attack}`,
      `/confirm?token=${attack}`,
      `/unsubscribe?token=${attack}`,
      `/manage?token=${attack}`,
      `/never-ask?token=${attack}`,
      `/link?token=${attack}`,
      `/${attack}?${attack}=${attack}`,
    ]) {
      const { status, html } = await journey.get(path);
      expect([path.split('=')[0], status]).not.toEqual([path.split('=')[0], 500]);
      expectHarmless(path, html);
    }
    const fields = ['email', 'expression', 'frequency', 'timeZone', 'hour'];
    for (const field of fields) {
      const form = { email: 'ann@example.org', expression: 'heron', frequency: 'instant' };
      const { html } = await journey.post('/subscribe', { ...form, [field]: ALL });
      expectHarmless(field, html);
    }
    for (const path of ['/confirm', '/unsubscribe', '/manage', '/link', '/never-ask']) {
      expectHarmless(path, (await journey.post(path, { token: ALL, undo: ALL, action: ALL })).html);
    }
  });

  it('is stored as text, whichever field of a briefing or a topic it is in', async () => {
    await journey.subscribe({
      email: 'bob@example.org',
      expressions: ['*', 'alert OR "<b> x"'],
    });
    await journey.publish({
      id: 'attack',
      title: `Title ${ALL}`,
      summary: `Summary ${ALL}`,
      body: `<p>Body ${ALL}</p><a href="javascript:alert(1)" onclick="alert(1)">x</a>`,
      source: `Source ${SCRIPTS[0]}`,
      tags: [SCRIPTS[0]],
      url: 'https://news.example/?"><script>alert(1)</script>',
    });
    const [alert] = journey.emailsTo('bob@example.org');
    expectHarmless('alert', alert?.html ?? '');
    const manage = tokenOf(linkIn(alert, 'manage'));
    const { body } = await journey.api('/api/subscribers/lookup', { email: 'bob@example.org' });
    const topics = body.subscriptions as { topicId: string }[];
    expect((await journey.get('/briefings/attack')).html).toMatch(JSON_LD);
    for (const path of [
      '/',
      '/briefings/attack',
      '/feeds/atom',
      ...topics.map(({ topicId }) => `/topics/${topicId}`),
      `/manage?token=${manage}`,
      `/manage/sent?token=${manage}`,
      linkIn(alert, 'unsubscribe'),
      '/archive',
    ]) {
      expectHarmless(path, (await journey.get(path)).html);
    }
  });
});

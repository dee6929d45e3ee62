import { type Journey, linkIn, startJourney } from '../support/journey';
import { tokenOf } from '../support/links';
import { ALL_SCRIPTS as ALL, expectHarmless, JSON_LD, SCRIPTS } from '../support/script-attacks';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

describe('script in a field', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  afterAll(() => journey.stop());

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

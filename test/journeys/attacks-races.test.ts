import { aBriefing } from '../support/briefings';
import { advanceClock } from '../support/clock';
import { type Journey, linkIn, startJourney } from '../support/journey';
import { tokenOf } from '../support/links';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

/** How often a link is used at the same moment. */
const AT_ONCE = 50;

describe('an attack that uses links at the wrong moment', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  afterAll(() => journey.stop());

  const alertTo = async (email: string, expression: string) => {
    await journey.subscribe({ email, expressions: [expression] });
    await journey.publish(aBriefing({ title: `A ${expression}` }));
    return journey.emailsTo(email).at(-1);
  };
  const topicsOf = async (email: string) => {
    const { body } = await journey.api('/api/subscribers/lookup', { email });
    return ((body.subscriptions ?? []) as { expression: string }[]).map((one) => one.expression);
  };
  const changeAddress = async (manage: string, email: string) => {
    await journey.post(`/manage/account?token=${manage}`, { action: 'change-address', email });
    await journey.stack.idle();
    return linkIn(journey.emailsTo(email).at(-1), 'change-address');
  };
  const atOnce = (path: string, fields: Record<string, string>) =>
    Promise.all(Array.from({ length: AT_ONCE }, () => journey.post(path, fields)));
  const statuses = (answers: { status: number }[]) =>
    [...new Set(answers.map(({ status }) => status))].sort();

  it('opens nothing to the owner of a former address', async () => {
    const [former, next] = ['ann@example.org', 'ann.new@example.org'];
    const alert = await alertTo(former, 'heron');
    const manage = tokenOf(linkIn(alert, 'manage'));
    const mute = linkIn(alert, 'mute');
    const link = await changeAddress(manage, next);
    expect((await journey.get(`/manage?token=${manage}`)).status).toBe(200);
    const { status, html } = await journey.post(link, {});
    expect(status).toBe(200);

    for (const path of ['', '/settings', '/sent', '/absence', '/account', '/download']) {
      const old = await journey.get(`/manage${path}?token=${manage}`);
      expect([path, old.status]).toEqual([path, 400]);
      expect(old.html).not.toContain(next);
    }
    await journey.post(`/manage?token=${manage}`, { action: 'stop-everything' });
    await journey.post(`/manage/account?token=${manage}`, { action: 'erase', confirm: 'yes' });
    expect((await journey.post(mute, {})).status).toBe(400);
    expect(await topicsOf(next)).toEqual(['heron']);
    // The new owner is in.
    const [, token = ''] = /\/manage\?token=([\w.-]+)/.exec(html) ?? [];
    expect((await journey.get(`/manage?token=${token}`)).status).toBe(200);
    // Whoever finds the link later is not.
    const replayed = await journey.post(link, {});
    expect(replayed.status).toBe(200);
    expect(replayed.html).not.toContain('/manage?token=');
  }, 60_000);

  it('confirms once, however often the button is pressed', async () => {
    await journey.post('/subscribe', {
      email: 'bob@example.org',
      expression: 'egret',
      frequency: 'daily',
    });
    await journey.stack.idle();
    const token = tokenOf(linkIn(journey.emailsTo('bob@example.org')[0], 'confirm'));
    expect(statuses(await atOnce('/confirm', { token }))).toEqual([200]);
    expect(await topicsOf('bob@example.org')).toEqual(['egret']);
    expect((await journey.post('/confirm', { token })).html).not.toContain('/manage?token=');
  }, 60_000);

  it('restores once what was unsubscribed from', async () => {
    const alert = await alertTo('cat@example.org', 'gull');
    const link = linkIn(alert, 'unsubscribe');
    const { html } = await journey.post(link, {});
    const [, undo = ''] = /name="undo" value="([^"]+)"/.exec(html) ?? [];
    expect(undo).not.toBe('');
    const answers = await atOnce(link, { undo });
    expect(statuses(answers)).toEqual([200, 409]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await topicsOf('cat@example.org')).toEqual(['gull']);
  }, 60_000);

  it('moves nobody to an address that somebody else has', async () => {
    const manage = tokenOf(linkIn(await alertTo('dan@example.org', 'tern'), 'manage'));
    await journey.subscribe({ email: 'taken@example.org', expressions: ['kite'] });
    const link = await changeAddress(manage, 'taken@example.org');
    expect((await journey.post(link, {})).status).toBe(409);
    expect(await topicsOf('dan@example.org')).toEqual(['tern']);
    expect(await topicsOf('taken@example.org')).toEqual(['kite']);
  });

  it('moves to one of two addresses that are confirmed at the same moment', async () => {
    const manage = tokenOf(linkIn(await alertTo('eve@example.org', 'crane'), 'manage'));
    const links: string[] = [];
    for (const email of ['eve1@example.org', 'eve2@example.org']) {
      links.push(await changeAddress(manage, email));
      advanceClock({ minutes: 21 });
    }
    const answers = await Promise.all(links.map((link) => journey.post(link, {})));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const topics = await Promise.all(
      ['eve', 'eve1', 'eve2'].map((name) => topicsOf(`${name}@example.org`)),
    );
    expect(topics.flat()).toEqual(['crane']);
  });

  it('leaves no token or address in the logs', () => {
    const logs = journey.logged.join('\n');
    expect(logs).not.toMatch(/ey[\w-]{10,}\.[\w-]{10,}/);
    expect(logs).not.toContain('@example.org');
  });
});

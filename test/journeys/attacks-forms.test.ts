import { decodeJwt } from 'jose';
import { SignedLinks } from '../../lambdas/adapters/signed-links';
import type { FollowRequest } from '../../lambdas/domain/delivery';
import type { LINK_CLAIMS } from '../../lambdas/domain/link';
import { MANAGE_ACTIONS, MANAGE_PATHS } from '../../lambdas/rendering/pages/manage/views';
import { systemClock } from '../support/clock';
import { formsIn, type HtmlForm } from '../support/html-forms';
import { linksIn } from '../support/html-reading';
import { type Journey, linkIn, startJourney, withDynamoDb } from '../support/journey';
import { tokenOf } from '../support/links';
import { ALL_SCRIPTS, expectHarmless } from '../support/script-attacks';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

/** The second is short enough for a topic. */
const ATTACKS = [ALL_SCRIPTS, '"><script>alert(1)</script>'];

/** The page and the form of each kind of link. A new kind must be added here. */
const TOKEN_PATHS: Record<Exclude<keyof typeof LINK_CLAIMS, 'form' | 'undo'>, string[]> = {
  confirm: ['/confirm'],
  manage: Object.values(MANAGE_PATHS),
  unsubscribe: ['/unsubscribe', '/link'],
  'change-address': ['/change-address'],
  'never-ask': ['/never-ask'],
  mute: ['/mute'],
};

describe('script in a field', () => {
  let journey: Journey;
  let pages: { path: string; html: string }[];
  beforeAll(async () => {
    journey = await startJourney();
    pages = await readPages();
  }, 120_000);
  afterAll(() => journey.stop());

  /** All pages with a form, as a reader sees them who follows a topic, paused and muted a story. */
  async function readPages(): Promise<{ path: string; html: string }[]> {
    const email = 'ann@example.org';
    await journey.subscribe({ email, expressions: ['heron'] });
    await journey.subscribe({ email, expressions: ['egret'], frequency: 'daily' });
    await journey.publish({ id: 'herons', title: 'A heron', summary: 'A grey heron.' });
    const { body } = await journey.api('/api/subscribers/lookup', { email });
    const { sub } = decodeJwt(tokenOf(linkIn(journey.emailsTo(email)[0], 'manage'))) as {
      sub: string;
    };
    const [{ topicId = '' } = {}] = (
      body.subscriptions as { topicId: string; expression: string }[]
    ).filter(({ expression }) => expression === 'heron');
    const follow: FollowRequest = {
      address: 'bob@example.org',
      expressions: ['egret'],
      language: 'en',
      frequency: 'daily',
      timeZone: 'UTC',
      hour: 8,
    };
    const tokens = await withDynamoDb(journey, async (client) => {
      const table = journey.stack.tableName('Subscribers');
      const { sign } = new SignedLinks(client, table, systemClock);
      return {
        confirm: await sign('confirm', { id: 'attack', follow }),
        manage: await sign('manage', { sub }),
        unsubscribe: await sign('unsubscribe', { sub, topicId }),
        'change-address': await sign('change-address', { sub, address: 'ann2@example.org' }),
        'never-ask': await sign('never-ask', { address: 'cat@example.org' }),
        mute: await sign('mute', { sub, briefingId: 'herons' }),
      };
    });
    const withToken = Object.entries(TOKEN_PATHS).flatMap(([purpose, paths]) =>
      paths.map((path) => `${path}?token=${tokens[purpose as keyof typeof TOKEN_PATHS]}`),
    );
    const manage = `/manage?token=${tokens.manage}`;
    const post = async (path: string, fields: Record<string, string>) => ({
      path,
      html: (await journey.post(path, fields)).html,
    });
    const mute = `/mute?token=${tokens.mute}`;
    const open = ['/', '/archive?q=heron', '/briefings/herons', `/topics/${topicId}`, '/privacy'];
    const read = [];
    for (const path of [...open, ...withToken]) {
      read.push({ path, html: (await journey.get(path)).html });
    }
    const answers = [
      await post(mute, {}),
      await post(manage, { action: 'pause', until: inAWeek() }),
      // With the muted story.
      await post(`/manage/settings?token=${tokens.manage}`, {}),
      await post(manage, { action: 'open-topic', topicId }),
      await post(manage, { action: 'open-topic', topicId: '' }),
      await post('/preview', { expression: 'heron' }),
      await post('/subscribe', { email: 'dan@gmial.com', expression: 'egret', frequency: 'daily' }),
      await post('/link?token=x', {}),
      await post('/confirm', { token: 'x' }),
    ];
    // What was pressed last changes the most.
    const unsubscribe = `/unsubscribe?token=${tokens.unsubscribe}`;
    return [...read, ...answers, await post(unsubscribe, {}), await post(unsubscribe, {})];
  }

  const send = async ({ method, action }: HtmlForm, fields: Record<string, string>) => {
    if (method === 'post') return journey.post(action, fields);
    const { pathname } = new URL(action, 'http://localhost');
    return journey.get(`${pathname}?${new URLSearchParams(fields)}`);
  };
  const allForms = () => {
    const forms = pages.flatMap(({ path, html }) => formsIn(html, path));
    const nameOf = ({ action, fields }: HtmlForm) =>
      [pathOf(action), fields.action, ...Object.keys(fields)].join(' ');
    return [...new Map(forms.map((form) => [nameOf(form), form])).values()];
  };

  it('is looked for in every form', () => {
    const actions = new Set(allForms().map(({ fields }) => fields.action));
    expect(Object.values(MANAGE_ACTIONS).filter((action) => !actions.has(action))).toEqual([]);
    const paths = new Set(allForms().map(({ action }) => pathOf(action)));
    const expected = ['/subscribe', '/preview', '/archive', ...Object.values(TOKEN_PATHS).flat()];
    // What was sent is listed without a form.
    expect(expected.filter((path) => !paths.has(path) && path !== '/manage/sent')).toEqual([]);
  });

  it('is reflected as text, whichever field of whichever form it is in', async () => {
    for (const form of allForms()) {
      for (const name of Object.keys(form.fields)) {
        for (const attack of ATTACKS) {
          const what = `${pathOf(form.action)} ${form.fields.action ?? ''} ${name}`;
          const { status, html } = await send(form, { ...form.fields, [name]: attack });
          expect([what, status]).not.toEqual([what, 500]);
          expectHarmless(what, html);
        }
      }
    }
  }, 240_000);

  it('is reflected as text, whichever parameter of whichever link it is in', async () => {
    const found = new Map<string, URL>();
    for (const { path, html } of pages) {
      for (const link of [path, ...linksIn(html)]) {
        const url = new URL(link, journey.stack.siteUrl);
        if (url.origin !== new URL(journey.stack.siteUrl).origin) continue;
        for (const name of url.searchParams.keys()) found.set(`${url.pathname} ${name}`, url);
      }
    }
    expect([...found.keys()]).toEqual(
      expect.arrayContaining(['/archive q', '/ lang', '/manage token']),
    );
    for (const [what, url] of found) {
      const attacked = new URL(url);
      attacked.searchParams.set(what.split(' ')[1] ?? '', ALL_SCRIPTS);
      const answer = await fetch(attacked);
      expect([what, answer.status]).not.toEqual([what, 500]);
      expect([what, answer.headers.get('x-content-type-options')]).toEqual([what, 'nosniff']);
      const isMarkup = /html|xml/.test(answer.headers.get('content-type') ?? '');
      if (isMarkup) expectHarmless(what, await answer.text());
    }
  }, 120_000);

  it('is text in whatever was stored and sent because of it', async () => {
    await journey.stack.idle();
    for (const { path } of pages) expectHarmless(path, (await journey.get(path)).html);
    for (const { subject, html } of journey.emails) expectHarmless(subject, html);
  }, 120_000);
});

const inAWeek = (): string =>
  new Date(Date.parse(systemClock()) + 7 * 24 * 3_600_000).toISOString().slice(0, 10);

const pathOf = (action: string): string => new URL(action, 'http://localhost').pathname;

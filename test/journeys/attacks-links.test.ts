import { SignedLinks } from '../../lambdas/adapters/signed-links';
import type { LinkClaims, LinkPurpose } from '../../lambdas/domain/link';
import { DOWNLOAD_PATH, MANAGE_PATHS } from '../../lambdas/rendering/pages/manage/views';
import { aBriefing } from '../support/briefings';
import { advanceClock, systemClock } from '../support/clock';
import { runCommand } from '../support/command-line';
import { type Journey, linkIn, startJourney, withDynamoDb } from '../support/journey';
import { tokenOf } from '../support/links';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

describe('an attack with links', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  afterAll(() => journey.stop());

  const form = { frequency: 'instant', timeZone: 'Europe/London', hour: '8' };
  const ask = async (email: string, expression: string) => {
    // Confirmation emails for the same request are at least ten minutes apart.
    advanceClock({ minutes: 11 });
    const before = journey.emailsTo(email).length;
    await journey.post('/subscribe', { ...form, email, expression });
    await journey.stack.idle();
    return tokenOf(linkIn(journey.emailsTo(email)[before], 'confirm'));
  };
  const confirm = (token: string) => journey.post('/confirm', { token });
  const alertOf = async (email: string, expression: string) => {
    await journey.subscribe({ email, expressions: [expression] });
    await journey.publish(aBriefing({ title: `A ${expression}` }));
    return journey.emailsTo(email).at(-1);
  };
  const topicsOf = async (email: string) => {
    const { body } = await journey.api('/api/subscribers/lookup', { email });
    const subscriptions = (body.subscriptions ?? []) as { expression: string }[];
    return subscriptions.map(({ expression }) => expression).toSorted();
  };
  const sign = <P extends LinkPurpose>(purpose: P, claims: LinkClaims<P>) =>
    withDynamoDb(journey, (client) =>
      new SignedLinks(client, journey.stack.tableName('Subscribers'), systemClock).sign(
        purpose,
        claims,
      ),
    );

  it('that replays a confirmation does nothing, and shows no way into the subscription', async () => {
    const token = await ask('ann@example.org', 'wombat');
    expect((await confirm(token)).status).toBe(200);
    const manage = tokenOf(linkIn(await alertOf('ann@example.org', 'quokka'), 'manage'));
    const { body } = await journey.api('/api/subscribers/lookup', { email: 'ann@example.org' });
    const [{ topicId = '' } = {}] = (
      body.subscriptions as { topicId: string; expression: string }[]
    ).filter(({ expression }) => expression === 'wombat');
    await journey.post('/manage', { token: manage, action: 'stop', topicId });

    const replayed = [await confirm(token), await journey.get(`/confirm?token=${token}`)];
    for (const { html } of replayed) expect(html).not.toMatch(/\/manage\?token=/);
    expect(await topicsOf('ann@example.org')).toEqual(['quokka']);
  });

  it('that confirms after the owner of the address has left brings nobody back', async () => {
    const early = await ask('bob@example.org', 'numbat');
    const alert = await alertOf('bob@example.org', 'bilby');
    await journey.post(linkIn(alert, 'unsubscribe'), { everything: 'yes' });
    await confirm(early);
    expect(await topicsOf('bob@example.org')).toEqual([]);

    await confirm(await ask('bob@example.org', 'numbat'));
    expect(await topicsOf('bob@example.org')).toEqual(['numbat']);
  });

  it('that confirms after the owner of the address was erased brings nobody back', async () => {
    const early = await ask('cat@example.org', 'dingo');
    await journey.subscribe({ email: 'cat@example.org', expressions: ['emu'] });
    await journey.api('/api/subscribers/forget', { email: 'cat@example.org' });
    await confirm(early);
    const { status } = await journey.api('/api/subscribers/lookup', { email: 'cat@example.org' });
    expect(status).toBe(404);

    await confirm(await ask('cat@example.org', 'dingo'));
    expect(await topicsOf('cat@example.org')).toEqual(['dingo']);
  });

  it('that has an unsubscribe link gets no more than that from it', async () => {
    await journey.subscribe({ email: 'dee@example.org', expressions: ['possum'] });
    const alert = await alertOf('dee@example.org', 'koala');
    const unsubscribe = tokenOf(linkIn(alert, 'unsubscribe'));
    const pages = [
      await journey.get(`/unsubscribe?token=${unsubscribe}`),
      await journey.post('/unsubscribe', { token: unsubscribe }),
      await journey.post('/unsubscribe', { token: unsubscribe }),
    ];
    for (const { html } of pages) {
      expect(html).not.toContain('dee@example.org');
      expect(html).not.toContain('possum');
      for (const [token] of html.matchAll(/ey[\w-]+\.[\w-]+\.[\w-]+/g)) {
        expect((await journey.post('/manage', { token })).status).toBe(400);
        expect((await confirm(token)).status).toBe(400);
      }
    }
  });

  it('that swaps the tokens of two purposes or two subscribers is refused', async () => {
    const [eve, fay] = [
      await alertOf('eve@example.org', 'puffin'),
      await alertOf('fay@example.org', 'razorbill'),
    ];
    const manage = tokenOf(linkIn(eve, 'manage'));
    const unsubscribe = tokenOf(linkIn(eve, 'unsubscribe'));
    const confirming = await ask('eve@example.org', 'auk');
    const pages: [string, string][] = [
      ['/manage', unsubscribe],
      ['/manage', confirming],
      ['/confirm', manage],
      ['/confirm', unsubscribe],
      ['/unsubscribe', manage],
      ['/unsubscribe', confirming],
      ['/never-ask', manage],
      ['/never-ask', unsubscribe],
    ];
    for (const [path, token] of pages) {
      expect([path, (await journey.post(path, { token })).status]).toEqual([path, 400]);
      expect([path, (await journey.get(`${path}?token=${token}`)).status]).toEqual([path, 400]);
    }

    const { html } = await journey.post('/unsubscribe', { token: unsubscribe });
    const [, undo = ''] = /name="undo" value="([^"]+)"/.exec(html) ?? [];
    const other = tokenOf(linkIn(fay, 'unsubscribe'));
    expect((await journey.post('/unsubscribe', { token: other, undo })).status).toBe(409);
    expect((await journey.post('/unsubscribe', { token: other, undo: manage })).status).toBe(409);
    expect(await topicsOf('eve@example.org')).toEqual([]);
    expect(await topicsOf('fay@example.org')).toEqual(['razorbill']);
    expect((await journey.post('/unsubscribe', { token: unsubscribe, undo })).status).toBe(200);
  });

  it('that uses a token for what another kind of link is for is refused, for every kind', async () => {
    const sub = 'nobody-in-particular';
    const follow = {
      address: 'amy@example.org',
      expressions: ['skua'],
      language: 'en' as const,
      frequency: 'daily' as const,
      timeZone: 'UTC',
      hour: 8,
    };
    /** A valid token of each kind. */
    const tokens: Record<LinkPurpose, string> = {
      confirm: await sign('confirm', { id: 'confirm-amy', follow }),
      manage: await sign('manage', { sub }),
      unsubscribe: await sign('unsubscribe', { sub }),
      'change-address': await sign('change-address', { sub, address: follow.address }),
      'never-ask': await sign('never-ask', { address: follow.address }),
      form: await sign('form', {}),
      mute: await sign('mute', { sub, briefingId: 'skuas' }),
      undo: await sign('undo', { sub, undo: 'undo-1' }),
    };
    /** The pages that take it. */
    const pages: Record<LinkPurpose, string[]> = {
      confirm: ['/confirm'],
      manage: [...Object.values(MANAGE_PATHS), DOWNLOAD_PATH],
      unsubscribe: ['/unsubscribe'],
      'change-address': ['/change-address'],
      'never-ask': ['/never-ask'],
      mute: ['/mute'],
      // Taken by fields of other forms.
      form: [],
      undo: [],
    };
    for (const [purpose, paths] of Object.entries(pages)) {
      for (const path of paths) {
        for (const [kind, token] of Object.entries(tokens)) {
          const link = `${path}?token=${token}`;
          const got = await journey.get(link);
          const statuses =
            path === DOWNLOAD_PATH
              ? [got.status]
              : [got.status, (await journey.post(link, {})).status];
          const isRefused = statuses.every((status) => status === 400);
          expect([path, kind, isRefused]).toEqual([path, kind, kind !== purpose]);
        }
      }
    }
  });

  it('that forges a token is refused for every page', async () => {
    const alert = await alertOf('gus@example.org', 'guillemot');
    const token = tokenOf(linkIn(alert, 'manage'));
    const [header = '', payload = '', signature = ''] = token.split('.');
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const forgeries = [
      `${header}.${encode({ ...claims, sub: 'another' })}.${signature}`,
      `${header}.${encode({ ...claims, exp: claims.exp + 1_000_000 })}.${signature}`,
      `${encode({ alg: 'none' })}.${payload}.`,
      `${encode({ alg: 'HS256', kid: '__proto__' })}.${payload}.${signature}`,
      `${encode({ alg: 'HS256', kid: '../key' })}.${payload}.${signature}`,
      `${encode({ alg: 'HS256', crit: ['exp'] })}.${payload}.${signature}`,
      `${header}.${payload}.`,
      `${header}.${payload}`,
      `${token}.`,
      '',
      '%00',
      'a'.repeat(10_000),
    ];
    for (const forged of forgeries) {
      for (const path of [
        '/manage',
        '/unsubscribe',
        '/confirm',
        '/never-ask',
        '/mute',
        '/change-address',
      ]) {
        const link = `${path}?token=${encodeURIComponent(forged)}`;
        expect((await journey.post(link, {})).status).toBe(400);
      }
    }
    expect(await topicsOf('gus@example.org')).toEqual(['guillemot']);
  });

  it('that uses an expired token is refused, but unsubscribing works for ever', async () => {
    const alert = await alertOf('hal@example.org', 'kestrel');
    const confirming = await ask('hal@example.org', 'falcon');
    advanceClock({ days: 2 });
    expect((await confirm(confirming)).status).toBe(400);
    const manage = linkIn(alert, 'manage');
    expect((await journey.get(manage)).status).toBe(200);
    advanceClock({ days: 28 });
    expect((await journey.get(manage)).status).toBe(400);
    advanceClock({ days: 3_000 });
    expect((await journey.post(linkIn(alert, 'unsubscribe'), {})).status).toBe(200);
    expect(await topicsOf('hal@example.org')).toEqual([]);
  });

  describe('that asks for a new link with an old one', () => {
    const linksTo = (email: string) =>
      journey.emailsTo(email).filter(({ text }) => text.includes('/manage?token=')).length;
    const askForLink = async (token: string) => {
      const { status, html } = await journey.post(`/link?token=${token}`, {});
      await journey.stack.idle();
      return { status, html: html.replaceAll(token, '') };
    };

    it('makes an email to the owner, and tells nothing to whoever asks', async () => {
      const email = 'kim@example.org';
      const alert = await alertOf(email, 'curlew');
      const tokens = [
        tokenOf(linkIn(alert, 'unsubscribe')),
        tokenOf(linkIn(alert, 'manage')),
        await ask(email, 'whimbrel'),
      ];
      for (const token of tokens) {
        advanceClock({ days: 40, minutes: 11 });
        const before = journey.emailsTo(email).length;
        const asked = await askForLink(token);
        expect(asked).toEqual(await askForLink('x.y.z'));
        expect(asked.html).not.toContain(email);
        const emails = journey.emailsTo(email).slice(before);
        expect(emails).toHaveLength(1);
        expect((await journey.get(linkIn(emails[0], 'manage'))).status).toBe(200);
      }
    });

    it('fills no mailbox', async () => {
      const alert = await alertOf('lea@example.org', 'godwit');
      const token = tokenOf(linkIn(alert, 'unsubscribe'));
      const before = linksTo('lea@example.org');
      for (let count = 0; count < 3; count += 1) await askForLink(token);
      expect(linksTo('lea@example.org')).toBe(before + 1);
      for (let count = 0; count < 9; count += 1) {
        advanceClock({ minutes: 11 });
        await askForLink(token);
      }
      expect(linksTo('lea@example.org')).toBeLessThanOrEqual(before + 12);
    });

    it('makes no email to someone who was erased', async () => {
      const alert = await alertOf('mia@example.org', 'dotterel');
      await journey.api('/api/subscribers/forget', { email: 'mia@example.org' });
      const before = journey.emailsTo('mia@example.org').length;
      const { status } = await askForLink(tokenOf(linkIn(alert, 'unsubscribe')));
      expect([status, journey.emailsTo('mia@example.org').length]).toEqual([202, before]);
    });

    it('makes another confirmation email to someone who has yet to confirm', async () => {
      const token = await ask('ned@example.org', 'lapwing');
      advanceClock({ days: 3 });
      await askForLink(token);
      const [, second] = journey.emailsTo('ned@example.org');
      expect((await confirm(tokenOf(linkIn(second, 'confirm')))).status).toBe(200);
      expect(await topicsOf('ned@example.org')).toEqual(['lapwing']);
    });
  });

  it('with a key that leaked ends when the operator revokes it', async () => {
    const alert = await alertOf('ian@example.org', 'osprey');
    const [manage, unsubscribe] = [linkIn(alert, 'manage'), linkIn(alert, 'unsubscribe')];
    const { port } = new URL(journey.stack.siteUrl);
    const rotate = (...options: string[]) =>
      runCommand(Number(port), ['--json', 'keys', 'rotate', ...options]);

    const rotated = await rotate();
    expect(rotated.stdout).not.toMatch(/secret/i);
    const keys = rotated.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(keys.map(({ signs }) => signs)).toEqual([false, true]);
    advanceClock({ minutes: 2 });
    expect((await journey.get(manage)).status).toBe(200);

    await rotate('--revoke');
    advanceClock({ minutes: 2 });
    expect((await journey.get(manage)).status).toBe(400);
    const next = await alertOf('ian@example.org', 'harrier');
    expect((await journey.get(linkIn(next, 'manage'))).status).toBe(200);
    expect((await journey.post(unsubscribe, { everything: 'yes' })).status).toBe(200);
    expect(await topicsOf('ian@example.org')).toEqual([]);
  });

  it('with somebody’s address ends when its owner wants no more requests', async () => {
    const email = 'jon@example.org';
    await ask(email, 'merlin');
    const link = `/never-ask?token=${await sign('never-ask', { address: email })}`;
    expect((await journey.get(link)).html).toContain('Never ask me again');
    await expect(ask(email, 'hobby')).resolves.toBeTruthy();

    const { html } = await journey.post(link, {});
    expect(html).not.toContain(email);
    const before = journey.emailsTo(email).length;
    await expect(ask(email, 'buzzard')).rejects.toThrow('no link');
    expect(journey.emailsTo(email)).toHaveLength(before);

    await journey.post(link, { undo: 'yes' });
    await expect(ask(email, 'red kite')).resolves.toBeTruthy();
  });
});

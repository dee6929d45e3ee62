import { SignedLinks } from '../../lambdas/adapters/signed-links';
import type { LinkClaims, LinkPurpose } from '../../lambdas/domain/link';
import { aBriefing } from '../support/briefings';
import { advanceClock, systemClock } from '../support/clock';
import { readableText } from '../support/html-reading';
import { type Journey, linkIn, startJourney, withDynamoDb } from '../support/journey';
import { hiddenField } from '../support/sign-up-form';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

const TO_MANAGE = /\/manage\?token=/;

describe('a link of an older email', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  afterAll(() => journey.stop());

  const sign = <P extends LinkPurpose>(purpose: P, claims: LinkClaims<P>) =>
    withDynamoDb(journey, (client) =>
      new SignedLinks(client, journey.stack.tableName('Subscribers'), systemClock).sign(
        purpose,
        claims,
      ),
    );
  const subscriberIdOf = async (email: string) => {
    const { body } = await journey.api('/api/subscribers/lookup', { email });
    return (body.subscriber as { subscriberId: string }).subscriberId;
  };
  const receiveAlert = async (email: string, topic: string) => {
    await journey.subscribe({ email, expressions: [topic] });
    await journey.publish(aBriefing({ id: topic, title: `A ${topic}` }));
    return journey.emailsTo(email).at(-1);
  };
  const erase = (email: string) => journey.api('/api/subscribers/forget', { email });
  const askToFollow = async (email: string, expression: string) => {
    await journey.post('/subscribe', {
      email,
      expression,
      frequency: 'instant',
      timeZone: 'UTC',
      hour: '8',
    });
    await journey.stack.idle();
    return linkIn(journey.emailsTo(email).at(-1), 'confirm');
  };

  it('tells someone who was erased that they get no more emails, never that it has expired', async () => {
    const email = 'ann@example.org';
    const alert = await receiveAlert(email, 'quokka');
    const unsubscribe = linkIn(alert, 'unsubscribe');
    const { html } = await journey.post(unsubscribe, {});
    const undo = hiddenField(html, 'undo');
    await erase(email);
    const answers = [
      await journey.get(unsubscribe),
      await journey.post(unsubscribe, {}),
      // RFC 8058.
      await journey.post(unsubscribe, { 'List-Unsubscribe': 'One-Click' }),
      await journey.post(unsubscribe, { undo }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expect(readableText(answer.html)).toContain('You are unsubscribed');
      expect(answer.html).not.toMatch(/expired|no longer works/);
    }
    const token = unsubscribe.slice(unsubscribe.indexOf('token='));
    expect((await journey.get(`/link?${token}`)).status).toBe(200);
    expect((await journey.post(`/link?${token}`, {})).status).toBe(202);
    await journey.stack.idle();
    expect(journey.emailsTo(email)).toHaveLength(1);
  });

  it('to confirm says that one has left since, and does not offer another', async () => {
    const email = 'bob@example.org';
    const alert = await receiveAlert(email, 'bilby');
    const confirm = await askToFollow(email, 'numbat');
    advanceClock({ minutes: 1 });
    await journey.post(linkIn(alert, 'unsubscribe'), { everything: 'yes' });
    for (const { status, html } of [await journey.get(confirm), await journey.post(confirm, {})]) {
      expect(status).toBe(200);
      expect(readableText(html)).toContain('You get no emails from us.');
      expect(html).not.toContain('/link?token=');
    }
  });

  it('that mutes a story leads to nothing else without another email', async () => {
    const email = 'cat@example.org';
    const alert = await receiveAlert(email, 'dingo');
    const mute = linkIn(alert, 'mute');
    const pages = [
      await journey.get(mute),
      await journey.post(mute, {}),
      await journey.post(mute, { undo: 'yes' }),
      await journey.post(mute, { undo: 'yes' }),
    ];
    for (const { status, html } of pages) {
      expect(status).toBe(200);
      expect(html).not.toMatch(TO_MANAGE);
      expect(html).not.toContain(email);
    }
    const before = journey.emailsTo(email).length;
    await journey.post(mute.replace('/mute', '/link'), {});
    await journey.stack.idle();
    const [manage] = journey.emailsTo(email).slice(before);
    expect((await journey.get(linkIn(manage, 'manage'))).status).toBe(200);
  });

  it('to change the address opens the subscription once, and can be asked for anew', async () => {
    const email = 'dee@example.org';
    await receiveAlert(email, 'koala');
    const sub = await subscriberIdOf(email);
    const change = `/change-address?token=${await sign('change-address', { sub, address: 'dee@new.example' })}`;
    expect((await journey.post(change, {})).html).toMatch(TO_MANAGE);
    const again = await journey.post(change, {});
    expect([again.status, TO_MANAGE.test(again.html)]).toEqual([200, false]);

    advanceClock({ days: 3 });
    const expired = await journey.get(change);
    expect(expired.status).toBe(400);
    expect(readableText(expired.html)).toContain('you can change your address again');
    await journey.post(change.replace('/change-address', '/link'), {});
    await journey.stack.idle();
    const manage = journey.emailsTo('dee@new.example').at(-1);
    expect((await journey.get(linkIn(manage, 'manage'))).status).toBe(200);
  });

  it('that stopped confirmations takes it back whenever it is opened', async () => {
    const email = 'eve@example.org';
    await askToFollow(email, 'emu');
    const neverAsk = linkIn(journey.emailsTo(email)[0], 'never-ask');
    expect((await journey.get(neverAsk)).html).not.toContain('name="undo"');
    await journey.post(neverAsk, {});
    advanceClock({ days: 30 });
    await askToFollow(email, 'possum').catch(() => undefined);
    expect(journey.emailsTo(email)).toHaveLength(1);
    const undo = hiddenField((await journey.get(neverAsk)).html, 'undo');
    await journey.post(neverAsk, { undo });
    advanceClock({ minutes: 11 });
    await askToFollow(email, 'possum');
    expect(journey.emailsTo(email)).toHaveLength(2);
  });

  it('to manage reaches a subscriber who wants no confirmations', async () => {
    const email = 'fay@example.org';
    const alert = await receiveAlert(email, 'echidna');
    await journey.post(`/never-ask?token=${await sign('never-ask', { address: email })}`, {});
    await journey.post(linkIn(alert, 'manage').replace('/manage', '/link'), {});
    await journey.stack.idle();
    expect(journey.emailsTo(email).at(-1)?.kind).toBe('account');
  });

  it('is answered with a sentence if what was pasted is not the address of a briefing', async () => {
    const alert = await receiveAlert('gus@example.org', 'wallaby');
    const absence = linkIn(alert, 'manage').replace('/manage', '/manage/absence');
    const { status, html } = await journey.post(absence, { action: 'explain-absence', url: 'x' });
    expect(status).toBe(400);
    expect(readableText(html)).toContain('That is not a web address.');
  });
});

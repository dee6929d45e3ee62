import type { Consent } from '../../lambdas/domain/subscriber';
import { aBriefing } from '../support/briefings';
import { advanceClock } from '../support/clock';
import { formsIn } from '../support/html-forms';
import { readableText } from '../support/html-reading';
import { type Journey, linkIn, type ReceivedEmail, startJourney } from '../support/journey';
import { tokenOf } from '../support/links';
import { sendFormFrom } from '../support/sign-up-form';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

/** A topic that matches nearly everything is only followed by someone who accepts that. */
const BRIEFINGS = Array.from({ length: 30 }, (_, index) =>
  aBriefing({ title: `Harbour news ${index}` }),
);

describe('the owner of a mailbox that strangers ask for', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
    await journey.publish(...BRIEFINGS);
  });
  afterAll(() => journey.stop());
  afterEach(() => advanceClock({ days: 2 }));

  const askFor = async (network: number, email: string, expression: string) => {
    const fields = { email, expression, frequency: 'daily', timeZone: 'Asia/Tokyo', hour: '3' };
    const { status } = await sendFormFrom(
      network,
      `${journey.stack.siteUrl}/subscribe`,
      fields,
      {},
    );
    expect(status).toBe(202);
    await journey.stack.idle();
  };
  const pathIn = (email: ReceivedEmail | undefined) =>
    `/confirm/topic?token=${tokenOf(linkIn(email, 'confirm'))}`;
  const own = { expression: 'heron', frequency: 'weekly', timeZone: 'Europe/London', hour: '7' };
  interface Found {
    hour: number;
    timeZone: string;
    topics: string[];
    consents: Consent[];
  }
  const find = async (email: string): Promise<Found | undefined> => {
    const { status, body } = await journey.api('/api/subscribers/lookup', { email });
    if (status === 404) return undefined;
    const { subscriber, subscriptions } = body as {
      subscriber: { hour: number; timeZone: string };
      subscriptions: { expression: string; consent: Consent }[];
    };
    return {
      hour: subscriber.hour,
      timeZone: subscriber.timeZone,
      topics: subscriptions.map(({ expression }) => expression),
      consents: subscriptions.map(({ consent }) => consent),
    };
  };

  it('gets in with a topic of their own, although others used up its emails', async () => {
    const email = 'owner@example.org';
    for (let network = 1; network <= 4; network += 1) {
      for (let index = 0; index < 4; index += 1) {
        await askFor(network, email, `gull${network}${index}`);
      }
    }
    const strangers = journey.emailsTo(email);
    expect(strangers).toHaveLength(5);
    await askFor(9, email, 'heron');
    expect(journey.emailsTo(email)).toHaveLength(5);

    for (const sent of strangers) expect(sent.text).toContain('choose');
    const oldest = strangers[0];
    const confirm = await journey.get(linkIn(oldest, 'confirm'));
    expect(confirm.html.match(/<button/g)).toHaveLength(1);
    expect(confirm.html).toContain(`href="${pathIn(oldest)}"`);
    const page = await journey.get(pathIn(oldest));
    expect(page.status).toBe(200);
    // Opening the page, and asking for a preview, follows nothing.
    const [preview, follow] = formsIn(page.html, pathIn(oldest));
    await journey.post(preview?.action ?? '', own);
    expect(await find(email)).toBeUndefined();
    const welcome = await journey.post(follow?.action ?? '', { ...follow?.fields, ...own });
    expect(welcome.status).toBe(200);
    expect(readableText(welcome.html)).toContain('You follow heron.');
    expect(welcome.html).toContain('/manage?token=');
    expect(await find(email)).toMatchObject({
      topics: ['heron'],
      hour: 7,
      timeZone: 'Europe/London',
    });

    // The link is used, and the mailbox gets emails again.
    const again = await journey.post(pathIn(oldest), { ...own, expression: 'crane' });
    expect(again.html).not.toContain('/manage?token=');
    expect((await find(email))?.topics).toEqual(['heron']);
    await askFor(9, email, 'egret');
    expect(journey.emailsTo(email).at(-1)?.text).toContain('egret');
  }, 120_000);

  it('is asked again after leaving, although the emails from before were used up', async () => {
    const email = 'gone@example.org';
    await journey.subscribe({ email, expressions: ['crane'] });
    for (let network = 1; network <= 5; network += 1)
      await askFor(network, email, `gull${network}`);
    advanceClock({ minutes: 1 });
    await journey.api('/api/subscribers/unsubscribe', { email });
    const before = journey.emailsTo(email).length;
    advanceClock({ minutes: 1 });
    await askFor(1, email, 'heron');
    expect(journey.emailsTo(email)).toHaveLength(before + 1);
    expect((await journey.get(pathIn(journey.emailsTo(email).at(-1)))).html).toContain('<form');
  });

  it('agrees to what the page showed, and that is recorded', async () => {
    const email = 'ann@example.org';
    await askFor(1, email, 'gull');
    const path = pathIn(journey.emailsTo(email)[0]);
    await journey.post(`${path}&lang=fr`, own);
    const [consent] = (await find(email))?.consents ?? [];
    expect(consent).toMatchObject({ how: 'confirmed', language: 'fr', network: '127.0.0.0/24' });
    expect(Date.parse(consent?.at ?? '')).toBeGreaterThan(0);
    expect(consent?.text).toContain('Sujet: heron');
    expect(consent?.text).toMatch(/07:00 \(\W?Europe\/London/);
    expect(consent?.text).toContain('[Suivre ce sujet]');
  });

  it('is told what to change, with what was entered still in the form', async () => {
    const email = 'bob@example.org';
    await askFor(1, email, 'gull');
    const path = pathIn(journey.emailsTo(email)[0]);
    const answer = await journey.post(path, {
      ...own,
      expression: '-"gull"',
      timeZone: 'Nowhere',
    });
    expect(answer.status).toBe(400);
    expect(answer.html).toContain('id="expression-error"');
    expect(answer.html).toContain('id="timeZone-error"');
    expect(answer.html).toContain('value="-&quot;gull&quot;"');
    expect(await find(email)).toBeUndefined();
  });

  it('accepts a topic that matches nearly everything before it is followed', async () => {
    const email = 'cat@example.org';
    await askFor(1, email, 'gull');
    const path = pathIn(journey.emailsTo(email)[0]);
    const broad = { ...own, expression: 'harbour' };
    const asked = await journey.post(path, broad);
    expect(asked.status).toBe(400);
    expect(asked.html).toContain('name="acceptBroad"');
    expect(await find(email)).toBeUndefined();
    const other = await journey.post(path, { ...broad, acceptBroad: 'heron' });
    expect(other.status).toBe(400);
    expect((await journey.post(path, { ...broad, acceptBroad: 'harbour' })).status).toBe(200);
    expect((await find(email))?.topics).toEqual(['harbour']);
  });

  it('keeps the hour and time zone that they have, whatever a stranger asked for', async () => {
    const email = 'dee@example.org';
    await journey.subscribe({ email, expressions: ['crane'], timeZone: 'Europe/Paris', hour: 9 });
    await askFor(1, email, 'gull');
    const path = pathIn(journey.emailsTo(email).at(-1));
    const { html } = await journey.get(path);
    const form = formsIn(html, path).at(-1);
    expect(form?.fields).toMatchObject({ hour: '9', timeZone: 'Europe/Paris' });
    await journey.post(path, { ...form?.fields, expression: 'heron', frequency: 'daily' });
    const found = await find(email);
    expect(found).toMatchObject({ hour: 9, timeZone: 'Europe/Paris' });
    expect(found?.topics.toSorted()).toEqual(['crane', 'heron']);
    expect(found?.consents.map(({ text }) => text).join()).toMatch(/09:00 \(\W?Europe\/Paris/);
  });

  it('cannot use a link that is forged, or from before they left', async () => {
    expect((await journey.get('/confirm/topic?token=forged')).status).toBe(400);
    expect((await journey.post('/confirm/topic?token=forged', own)).status).toBe(400);
    const email = 'eve@example.org';
    await askFor(1, email, 'gull');
    const path = pathIn(journey.emailsTo(email)[0]);
    await journey.subscribe({ email, expressions: ['crane'] });
    await journey.api('/api/subscribers/forget', { email });
    expect((await journey.post(path, own)).html).not.toContain('/manage?token=');
    expect(await find(email)).toBeUndefined();
  });
});

import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { advanceClock } from '../support/clock';
import { type Journey, linkIn, startJourney, withDynamoDb } from '../support/journey';
import { tokenOf } from '../support/links';
import { hiddenField, sendFormFrom } from '../support/sign-up-form';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

describe('someone who abuses the form', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  afterAll(() => journey.stop());
  // Each test has its own networks, and the limits of domains and networks are complete again.
  afterEach(() => advanceClock({ days: 2 }));

  const sendForm = async (
    network: number,
    email: string,
    expression: string,
    fields: Record<string, string> = {},
    headers: Record<string, string> = {},
  ) => {
    const answer = await sendFormFrom(
      network,
      `${journey.stack.siteUrl}/subscribe`,
      { email, expression, frequency: 'daily', timeZone: 'UTC', hour: '8', ...fields },
      headers,
    );
    await journey.stack.idle();
    return answer;
  };
  const emailsTo = (pattern: RegExp) => journey.emails.filter(({ to }) => pattern.test(to));
  const withStamp = async () => {
    const { html } = await journey.get('/');
    return { stamp: hiddenField(html, 'stamp') };
  };

  it('cannot fill a mailbox through plus and dotted addresses', async () => {
    for (let index = 0; index < 12; index += 1) {
      const { status } = await sendForm(1, `v.ictim+${index}@gmail.com`, `gull${index}`);
      expect(status).toBe(202);
    }
    for (let index = 0; index < 6; index += 1) {
      await sendForm(2, `victim+x${index}@googlemail.com`, `tern${index}`);
    }
    // Three of the first network, and one of the second.
    expect(emailsTo(/^v.*@g/)).toHaveLength(4);
  }, 120_000);

  it('cannot reach many strangers from one network, whatever the headers say', async () => {
    const statuses: number[] = [];
    for (let index = 0; index < 25; index += 1) {
      const forwarded = {
        'X-Forwarded-For': `198.51.${index}.1`,
        Forwarded: `for=10.${index}.0.1`,
      };
      const answer = await sendForm(
        3,
        `stranger${index}@one${index}.example`,
        'gull',
        {},
        forwarded,
      );
      statuses.push(answer.status);
    }
    expect(statuses.filter((status) => status === 202)).toHaveLength(20);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
    expect(emailsTo(/@one\d+\.example$/)).toHaveLength(20);
    expect((await sendForm(4, 'stranger@one.example', 'gull')).status).toBe(202);
  }, 120_000);

  it('does not keep the owner of a mailbox from signing up', async () => {
    const email = 'owner@example.org';
    for (let index = 0; index < 6; index += 1) {
      await sendForm(5, email, `gull${index}`);
      await sendForm(12, email, `tern${index}`);
    }
    expect(journey.emailsTo(email)).toHaveLength(3);
    await sendForm(6, email, 'heron');
    const own = journey.emailsTo(email).at(-1);
    expect(own?.text).toContain('heron');
    const { status } = await journey.post('/confirm', { token: tokenOf(linkIn(own, 'confirm')) });
    expect(status).toBe(200);
    // A person who confirms owns the mailbox: their next topic counts from the beginning.
    await sendForm(6, email, 'egret');
    expect(journey.emailsTo(email).at(-1)?.text).toContain('egret');
  }, 120_000);

  it('learns nothing about an address from the page', async () => {
    await journey.subscribe({ email: 'known@example.org', expressions: ['heron'] });
    const answerTo = async (network: number, email: string) => {
      const { status, html } = await sendForm(network, email, 'heron');
      return { status, html: html.replaceAll(email, 'EMAIL') };
    };
    const unknown = await answerTo(7, 'other@example.org');
    expect(unknown.status).toBe(202);
    expect(await answerTo(8, 'known@example.org')).toEqual(unknown);
    // Not even that the mailbox has had enough.
    for (let index = 0; index < 5; index += 1) await sendForm(9, 'known@example.org', `a${index}`);
    expect(await answerTo(9, 'known@example.org')).toEqual(unknown);
  }, 120_000);

  it('gets no confirmation email sent with a web address in it', async () => {
    const { status } = await sendForm(10, 'ann@example.net', 'Log in at https://evil.example/');
    expect(status).toBe(400);
    expect(journey.emailsTo('ann@example.net')).toEqual([]);
  });

  it('is recognized as a program by the hidden fields, but not told so', async () => {
    const { status, html } = await sendForm(11, 'bob@example.net', 'gull', {
      ...(await withStamp()),
      reference_code: 'https://spam.example',
    });
    expect(status).toBe(202);
    expect(html).toContain('bob@example.net');
    expect(journey.emailsTo('bob@example.net')).toEqual([]);

    const stamp = await withStamp();
    expect((await sendForm(11, 'cat@example.net', 'gull', stamp)).status).toBe(429);
    advanceClock({ minutes: 1 });
    expect((await sendForm(11, 'cat@example.net', 'gull', stamp)).status).toBe(202);
    expect(journey.emailsTo('cat@example.net')).toHaveLength(1);
  });

  it('leaves neither addresses nor networks in what is stored for the limits', async () => {
    const items = await withDynamoDb(journey, async (client) => {
      const scan = new ScanCommand({ TableName: journey.stack.tableName('Deliveries') });
      return (await client.send(scan)).Items ?? [];
    });
    const limits = items.filter(({ deliveryId }) => /^(asked|mailbox)-/.test(deliveryId));
    expect(limits.length).toBeGreaterThan(5);
    expect(JSON.stringify(limits)).not.toMatch(/@|example|127\.0/);
  });
});

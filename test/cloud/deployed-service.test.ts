import { AwsClient } from 'aws4fetch';
import { deploy } from './deploy';
import { type MailSink, type SunkMail, startMailSink } from './mail-sink';
import { type HttpAnswer, type MiniStack, startMiniStack } from './ministack';

// Bundling and deploying the whole stack, then cold starts of its functions.
jest.setTimeout(5 * 60_000);

let sink: MailSink;
let aws: MiniStack;
let apiUrl: string;

beforeAll(async () => {
  sink = await startMailSink();
  aws = await startMiniStack(sink.port);
  apiUrl = await deploy(aws.endpoint);
});

afterAll(async () => {
  await aws?.stop();
  sink?.stop();
});

/** Sends a form, as a browser does. */
function submit(url: string, fields: Record<string, string>): Promise<HttpAnswer> {
  return aws.ask(url, {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
}

/** Calls the API as a publisher or operator does, signed. */
async function call(path: string, value: unknown): Promise<HttpAnswer> {
  const signer = new AwsClient({
    accessKeyId: 'test',
    secretAccessKey: 'test',
    region: 'us-east-1',
    service: 'execute-api',
  });
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify(value);
  const signed = await signer.sign(`${apiUrl}${path}`, { method: 'POST', body, headers });
  return aws.ask(`${apiUrl}${path}`, {
    method: 'POST',
    body,
    headers: Object.fromEntries(signed.headers),
  });
}

async function publish(title: string, body: string): Promise<void> {
  const { status } = await call('/api/briefings', { title, body, source: 'Cloud test' });
  expect(status).toBe(200);
}

/** Follows a topic on the site, then says yes by the mail that comes. */
async function follow(email: string, expression: string, frequency: string): Promise<void> {
  const form = { email, expression, frequency, hour: '8', timeZone: 'Europe/London' };
  const { status } = await submit(`${apiUrl}/subscribe`, form);
  expect(status).toBe(202);
  const confirmation = await sink.mailTo(email, 'Confirm');
  const link = linkIn(confirmation, 'confirm');
  expect((await aws.ask(link)).status).toBe(200);
  const confirmed = await submit(link, tokenOf(link));
  expect(confirmed.status).toBe(200);
  expect(confirmed.body).toContain(expression);
}

function linkIn({ email }: SunkMail, page: string): string {
  const link = new RegExp(`https?://\\S+/${page}\\S*`).exec(email.text ?? '')?.[0];
  if (link === undefined) throw new Error(`The mail has no link to /${page}.`);
  return link;
}

function tokenOf(link: string): { token: string } {
  return { token: new URL(link).searchParams.get('token') ?? '' };
}

function header({ email }: SunkMail, name: string): string | undefined {
  return email.headers.find(({ key }) => key === name)?.value;
}

describe('the deployed service', () => {
  it('takes no briefing from who does not sign', async () => {
    const body = JSON.stringify({ title: 'Unsigned', body: 'text' });
    const { status } = await aws.ask(`${apiUrl}/api/briefings`, { method: 'POST', body });
    expect(status).toBe(403);
  });

  it('alerts a subscriber who confirmed, at once, with a mail that can be unsubscribed by one click', async () => {
    await follow('ann@example.org', 'Gaza aid', 'instant');
    await publish('Aid trucks', 'Thirty trucks of aid entered Gaza.');
    const alert = await sink.mailTo('ann@example.org', 'Aid trucks');
    expect(alert.email.subject).toBe('Gaza aid: aid trucks');
    expect(alert.email.text).toContain('Thirty trucks of aid');
    expect(alert.email.html).toContain('Aid trucks');
    expect(header(alert, 'list-unsubscribe')).toMatch(/^<https?:\/\/.+>$/);
    expect(header(alert, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(header(alert, 'auto-submitted')).toBe('auto-generated');
  });

  it('tells a subscriber in a digest all that came, once it is due', async () => {
    await follow('bea@example.org', 'Hezbollah', 'daily');
    await publish('Exchange of fire', 'Hezbollah and Israel exchange fire.');
    await publish('Calm at the border', 'Hezbollah holds its fire.');
    // Both are matched once their alerts would have been sent.
    await publish('Marker', 'Aid reaches Gaza.');
    await sink.mailTo('ann@example.org', 'Marker');
    const at = new Date(Date.now() + 25 * 3_600_000).toISOString();
    expect((await call('/api/digests', { at })).status).toBe(200);
    const digest = await sink.mailTo('bea@example.org', '2 briefings on Hezbollah');
    expect(digest.email.text).toContain('Exchange of fire');
    expect(digest.email.text).toContain('Calm at the border');
  });

  it('sends nothing more to who unsubscribed by one click', async () => {
    const alert = await sink.mailTo('ann@example.org', 'Aid trucks');
    const link = header(alert, 'list-unsubscribe')?.slice(1, -1) ?? '';
    const { status } = await submit(link, { 'List-Unsubscribe': 'One-Click' });
    expect(status).toBe(200);
    await follow('cat@example.org', 'Gaza aid', 'instant');
    await publish('More aid', 'Aid for Gaza by sea.');
    await sink.mailTo('cat@example.org', 'More aid');
    expect(sink.subjectsTo('ann@example.org')).not.toContain('Gaza aid: more aid');
  });
});

import { AwsClient } from 'aws4fetch';
import { findLink, tokenOf } from '../support/links';
import { deploy } from './deploy';
import { type MailSink, type ReceivedEmail, startMailSink } from './mail-sink';
import { type HttpResponse, type MiniStack, startMiniStack } from './ministack';

// Bundles and deploys the whole stack, then waits for cold starts of its functions.
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

/** Submits a form like a browser. */
function submit(url: string, fields: Record<string, string>): Promise<HttpResponse> {
  return aws.request(url, {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
}

/** Calls the API like a publisher or operator, with a signed request. */
async function call(path: string, value: unknown): Promise<HttpResponse> {
  const signer = new AwsClient({
    accessKeyId: 'test',
    secretAccessKey: 'test',
    region: 'us-east-1',
    service: 'execute-api',
  });
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify(value);
  const signed = await signer.sign(`${apiUrl}${path}`, { method: 'POST', body, headers });
  return aws.request(`${apiUrl}${path}`, {
    method: 'POST',
    body,
    headers: Object.fromEntries(signed.headers),
  });
}

async function publish(title: string, body: string): Promise<void> {
  const { status } = await call('/api/briefings', { title, body, source: 'Cloud test' });
  expect(status).toBe(200);
}

/** Follows a topic on the site, then confirms it with the link in the email. */
async function follow(email: string, expression: string, frequency: string): Promise<void> {
  const form = { email, expression, frequency, hour: '8', timeZone: 'Europe/London' };
  const { status } = await submit(`${apiUrl}/subscribe`, form);
  expect(status).toBe(202);
  const confirmation = await sink.waitForEmail(email, 'Confirm');
  const link = findLink(confirmation.email.text, 'confirm').href;
  expect((await aws.request(link)).status).toBe(200);
  const confirmed = await submit(link, { token: tokenOf(link) });
  expect(confirmed.status).toBe(200);
  expect(confirmed.body).toContain(expression);
}

function header({ email }: ReceivedEmail, name: string): string | undefined {
  return email.headers.find(({ key }) => key === name)?.value;
}

describe('the deployed service', () => {
  it('rejects a briefing whose request is not signed', async () => {
    const body = JSON.stringify({ title: 'Unsigned', body: 'text' });
    const { status } = await aws.request(`${apiUrl}/api/briefings`, { method: 'POST', body });
    expect(status).toBe(403);
  });

  it('sends a confirmed subscriber an instant alert with one-click unsubscribe', async () => {
    await follow('ann@example.org', 'Gaza aid', 'instant');
    await publish('Aid trucks', 'Thirty trucks of aid entered Gaza.');
    const alert = await sink.waitForEmail('ann@example.org', 'Aid trucks');
    expect(alert.email.subject).toBe('Gaza aid: aid trucks');
    expect(alert.email.text).toContain('Thirty trucks of aid');
    expect(alert.email.html).toContain('Aid trucks');
    expect(header(alert, 'list-unsubscribe')).toMatch(/^<https?:\/\/.+>$/);
    expect(header(alert, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(header(alert, 'auto-submitted')).toBe('auto-generated');
  });

  it('sends a due digest with all matches', async () => {
    await follow('bea@example.org', 'Hezbollah', 'daily');
    await publish('Exchange of fire', 'Hezbollah and Israel exchange fire.');
    await publish('Calm at the border', 'Hezbollah holds its fire.');
    // When the marker's alert has arrived, both briefings before it are matched.
    await publish('Marker', 'Aid reaches Gaza.');
    await sink.waitForEmail('ann@example.org', 'Marker');
    const at = new Date(Date.now() + 25 * 3_600_000).toISOString();
    expect((await call('/api/digests', { at })).status).toBe(200);
    const digest = await sink.waitForEmail('bea@example.org', '2 briefings on Hezbollah');
    expect(digest.email.text).toContain('Exchange of fire');
    expect(digest.email.text).toContain('Calm at the border');
  });

  it('sends nothing more after a one-click unsubscribe', async () => {
    const alert = await sink.waitForEmail('ann@example.org', 'Aid trucks');
    const link = header(alert, 'list-unsubscribe')?.slice(1, -1) ?? '';
    const { status } = await submit(link, { 'List-Unsubscribe': 'One-Click' });
    expect(status).toBe(200);
    await follow('cat@example.org', 'Gaza aid', 'instant');
    await publish('More aid', 'Aid for Gaza by sea.');
    await sink.waitForEmail('cat@example.org', 'More aid');
    expect(sink.subjectsTo('ann@example.org')).not.toContain('Gaza aid: more aid');
  });
});

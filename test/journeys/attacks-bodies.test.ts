import { connect } from 'node:net';
import { type Journey, linkIn, startJourney } from '../support/journey';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

const FORM = 'application/x-www-form-urlencoded';

describe('a form that no browser sends', () => {
  let journey: Journey;
  let manage: string;
  beforeAll(async () => {
    journey = await startJourney();
    await journey.subscribe({ email: 'ann@example.org', expressions: ['heron'] });
    await journey.publish({ id: 'herons', title: 'A heron' });
    manage = linkIn(journey.emailsTo('ann@example.org')[0], 'manage');
  });
  afterAll(() => journey.stop());

  const send = (path: string, body: NonNullable<RequestInit['body']>, type: string) =>
    fetch(`${journey.stack.siteUrl}${path}`, {
      method: 'POST',
      body,
      headers: { 'content-type': type },
    });
  const follows = async (email: string) =>
    (await journey.api('/api/subscribers/lookup', { email })).status === 200;

  const filled = 'email=bob@example.org&expression=egret&frequency=daily';
  const bodies: [string, string, string | Uint8Array<ArrayBuffer>][] = [
    ['invalid UTF-8', FORM, new Uint8Array([...Buffer.from(`${filled}&hour=`), 0xff, 0xc0, 0x80])],
    ['broken escapes', FORM, `${filled}&hour=%&timeZone=%zz%ff`],
    ['fields by the thousand', FORM, 'a=b&'.repeat(15_000)],
    ['fields that are objects', FORM, 'email[a][b]=x&__proto__[token]=x&constructor.prototype=x'],
    ['JSON', 'application/json', JSON.stringify({ email: 'bob@example.org', expression: 'egret' })],
    ['deep JSON', 'application/json', '['.repeat(30_000)],
    ['plain text', 'text/plain', filled],
    ['no type', '', filled],
    ['a file as a field', 'multipart/form-data; boundary=x', multipart('email"; filename="a')],
    ['a boundary that never ends', 'multipart/form-data; boundary=x', '--x\r\n'.repeat(9_000)],
    ['an endless boundary', `multipart/form-data; boundary=${'x'.repeat(4_000)}`, 'x'],
    ['another character set', `${FORM}; charset=utf-7`, '+ADw-script+AD4-'],
  ];

  it.each(bodies)(
    'is answered in a sentence and without an error: %s',
    async (_what, type, body) => {
      for (const path of ['/subscribe', '/preview', '/confirm', '/never-ask', '/manage', manage]) {
        const { status } = await send(path, body, type);
        expect([path.split('?')[0], status]).not.toEqual([path.split('?')[0], 500]);
        expect(status).toBeLessThan(500);
      }
      expect(await follows('ann@example.org')).toBe(true);
    },
  );

  it('counts a field once, however often it is there', async () => {
    const twice = 'email=cat@example.org&email=dan@example.org&expression=egret&frequency=daily';
    await send('/subscribe', twice, FORM);
    await journey.stack.idle();
    expect(journey.emails.filter(({ to }) => /^(cat|dan)@/.test(to)).length).toBeLessThanOrEqual(1);
  });

  it('is refused if it is over 64 KB and does not say so', async () => {
    const answer = await sendChunked('x'.repeat(70_000));
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  /** Sends a body in chunks, whose length nobody knows before its end. */
  function sendChunked(body: string): Promise<string> {
    const { host, hostname, port } = new URL(journey.stack.siteUrl);
    return new Promise((resolve, reject) => {
      let answer = '';
      const socket = connect(Number(port), hostname, () => {
        socket.write(
          `POST /subscribe HTTP/1.1\r\nHost: ${host}\r\nContent-Type: ${FORM}\r\n` +
            'Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n',
        );
        socket.write(`${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`);
      });
      socket.on('data', (data) => {
        answer += data.toString();
      });
      socket.on('end', () => resolve(answer));
      socket.on('error', reject);
    });
  }
});

function multipart(name: string): string {
  return `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\nbob@example.org\r\n--x--\r\n`;
}

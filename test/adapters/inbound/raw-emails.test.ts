import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RawEmails } from '../../../lambdas/adapters/inbound/raw-emails';
import { MAX_EMAIL_BYTES } from '../../../lambdas/domain/email-commands/email-limit';
import type { LocalEndpoint } from '../../../lib/local/http/local-endpoint';
import { EmailStore } from '../../../lib/local/mailbox/email-store';
import { startS3Endpoint } from '../../../lib/local/mailbox/s3-endpoint';

describe('a raw email', () => {
  let store: EmailStore;
  let s3: LocalEndpoint;
  beforeAll(async () => {
    store = await EmailStore.in(undefined, []);
    s3 = await startS3Endpoint(store);
  });
  afterAll(() => s3.stop());
  beforeEach(() => {
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_S3: s3.endpoint,
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 'b',
    });
  });
  afterEach(() => {
    for (const name of ['AWS_ENDPOINT_URL_S3', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])
      delete process.env[name];
  });
  const emails = () => new RawEmails('emails', 'eu-west-1');

  it('is read byte by byte', async () => {
    const raw = Buffer.from([...Array(256).keys()]);
    await store.put('emails', 'one', raw);
    expect(await emails().read('one')).toEqual({ outcome: 'found', raw });
  });

  it('that has expired is missing, not an error', async () => {
    expect(await emails().read('none')).toEqual({ outcome: 'missing' });
  });

  it('of the largest size is read, and a larger one is not', async () => {
    await store.put('emails', 'largest', Buffer.alloc(MAX_EMAIL_BYTES, 'a'));
    expect(await emails().read('largest')).toMatchObject({ outcome: 'found' });
    await store.put('emails', 'larger', Buffer.alloc(MAX_EMAIL_BYTES + 1, 'a'));
    expect(await emails().read('larger')).toEqual({ outcome: 'too-large' });
  });

  it('that can not be read now is tried again', async () => {
    const server: Server = createServer((_request, response) => {
      response.writeHead(403, { 'content-type': 'application/xml' });
      response.end('<Error><Code>AccessDenied</Code><Message>No</Message></Error>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    process.env.AWS_ENDPOINT_URL_S3 = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await expect(emails().read('one')).rejects.toMatchObject({ name: 'AccessDenied' });
    server.closeAllConnections();
    server.close();
  });
});

import { createServer, type Server } from 'node:net';
import { startLocalStack } from '../../../lib/local/local-stack';
import { dynamoDbLocal } from '../../support/dynamodb-local';
import { LISTEN_ADDRESSES } from '../fixture/loopback-addresses';
import { fixture } from '../fixture/service';

let server: Server;

/** Listens on any free port of the address, and returns the port. */
async function occupyPort(host: string): Promise<number> {
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
afterEach(() => new Promise((resolve) => server.close(resolve)));

describe.each(LISTEN_ADDRESSES)('a port that is in use on %s', (host) => {
  const options = { service: fixture, dynamoDbEndpoint: dynamoDbLocal() };

  it('is named, with the variable that changes the port of the site', async () => {
    const port = await occupyPort(host);
    await expect(startLocalStack({ ...options, port })).rejects.toThrow(
      `Port ${port}, for the site, is in use by another program. Stop it, or set PORT to another port.`,
    );
  });

  it('is named, with the variable that changes the port of the inbox', async () => {
    const port = await occupyPort(host);
    await expect(startLocalStack({ ...options, inboxPort: port })).rejects.toThrow(
      `Port ${port}, for the inbox, is in use by another program. Stop it, or set INBOX_PORT to another port.`,
    );
  });
});

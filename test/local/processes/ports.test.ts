import { createServer, type Server } from 'node:net';
import { startLocalStack } from '../../../lib/local/local-stack';
import { dynamoDbLocal } from '../../support/dynamodb-local';
import { fixture } from '../fixture/service';

let occupied: number;
let occupant: Server;

beforeAll(async () => {
  occupant = createServer();
  await new Promise<void>((resolve) => occupant.listen(0, '127.0.0.1', resolve));
  const address = occupant.address();
  occupied = typeof address === 'object' && address ? address.port : 0;
});

afterAll(() => void occupant.close());

describe('a port in use', () => {
  it('is named, with the variable that changes the port of the site', async () => {
    await expect(startLocalStack({ service: fixture, port: occupied })).rejects.toThrow(
      `Port ${occupied}, for the site, is in use by another program. Stop it, or set PORT to another port.`,
    );
  });

  it('is named, with the variable that changes the port of the inbox', async () => {
    const options = { service: fixture, inboxPort: occupied, dynamoDbEndpoint: dynamoDbLocal() };
    await expect(startLocalStack(options)).rejects.toThrow(
      `Port ${occupied}, for the inbox, is in use by another program. Stop it, or set INBOX_PORT to another port.`,
    );
  });
});

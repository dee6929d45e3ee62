import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { clientNetwork } from '../../../lambdas/handlers/site/form-sender';
import { aContext, anApiRequest } from '../../support/events';
import { asLambdaEvent } from '../../support/web-function';

/** The network as which the function counts a request from this address. */
async function networkFrom(sourceIp: string, headers: Record<string, string> = {}) {
  const app = new Hono();
  app.get('/', (context) => context.text(clientNetwork(context)));
  const event = anApiRequest('/', undefined, 'GET');
  const { requestContext } = event;
  const http = { ...requestContext.http, sourceIp };
  const forged = { ...event, headers, requestContext: { ...requestContext, http } };
  const { body } = await handle(app)(asLambdaEvent(forged), aContext());
  return body;
}

describe('the network that a request is counted for', () => {
  it('is that of the connection, whatever the headers say', async () => {
    for (const name of [
      'x-forwarded-for',
      'forwarded',
      'x-real-ip',
      'x-client-ip',
      'true-client-ip',
      'cf-connecting-ip',
    ]) {
      expect([name, await networkFrom('203.0.113.77', { [name]: '198.51.100.1' })]).toEqual([
        name,
        '203.0.113.0/24',
      ]);
    }
  });

  it('is one for all the addresses of an IPv6 site', async () => {
    const networks = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        networkFrom(`2001:db8:7:${index.toString(16)}::${(index * 655).toString(16)}`),
      ),
    );
    expect([...new Set(networks)]).toEqual(['2001:db8:7::/48']);
  });

  it('is one for all whose address is not known', async () => {
    expect(await networkFrom('')).toBe('unknown');
    const app = new Hono();
    app.get('/', (context) => context.text(clientNetwork(context)));
    expect(await (await app.request('/')).text()).toBe('unknown');
  });
});

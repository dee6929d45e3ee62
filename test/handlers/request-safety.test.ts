import { Hono } from 'hono';
import { protectiveHeaders } from '../../lambdas/handlers/site/request-safety';

describe('the headers of a page', () => {
  const headersAt = async (siteUrl: string) => {
    const app = new Hono();
    app.use(protectiveHeaders({ siteUrl }));
    app.get('/', (context) => context.text('page'));
    return (await app.request('/')).headers;
  };

  it('tell browsers to come back encrypted only, but only where the site is', async () => {
    const encrypted = await headersAt('https://news.example.org');
    expect(encrypted.get('strict-transport-security')).toBe('max-age=31536000');
    const local = await headersAt('http://localhost:3000');
    expect(local.has('strict-transport-security')).toBe(false);
  });
});

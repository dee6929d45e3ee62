import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { type FeedRequest, fetchFeed } from '../../../lambdas/adapters/feeds/fetch-feed';
import { describeRequestError } from '../../../lambdas/adapters/feeds/request-errors';
import { requestOnce } from '../../../lambdas/adapters/feeds/request-once';
import { isPublicAddress } from '../../../lambdas/adapters/public-address';

const FEED = '<rss version="2.0"><channel><title>River news</title></channel></rss>';

describe('requesting a feed', () => {
  const servers: Server[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  /** Starts a server on this machine, and returns its origin. */
  const serve = async (listener: RequestListener): Promise<string> => {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const request = (url: string, more: Partial<FeedRequest> = {}) =>
    fetchFeed({ url, userAgent: 'Briefwire/1.0', allowLoopback: true, ...more });
  const textOf = (answer: Awaited<ReturnType<typeof fetchFeed>>) =>
    answer.outcome === 'fetched' ? Buffer.from(answer.bytes).toString() : answer;

  it('returns its bytes, and what the server says about the next request', async () => {
    const origin = await serve((_, response) => {
      response
        .writeHead(200, {
          'content-type': 'application/rss+xml',
          etag: '"1"',
          'last-modified': 'Wed, 02 Dec 2026 11:00:00 GMT',
          'cache-control': 'public, max-age=600',
        })
        .end(FEED);
    });
    const answer = await request(`${origin}/feed`);
    expect(textOf(answer)).toBe(FEED);
    expect(answer).toMatchObject({
      url: `${origin}/feed`,
      contentType: 'application/rss+xml',
      etag: '"1"',
      lastModified: 'Wed, 02 Dec 2026 11:00:00 GMT',
      maxAgeSeconds: 600,
    });
    expect(answer).not.toHaveProperty('movedPermanentlyTo');
  });

  it('says who asks, and asks only for what has changed', async () => {
    let headers: Record<string, unknown> = {};
    const origin = await serve((incoming, response) => {
      headers = incoming.headers;
      response.writeHead(304, { 'cache-control': 'max-age=60' }).end();
    });
    const answer = await request(origin, { etag: '"1"', lastModified: 'yesterday' });
    expect(answer).toEqual({ outcome: 'not-modified', maxAgeSeconds: 60 });
    expect(headers).toMatchObject({
      'user-agent': 'Briefwire/1.0',
      'if-none-match': '"1"',
      'if-modified-since': 'yesterday',
    });
  });

  it.each([
    ['gzip', gzipSync(FEED)],
    ['br', brotliCompressSync(FEED)],
  ])('decompresses %s', async (encoding, body) => {
    const origin = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(body);
    });
    expect(textOf(await request(origin))).toBe(FEED);
  });

  it('reads no more than ten megabytes, however small they are compressed', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
    const origin = await serve((incoming, response) => {
      if (incoming.url === '/bomb')
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
      else response.writeHead(200).end(Buffer.alloc(11 * 1024 * 1024));
    });
    const tooLarge = { outcome: 'failed', reason: 'The feed is larger than 10 MB.' };
    expect(await request(`${origin}/bomb`)).toEqual(tooLarge);
    expect(await request(`${origin}/large`)).toEqual(tooLarge);
  });

  it.each([
    [404, {}, { outcome: 'failed', reason: 'The server answered 404.' }],
    [410, {}, { outcome: 'gone' }],
    [
      429,
      { 'retry-after': '120' },
      { outcome: 'failed', reason: 'The server answered 429.', retryAfterSeconds: 120 },
    ],
    [
      503,
      { 'retry-after': new Date(Date.now() + 3_600_000).toUTCString() },
      { outcome: 'failed', retryAfterSeconds: expect.any(Number) },
    ],
  ])('understands the status %i', async (status, headers, expected) => {
    const origin = await serve((_, response) => {
      response.writeHead(status, headers).end('an error page');
    });
    expect(await request(origin)).toMatchObject(expected);
  });

  it('says why a connection failed, without the address', async () => {
    const origin = await serve((_, response) => response.end());
    servers[0]?.close();
    expect(await request(origin)).toEqual({
      outcome: 'failed',
      reason: 'The server refuses connections.',
    });
    expect(await request('http://no-such-name.invalid/')).toMatchObject({
      outcome: 'failed',
      reason: expect.stringMatching(/no server of this name|could not be looked up/),
    });
  });

  it.each([
    ['breaks off', (response: Parameters<RequestListener>[1]) => response.destroy()],
    ['is damaged', (response: Parameters<RequestListener>[1]) => response.end('no gzip')],
  ])('fails when the answer %s', async (_, end) => {
    const origin = await serve((__, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.write('no');
      setTimeout(() => end(response), 20);
    });
    expect(await request(origin)).toMatchObject({ outcome: 'failed' });
  });

  it('waits no longer than its time for an answer that trickles', async () => {
    const origin = await serve((_, response) => {
      response.writeHead(200);
      const trickle = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(trickle));
    });
    const signal = AbortSignal.timeout(200);
    const error = await requestOnce(new URL(origin), {
      headers: {},
      allowLoopback: true,
      signal,
    }).catch((thrown: unknown) => thrown);
    expect(describeRequestError(error, signal)).toBe(
      'The server did not send the feed within 15 seconds.',
    );
  });

  describe('that moved', () => {
    /** Redirects `/1` to `/2` and so on, with these statuses; the last one has the feed. */
    const redirecting = (...statuses: number[]) =>
      serve((incoming, response) => {
        const index = Number(incoming.url?.slice(1)) - 1;
        const status = statuses[index];
        if (status === undefined) response.writeHead(200).end(FEED);
        else response.writeHead(status, { location: `/${index + 2}` }).end();
      });

    it.each([
      [[301], true],
      [[308, 301], true],
      [[302], false],
      [[301, 302, 301], false],
    ])('over %j is found, and remembered if all are permanent', async (statuses, isMoved) => {
      const origin = await redirecting(...statuses);
      const answer = await request(`${origin}/1`);
      const url = `${origin}/${statuses.length + 1}`;
      expect(answer).toMatchObject({ outcome: 'fetched', url });
      expect('movedPermanentlyTo' in answer ? answer.movedPermanentlyTo : undefined).toBe(
        isMoved ? url : undefined,
      );
    });

    it('more than five times is not followed', async () => {
      const five = await redirecting(302, 302, 302, 302, 302);
      expect(await request(`${five}/1`)).toMatchObject({ outcome: 'fetched' });
      const six = await redirecting(302, 302, 302, 302, 302, 302);
      expect(await request(`${six}/1`)).toEqual({
        outcome: 'failed',
        reason: 'It redirects more than 5 times.',
      });
    });

    it.each(['file:///etc/passwd', 'ftp://news.test/', 'http://127.0.0.1:25/', 'gopher://x'])(
      'to %s is refused',
      async (location) => {
        const origin = await serve((_, response) => {
          response.writeHead(302, { location }).end();
        });
        expect(await request(origin)).toMatchObject({ outcome: 'refused' });
      },
    );

    it.each([
      'http://169.254.169.254/latest/meta-data/',
      'http://[::ffff:10.0.0.1]/',
      'http://0xa.1/',
    ])('to %s is refused, because it is private', async (location) => {
      const origin = await serve((_, response) => {
        response.writeHead(302, { location }).end();
      });
      expect(await request(origin)).toEqual({
        outcome: 'refused',
        reason: 'It is at a private address, which no feed is read from.',
      });
    });

    it('to another server gets no password', async () => {
      const received: (string | undefined)[] = [];
      const other = await serve((incoming, response) => {
        received.push(incoming.headers.authorization);
        response.end(FEED);
      });
      const origin = await serve((incoming, response) => {
        received.push(incoming.headers.authorization);
        if (incoming.url === '/feed') response.writeHead(302, { location: '/here' }).end();
        else response.writeHead(302, { location: other }).end();
      });
      await request(`${origin}/feed`, { authorization: 'Basic secret' });
      expect(received).toEqual(['Basic secret', 'Basic secret', undefined]);
    });
  });

  it.each([
    'http://127.0.0.1/',
    'http://localhost/',
    'http://2130706433/',
    'http://[::1]/',
    'http://0/',
  ])('on this machine is refused on AWS: %s', async (url) => {
    expect(await request(url, { allowLoopback: false })).toMatchObject({ outcome: 'refused' });
  });
});

describe('an address', () => {
  it.each([
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '169.254.169.254',
    '0.0.0.0',
    '127.0.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'fd00:ec2::254',
    'ff02::1',
    '::ffff:169.254.169.254',
    '::ffff:a00:1',
    '64:ff9b::a9fe:a9fe',
    '2002:a9fe:a9fe::',
    'no address',
  ])('%s is not public', (address) => {
    expect(isPublicAddress(address, { allowLoopback: false })).toBe(false);
  });

  it.each(['8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8'])('%s is public', (address) => {
    expect(isPublicAddress(address, { allowLoopback: false })).toBe(true);
  });

  it('of this machine counts only where that is allowed, and a private one never', () => {
    const local = { allowLoopback: true };
    expect(['127.0.0.1', '::1'].every((address) => isPublicAddress(address, local))).toBe(true);
    expect(isPublicAddress('10.0.0.1', local)).toBe(false);
  });
});

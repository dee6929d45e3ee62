import { setClock, systemClock } from '../support/clock';
import { runCommand } from '../support/command-line';
import { anRssFeed, type FeedServer, nextSweep, startFeedServer } from '../support/feed-server';
import { type Journey, startJourney } from '../support/journey';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

const EMAIL = 'ada@example.org';
const hoursAgo = (hours: number) =>
  new Date(Date.parse(systemClock()) - hours * 3600_000).toUTCString();

describe('a feed', () => {
  let journey: Journey;
  let feeds: FeedServer;
  beforeAll(async () => {
    journey = await startJourney();
    feeds = await startFeedServer();
  });
  afterAll(async () => {
    await journey.stop();
    await feeds.stop();
  });

  const command = async (...words: string[]) => {
    const port = Number(new URL(journey.stack.siteUrl).port);
    const { code, stdout, stderr } = await runCommand(port, ['--json', 'feeds', ...words]);
    const lines = stdout.split('\n').filter((line) => line !== '');
    return { code, stderr, results: lines.map((line) => JSON.parse(line)) };
  };
  /** Adds a feed at a path of the server. */
  const add = async (path: string, ...options: string[]) => {
    const { code, stderr } = await command('add', `${feeds.url}${path}`, ...options);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  };
  const poll = async (path: string) => {
    const { results } = await command('poll', `${feeds.url}${path}`);
    await journey.stack.idle();
    return results[0];
  };
  /** Hours later, runs the schedule, and waits for the polls and what follows. */
  const runSchedule = async () => {
    setClock(nextSweep(systemClock()));
    await journey.stack.runSchedule('FeedsDue');
    await journey.stack.idle();
  };
  const subjects = () => journey.emailsTo(EMAIL).map(({ subject }) => subject);

  it('makes an alert of a new entry, by itself, and once', async () => {
    await journey.subscribe({ email: EMAIL, expressions: ['bittern'] });
    feeds.answers['/river'] = { body: anRssFeed('River news') };
    await add('/river', '--tag', 'rivers');
    await runSchedule();
    const entry = { title: 'A bittern booms', link: 'https://river.test/1', pubDate: hoursAgo(1) };
    feeds.answers['/river'] = { body: anRssFeed('River news', entry) };
    await runSchedule();
    expect(subjects()).toEqual([expect.stringMatching(/a bittern booms/i)]);
    await runSchedule();
    expect(subjects()).toHaveLength(1);
    expect(feeds.requests.filter(({ path }) => path === '/river').at(-1)?.headers).toMatchObject({
      'if-none-match': expect.any(String),
      'user-agent': expect.stringContaining(`(+${journey.stack.siteUrl})`),
    });
    const { results } = await command('list');
    expect(results).toMatchObject([
      {
        url: `${feeds.url}/river`,
        title: 'River news',
        status: 'not-modified',
        lastPolledAt: expect.any(String),
        tags: ['rivers'],
      },
    ]);
  });

  it('that is added alerts nobody of what is older than a day', async () => {
    await journey.subscribe({ email: EMAIL, expressions: ['dunlin'] });
    feeds.answers['/shore'] = {
      body: anRssFeed(
        'Shore news',
        { title: 'A dunlin today', guid: 'today', pubDate: hoursAgo(2) },
        { title: 'A dunlin last week', guid: 'week', pubDate: hoursAgo(170) },
      ),
    };
    await add('/shore');
    expect(await poll('/shore')).toEqual({
      status: 'ok',
      url: `${feeds.url}/shore`,
      new: 2,
      updated: 0,
      refused: 0,
    });
    expect(subjects().filter((subject) => subject.includes('dunlin'))).toEqual([
      expect.stringContaining('A dunlin today'),
    ]);
  });

  it('updates an entry that changes, without a second alert', async () => {
    const body = String(feeds.answers['/shore']?.body).replace(
      'A dunlin today',
      'Two dunlins today',
    );
    feeds.answers['/shore'] = { body };
    expect(await poll('/shore')).toMatchObject({ status: 'ok', new: 0, updated: 1 });
    expect(await poll('/shore')).toEqual({ status: 'not-modified', url: `${feeds.url}/shore` });
    expect(subjects().filter((subject) => subject.includes('dunlin'))).toHaveLength(1);
  });

  it('is found at the page that names it', async () => {
    feeds.answers['/page'] = {
      headers: { 'content-type': 'text/html' },
      body: '<html><head><link rel="alternate" type="application/rss+xml" href="/lake"></head></html>',
    };
    feeds.answers['/lake'] = { body: anRssFeed('Lake news') };
    const { results } = await command('add', `${feeds.url}/page`);
    expect(results).toMatchObject([
      { outcome: 'added', url: `${feeds.url}/lake`, title: 'Lake news' },
    ]);
  });

  it('that is none is refused, and says why', async () => {
    feeds.answers['/none'] = { headers: { 'content-type': 'text/html' }, body: '<p>Hello</p>' };
    const { code, results, stderr } = await command('add', `${feeds.url}/none`);
    expect({ code, results }).toEqual({ code: 1, results: [] });
    expect(stderr).toMatch(/\w{3,}.*\./);
    expect((await command('add', 'http://10.0.0.1/feed')).stderr).toMatch(/private/);
    expect((await command('add', 'ftp://news.test/feed')).stderr).toMatch(/https:\/\//);
  });

  it('with a password keeps it secret', async () => {
    feeds.answers['/secret'] = { body: anRssFeed('Secret news') };
    const address = `${feeds.url}/secret`.replace('http://', 'http://ann:hunter2@');
    const { results } = await command('add', address);
    expect(await poll('/secret')).toMatchObject({ status: 'ok' });
    expect(feeds.requests.at(-1)?.headers.authorization).toBe(
      `Basic ${Buffer.from('ann:hunter2').toString('base64')}`,
    );
    const shown = JSON.stringify([results, (await command('list')).results, journey.logged]);
    expect(shown).not.toMatch(/hunter2/);
  });

  it('that fails says why, and is polled again when the operator asks', async () => {
    feeds.answers['/marsh'] = { body: anRssFeed('Marsh news') };
    await add('/marsh');
    feeds.answers['/marsh'] = { status: 500 };
    const { code, results } = await command('poll', `${feeds.url}/marsh`);
    expect({ code, results }).toEqual({
      code: 1,
      results: [{ status: 'failed', url: `${feeds.url}/marsh`, error: 'The server answered 500.' }],
    });
    feeds.answers['/marsh'] = { body: anRssFeed('Marsh news') };
    expect(await poll('/marsh')).toMatchObject({ status: 'ok' });
  });

  it('that is gone is not asked for again', async () => {
    feeds.answers['/pond'] = { body: anRssFeed('Pond news') };
    await add('/pond');
    feeds.answers['/pond'] = { status: 410 };
    expect(await poll('/pond')).toEqual({ status: 'gone', url: `${feeds.url}/pond` });
    const before = feeds.requests.length;
    expect(await poll('/pond')).toMatchObject({ status: 'gone' });
    expect(feeds.requests).toHaveLength(before);
  });

  it('that moved for good is polled at its new address', async () => {
    feeds.answers['/old'] = { status: 301, headers: { location: '/new' } };
    feeds.answers['/new'] = { body: anRssFeed('New place') };
    await add('/old');
    await poll('/old');
    expect((await command('list')).results.map(({ url }) => url)).toContain(`${feeds.url}/new`);
    const before = feeds.requests.length;
    expect(await poll('/new')).toMatchObject({ status: 'not-modified' });
    expect(feeds.requests.slice(before).map(({ path }) => path)).toEqual(['/new']);
  });

  it('of a server with many is polled one after another', async () => {
    const slow = await startFeedServer({ delayMs: 30 });
    const paths = Array.from({ length: 8 }, (_, index) => `/${index}`);
    for (const path of paths) {
      slow.answers[path] = { body: anRssFeed(`Feed ${path}`) };
      await command('add', `${slow.url}${path}`);
    }
    slow.maxConcurrent = 0;
    await runSchedule();
    expect(slow.maxConcurrent).toBe(1);
    const { results } = await command('list');
    const polled = results.filter(({ url }) => url.startsWith(slow.url));
    expect(polled.map(({ status }) => status)).toEqual(paths.map(() => 'ok'));
    await slow.stop();
  });

  it('is exported and imported as OPML', async () => {
    const port = Number(new URL(journey.stack.siteUrl).port);
    const { stdout } = await runCommand(port, ['feeds', 'export']);
    expect(stdout).toContain(`xmlUrl="${feeds.url}/river"`);
    expect(stdout).not.toContain('hunter2');
  });

  it('that is removed is polled no more, and its briefings stay', async () => {
    const { results } = await command('remove', `${feeds.url}/river`);
    expect(results).toEqual([{ outcome: 'removed', url: `${feeds.url}/river` }]);
    const before = feeds.requests.length;
    expect((await command('poll', `${feeds.url}/river`)).code).toBe(1);
    expect(feeds.requests).toHaveLength(before);
    const { body } = await journey.api('/api/briefings/list', { limit: 50 });
    expect(JSON.stringify(body)).toContain('A bittern booms');
  });
});

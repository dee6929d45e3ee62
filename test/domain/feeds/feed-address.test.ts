import {
  authorizationOf,
  feedIdOf,
  readFeedAddress,
} from '../../../lambdas/domain/feeds/feed-address';

describe('the address of a feed', () => {
  it.each([
    ['https://News.test/Feed', 'https://news.test/Feed'],
    ['  http://news.test/feed#top ', 'http://news.test/feed'],
    ['news.test/feed.xml', 'https://news.test/feed.xml'],
    ['feed://news.test/feed', 'http://news.test/feed'],
    ['feed:https://news.test/feed', 'https://news.test/feed'],
    ['http://localhost:8080/feed', 'http://localhost:8080/feed'],
  ])('%s is read as %s', (typed, url) => {
    expect(readFeedAddress(typed)).toEqual({ outcome: 'read', url });
  });

  it.each(['', 'file:///etc/passwd', 'ftp://news.test/feed', 'javascript://x', 'two words'])(
    '%j is refused',
    (typed) => {
      expect(readFeedAddress(typed)).toEqual({
        outcome: 'refused',
        reason: 'The address must start with https:// or http://.',
      });
    },
  );

  it('is refused when it is too long', () => {
    expect(readFeedAddress(`https://news.test/${'a'.repeat(2_000)}`)).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('2000'),
    });
  });

  it('is kept without its name and password, which are sent in a header', () => {
    const read = readFeedAddress('https://ann:p%40ss@news.test/feed');
    const credentials = { username: 'ann', password: 'p@ss' };
    expect(read).toEqual({ outcome: 'read', url: 'https://news.test/feed', credentials });
    expect(authorizationOf(credentials)).toBe('Basic YW5uOnBAc3M=');
  });

  it('has the same id with and without a password', () => {
    const urls = ['https://news.test/feed', 'https://ann:pass@news.test/feed'].map((typed) => {
      const read = readFeedAddress(typed);
      return read.outcome === 'read' ? feedIdOf(read.url) : '';
    });
    expect(urls[0]).toBe(urls[1]);
    expect(feedIdOf('https://news.test/other')).not.toBe(urls[0]);
  });
});

import { canonicalUrl } from '../../../lambdas/domain/feeds/canonical-url';

it.each([
  ['https://News.test:443/A?utm_source=rss&utm_medium=feed', 'https://news.test/A'],
  ['https://news.test/a?id=7&fbclid=x#top', 'https://news.test/a?id=7'],
  ['https://news.test/a?UTM_Source=rss', 'https://news.test/a'],
  // Nothing to remove: the query stays as it is written.
  ['https://news.test/a?b=%7E&c&d=a+b', 'https://news.test/a?b=%7E&c&d=a+b'],
  ['http://ann:pass@news.test/a', 'http://news.test/a'],
  ['http://www.news.test/a/', 'http://www.news.test/a/'],
])('the url %s is the same as %s', (url, canonical) => {
  expect(canonicalUrl(url)).toBe(canonical);
});

it.each(['', 'urn:uuid:1', 'javascript:alert(1)', 'tag:news.test,2026:1', '/a'])(
  '%j is no web address',
  (url) => {
    expect(canonicalUrl(url)).toBeUndefined();
  },
);

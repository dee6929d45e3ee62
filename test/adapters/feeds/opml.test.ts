import { readOpml, writeOpml } from '../../../lambdas/adapters/feeds/opml';

describe('an OPML file', () => {
  it('names the feeds of all folders, each once', () => {
    const text = `<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]>
      <opml version="1.0"><body>
        <outline text="News"><outline type="rss" text="Rivers &amp; lakes" xmlUrl="https://news.test/?a=1&amp;b=2"/></outline>
        <outline title="Again" xmlurl="https://news.test/?a=1&amp;b=2"/>
        <outline text="&x;" xmlUrl="https://other.test/"/>
        <outline text="A folder"/>
      </body></opml>`;
    expect(readOpml(text).map(({ url }) => url)).toEqual([
      'https://news.test/?a=1&b=2',
      'https://other.test/',
    ]);
    expect(JSON.stringify(readOpml(text))).not.toContain('root:');
  });

  it('that was written is read as it was', () => {
    const feeds = [
      { url: 'https://news.test/?a=1&b=2', title: '“Rivers” <& "lakes"' },
      { url: 'https://other.test/', title: 'Other' },
    ];
    expect(readOpml(writeOpml(feeds))).toEqual(feeds);
  });

  it.each(['', 'no xml', '<html><body>A page</body></html>', '<opml><body><outline'])(
    'that is none names no feeds: %j',
    (text) => {
      expect(readOpml(text)).toEqual([]);
    },
  );
});

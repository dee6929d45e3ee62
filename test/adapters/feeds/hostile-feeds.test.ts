import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { type ReadFeedResult, readFeed } from '../../../lambdas/adapters/feeds/read-feed';

const URL = 'https://feeds.example/feed.xml';
const FOLDER = path.resolve(__dirname, '../../fixtures/feeds');
const LENGTH = 4_000_000;
/** Of the CPU. Reading takes under 1 s; what takes time with the square of the length takes minutes. */
const MAX_CPU_MS = 15_000;

const many = (text: string) => text.repeat(Math.ceil(LENGTH / text.length));
const inChannel = (items: string) => `<rss><channel><title>x</title>${items}</channel></rss>`;
const inText = (text: string) => inChannel(`<item><description>${text}</description></item>`);
const inCdata = (text: string) => inText(`<![CDATA[${text}]]>`);

function read(text: string): { result: ReadFeedResult; cpuMs: number } {
  const bytes = new TextEncoder().encode(text);
  const before = process.cpuUsage();
  const result = readFeed(bytes, { url: URL });
  const { user, system } = process.cpuUsage(before);
  return { result, cpuMs: (user + system) / 1000 };
}

describe('a hostile feed', () => {
  it.each([
    ['nested elements', inChannel(many('<a>'))],
    ['nested html', inCdata(many('<div>'))],
    ['nested elements in a text', inText(many('<p>x'))],
    ['elements', inChannel(many('<a/>'))],
    ['items', inChannel(many('<item/>'))],
    [
      'attributes',
      `<rss ${Array.from({ length: 200_000 }, (_, at) => `xmlns:a${at}="b"`).join(' ')}>`,
    ],
    ['tags that do not end', inCdata(many('<a '))],
    ['less-than signs', many('<')],
    ['comments that do not end', `<rss>${many('<!--')}`],
    ['feeds in comments', many('<!-- <rss > -->')],
    ['entities', inText(many('&x;'))],
    ['an author of one word', inChannel(`<item><author>${many('a')}</author></item>`)],
    ['categories', inChannel(`<item>${many('<category>x</category>')}</item>`)],
    ['blanks', inText(`x${many(' \t')}x`)],
    // Within the length that is read of a text, so that a word comes after them.
    ['blanks between two words', inText(`x${' \t'.repeat(195_000)}x`)],
    ['blanks in preformatted text', inCdata(`<pre>x${' \t'.repeat(195_000)}x</pre>`)],
    [
      'links with a long base',
      `<rss xml:base="https://a.example/${'a'.repeat(3900)}/"><channel><item><description>${many('&lt;a href=x>&lt;/a>')}</description></item></channel></rss>`,
    ],
    ['bases', inChannel(many('<a xml:base="b/">'))],
    ['pages', `<html>${many('<div>')}`],
    ['arrays', `{"items":${many('[')}`],
  ])('of very many %s is read in time that grows with its length', (_name, text) => {
    const { result, cpuMs } = read(text);
    expect(cpuMs).toBeLessThan(MAX_CPU_MS);
    const length = JSON.stringify(result).length;
    expect(length).toBeLessThan(5 * text.length);
  });

  it('is read up to 10 MB', () => {
    const { result } = read(inText('x'.repeat(11_000_000)));
    expect(result).toMatchObject({ outcome: 'read', document: { truncated: true } });
  });

  it('expands no entities, and reads no others', () => {
    const feed = `<!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>${inText('&b;&c;')}`;
    const { result } = read(feed);
    expect(result).toMatchObject({ document: { entries: [{ text: '&b;&c;' }] } });
  });
});

describe('reading a feed never throws', () => {
  const feeds = readdirSync(FOLDER).map((file) => readFileSync(path.join(FOLDER, file)));

  it('whatever the bytes are', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.option(fc.string(), { nil: undefined }),
        (bytes, contentType) => {
          readFeed(bytes, { url: URL, ...(contentType === undefined ? {} : { contentType }) });
        },
      ),
      { numRuns: 500 },
    );
  });

  it('wherever a feed is damaged', () => {
    const damage = fc.record({
      feed: fc.constantFrom(...feeds),
      at: fc.nat(1500),
      removed: fc.nat(200),
      added: fc.oneof(
        fc.uint8Array({ maxLength: 20 }),
        fc
          .constantFrom(
            '<',
            '>',
            '&',
            ']]>',
            '<![CDATA[',
            '</',
            '<item>',
            '"',
            '<!--',
            '<?',
            '&#x',
            '\0',
          )
          .map((text) => new TextEncoder().encode(text)),
      ),
    });
    fc.assert(
      fc.property(damage, ({ feed, at, removed, added }) => {
        const damaged = Buffer.concat([feed.subarray(0, at), added, feed.subarray(at + removed)]);
        const result = readFeed(damaged, { url: URL });
        const entries = result.outcome === 'read' ? result.document.entries : [];
        for (const { url = 'https://a/', title, text } of entries) {
          expect(url).toMatch(/^https?:/);
          expect(title + text).not.toMatch(/(?!\s)\p{Cc}/u);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

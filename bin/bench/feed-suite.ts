import { readFeed } from '../../lambdas/adapters/feeds/read-feed';
import type { FeedDocument } from '../../lambdas/domain/feeds/feed-document';
import { disagreement } from './feed-suite/agreement';
import { type Expectation, readExpectation } from './feed-suite/expectation';
import { readWithFeedsmith } from './feed-suite/feedsmith-reader';
import { downloadSuite, SUITE, type SuiteCase } from './feed-suite/suite-archive';
import type { FigureWriter } from './figures';

/** The server of feedparser's own tests, which their expectations name. */
const SERVER = 'http://127.0.0.1:8097/tests/';

type Reader = (bytes: Uint8Array, url: string) => FeedDocument | undefined;

const READERS: Record<string, Reader> = { readFeed: readDocument, feedsmith: readWithFeedsmith };

/**
 * Compares what `readFeed` and feedsmith read of feedparser's well-formed test feeds with what these expect of
 * titles, links, ids, dates, languages and texts. Names the disagreements of `readFeed` on stderr. The
 * tests of feedparser's sanitizer, which would be most of all, are counted apart.
 */
export function measureFeedSuite(figures: FigureWriter): void {
  const cases = downloadSuite().map((feed) => ({ feed, expected: expectationOf(feed) }));
  const compared = cases.filter(
    (entry): entry is { feed: SuiteCase; expected: Expectation } => entry.expected !== undefined,
  );
  const isOfSanitizer = ({ feed }: { feed: SuiteCase }) => feed.path.includes('/sanitize/');
  const groups = {
    'without sanitizer tests': compared.filter((entry) => !isOfSanitizer(entry)),
    'sanitizer tests': compared.filter(isOfSanitizer),
  };
  for (const [group, members] of Object.entries(groups)) {
    for (const [name, read] of Object.entries(READERS)) {
      const agreed = members.filter(({ feed, expected }) => {
        const found = disagreement(read(feed.bytes, addressOf(feed)), expected);
        if (found !== undefined && name === 'readFeed') {
          figures.progress(
            `${feed.path}: ${expected.field} is ${found}, not ${JSON.stringify(expected.value)}`,
          );
        }
        return found === undefined;
      });
      const value = (100 * agreed.length) / members.length;
      const setup = `${SUITE}, ${group}: ${agreed.length} of ${members.length} compared (${cases.length} cases in all)`;
      figures.write({ name: `feed suite, ${name}, ${group}`, value, unit: '%', setup });
    }
  }
}

function readDocument(bytes: Uint8Array, url: string): FeedDocument | undefined {
  const read = readFeed(bytes, { contentType: 'application/xml', url });
  return read.outcome === 'read' ? read.document : undefined;
}

function expectationOf({ bytes }: SuiteCase): Expectation | undefined {
  return readExpectation(Buffer.from(bytes).toString('utf8'));
}

/** Some cases come with a header that says what their addresses are relative to. */
function addressOf({ path, bytes }: SuiteCase): string {
  const location = /^Header:\s+Content-Location:\s*(\S+)/m.exec(
    Buffer.from(bytes).toString('latin1'),
  );
  const served = new URL(path, SERVER).href;
  const named = location?.[1] ?? '';
  return URL.canParse(named, served) && /^(https?:|\/)/.test(named)
    ? new URL(named, served).href
    : served;
}

import { measureBundles } from './bench/bundles';
import { measureCli } from './bench/cli';
import { measureDeliver } from './bench/deliver';
import { measureDigestsDue } from './bench/digests-due';
import { measureFeedParse } from './bench/feed-parse';
import { measureFeedSuite } from './bench/feed-suite';
import { FigureWriter } from './bench/figures';
import { measureIndex } from './bench/index-figures';
import { measureLatency } from './bench/latency';
import { measureLocalThroughput } from './bench/local-throughput';
import { benchMatch } from './bench/match';
import { measurePages } from './bench/pages';
import { measurePreview } from './bench/preview';
import { measureRate } from './bench/rate';
import { measureSignUpTimes } from './bench/sign-up-times';

const EXIT = { done: 0, usage: 2 } as const;

/**
 * The benchmarks by name. `npm run bench -- match` measures in-memory matching; `-- match 10000`
 * stops at that number of topics. `index` measures the cost of matching through DynamoDB Local,
 * `bundles` the size of each function, `latency` the time from publishing to the inbox, `cli` the
 * time that commands take, `local-throughput` how many emails per second `npm start` delivers, and
 * `digests-due` how fast due digests are queued, `preview` how long previews of expressions take, and
 * `pages` the weight and speed of the site's pages. `sign-up-times` compares how long the answer to the form
 * takes for the kinds of addresses that nobody may tell apart. `feed-suite` compares what is read of feeds with what
 * feedparser's tests expect, and `feed-parse` measures the time that reading 1 MB of RSS takes.
 */
const BENCHES: Record<string, (figures: FigureWriter, maxTopics: number) => void | Promise<void>> =
  {
    match: benchMatch,
    index: measureIndex,
    deliver: measureDeliver,
    bundles: measureBundles,
    latency: measureLatency,
    pages: measurePages,
    'sign-up-times': measureSignUpTimes,
    preview: measurePreview,
    cli: measureCli,
    rate: measureRate,
    'local-throughput': measureLocalThroughput,
    'digests-due': measureDigestsDue,
    'feed-suite': measureFeedSuite,
    'feed-parse': measureFeedParse,
  };

async function main(names: readonly string[]): Promise<number> {
  // The AWS SDK warns that its versions of 2027 will need Node 22.
  process.removeAllListeners('warning');
  const [name = '', maxTopics = '1000000'] = names;
  const bench = BENCHES[name];
  if (!bench || !Number.isInteger(Number(maxTopics))) {
    process.stderr.write(
      `Usage: npm run bench -- ${Object.keys(BENCHES).join('|')} [MAX_TOPICS]\n`,
    );
    return EXIT.usage;
  }
  const figures = new FigureWriter(process.stdout, process.stderr);
  await bench(figures, Number(maxTopics));
  figures.end();
  return EXIT.done;
}

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});

import path from 'node:path';
import { type BuildResult, build } from 'esbuild';
import { readFeed } from '../../lambdas/adapters/feeds/read-feed';
import { type FigureWriter, median } from './figures';

const RUNS = 20;
const MEGABYTE = 1_000_000;
const ROOT = path.resolve(__dirname, '../..');

/** Measures how long reading 1 MB of RSS takes, and what the reader weighs in a function. */
export async function measureFeedParse(figures: FigureWriter): Promise<void> {
  const { bytes, entries } = aMegabyteOfRss();
  const wall: number[] = [];
  const cpu: number[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    const begin = performance.now();
    const used = process.cpuUsage();
    const read = readFeed(bytes, { url: 'https://feeds.example/rss' });
    const { user, system } = process.cpuUsage(used);
    if (read.outcome !== 'read' || read.document.entries.length !== entries) {
      throw new Error('The feed was not read whole.');
    }
    // The first round compiles the code.
    if (run === 0) figures.write(figure('first', performance.now() - begin, entries));
    else {
      wall.push(performance.now() - begin);
      cpu.push((user + system) / 1000);
    }
  }
  figures.write(figure('wall', median(wall), entries));
  figures.write(figure('CPU', median(cpu), entries));
  await measureSize(figures);
}

function figure(name: string, value: number, entries: number) {
  const setup = `RSS 2.0 of 1 MB with ${entries} entries, html in CDATA and escaped, median of ${RUNS} runs in one process, Node ${process.version}`;
  return { name: `feed parse, ${name}`, value, unit: 'ms', setup };
}

function aMegabyteOfRss() {
  const items: string[] = [];
  let length = 0;
  while (length < MEGABYTE - 300) {
    const item = anItem(items.length);
    items.push(item);
    length += item.length;
  }
  const xml = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Harbour news</title><link>https://news.example/</link>${items.join('')}</channel></rss>`;
  return { bytes: new TextEncoder().encode(xml), entries: items.length };
}

function anItem(number: number): string {
  const paragraph = `The port authority answered question ${number} on the new quay, and <a href="/quay/${number}">the plans</a> are public &amp; open.`;
  const body = `<p>${paragraph}</p>`.repeat(12);
  return `<item><title>Report ${number} from the harbour</title><link>https://news.example/${number}</link><guid isPermaLink="false">report-${number}</guid><pubDate>Thu, 01 Jan 2026 10:00:00 GMT</pubDate><category>Harbour</category><description>The quay &lt;b&gt;opens&lt;/b&gt;</description><content:encoded><![CDATA[${body}]]></content:encoded></item>\n`;
}

/** In a function that has nothing else, and beside the cleaning of html, which every function with feeds has. */
async function measureSize(figures: FigureWriter): Promise<void> {
  const alone = await bundledBytes("export * from './lambdas/adapters/feeds/read-feed';");
  const cleaning = await bundledBytes("export * from './lambdas/rendering/sanitize';");
  const both = await bundledBytes(
    "export * from './lambdas/adapters/feeds/read-feed';export * from './lambdas/rendering/sanitize';",
  );
  const feedsmith = await bundledBytes("export { parseFeed } from 'feedsmith';");
  const setup = 'bundled and minified by esbuild for Node 20';
  const print = (name: string, value: number) =>
    figures.write({ name: `feed reader, ${name}`, value: value / 1000, unit: 'kB', setup });
  print('alone', alone);
  print('added to a function that cleans html', both - cleaning);
  print('feedsmith alone', feedsmith);
}

async function bundledBytes(contents: string): Promise<number> {
  const built: BuildResult<{ write: false }> = await build({
    stdin: { contents, resolveDir: ROOT, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
  });
  return built.outputFiles.reduce((sum, file) => sum + file.contents.length, 0);
}

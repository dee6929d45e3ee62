import type { Command } from 'commander';
import { readOpml, writeOpml } from '../../../lambdas/adapters/feeds/opml';
import { readFeedAddress } from '../../../lambdas/domain/feeds/feed-address';
import type { ApiReply } from '../../../lambdas/handlers/operate/api';
import type { Actions } from '../actions';
import { CommandError } from '../exit-codes';
import type { Output } from '../output';
import { readTextFile } from '../read-text-file';
import type { Service } from '../service';

type ListedFeed = ApiReply<'/api/feeds/list'>['feeds'][number];
type PolledFeed = ApiReply<'/api/feeds/poll'>;

interface AddOptions {
  tag: string[];
  source?: string;
  categories: boolean;
}

/** Servers that are asked at once. Each gets one request at a time. */
const MAX_CONCURRENT_SERVERS = 4;

export function register(program: Command, { withService }: Actions): void {
  const feeds = program
    .command('feeds')
    .description('read briefings from RSS, Atom and JSON feeds');
  const withSettings = (command: Command) =>
    command
      .option('--tag <tag>', 'a tag for its briefings; repeatable', collect, [])
      .option('--source <name>', 'the source of its briefings; by default the title of the feed')
      .option('--categories', 'make the categories of entries tags too', false);
  withSettings(feeds.command('add'))
    .description('read a feed from now on, or change its settings')
    .argument('<url>', 'the address of a feed, or of a page that names one')
    .action(
      withService((service, output, url: string, options: AddOptions) =>
        addFeed(service, output, url, options),
      ),
    );
  feeds
    .command('list', { isDefault: true })
    .description('list the feeds and how they do')
    .action(withService(listFeeds));
  feeds
    .command('poll')
    .description('poll all feeds now, or one, and wait for what is new')
    .argument('[url]', 'the address of a feed')
    .action(withService((service, output, url?: string) => pollFeeds(service, output, url)));
  feeds
    .command('remove')
    .description('read a feed no more; its briefings stay')
    .argument('<url>', 'the address of the feed')
    .action(withService((service, output, url: string) => removeFeed(service, output, url)));
  withSettings(feeds.command('import'))
    .description('add all feeds of an OPML file')
    .argument('<file>', 'an OPML file, as feed readers export it')
    .action(
      withService((service, output, file: string, options: AddOptions) =>
        importFeeds(service, output, file, options),
      ),
    );
  feeds
    .command('export')
    .description('print all feeds as OPML, for feed readers')
    .action(withService(exportFeeds));
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}

async function addFeed(
  service: Service,
  output: Output,
  url: string,
  { tag: tags, source, categories }: AddOptions,
): Promise<void> {
  const { outcome, feed, warning } = await service.call('/api/feeds/add', {
    url,
    tags,
    ...(source === undefined ? {} : { source }),
    categoriesAsTags: categories,
  });
  const name = feed.title === '' ? feed.url : `${feed.title} (${feed.url})`;
  output.result(`${outcome}: ${name}`, { outcome, ...feed });
  if (warning !== undefined) {
    output.info(`It can't be read now, and is tried again later: ${warning}`);
  }
}

async function listFeeds(service: Service, output: Output): Promise<void> {
  const { feeds } = await service.call('/api/feeds/list', {});
  for (const feed of feeds) output.result(lineOf(feed), feed);
  if (feeds.length === 0) output.info('There are no feeds. Add one with feeds add.');
}

function lineOf(feed: ListedFeed): string {
  const { status, title, url, lastPolledAt, nextPollAt, entriesPerWeek, error } = feed;
  const details = [
    lastPolledAt === undefined ? 'not polled yet' : `polled ${lastPolledAt}`,
    ...(nextPollAt === undefined ? [] : [`next ${nextPollAt}`]),
    ...(entriesPerWeek === undefined ? [] : [`${entriesPerWeek} entries a week`]),
    ...(error === undefined ? [] : [error]),
  ];
  return `${status.padEnd(12)}  ${title || '(no title)'}  ${url}  ${details.join(', ')}`;
}

async function pollFeeds(service: Service, output: Output, url?: string): Promise<void> {
  const { feeds } = await service.call('/api/feeds/list', {});
  const wanted = url === undefined ? feeds : [findFeed(feeds, url)];
  const servers = [...groupByServer(wanted).values()];
  const pollServers = async (): Promise<void> => {
    for (let server = servers.shift(); server !== undefined; server = servers.shift()) {
      for (const { id } of server) {
        const polled = await service.call('/api/feeds/poll', { id });
        output.result(sentenceOf(polled), polled);
        if (polled.status === 'failed') output.error(`${polled.url} is tried again later.`);
      }
    }
  };
  await Promise.all(Array.from({ length: MAX_CONCURRENT_SERVERS }, pollServers));
  if (wanted.length === 0) output.info('There are no feeds. Add one with feeds add.');
}

function groupByServer(feeds: ListedFeed[]): Map<string, ListedFeed[]> {
  const servers = new Map<string, ListedFeed[]>();
  for (const feed of feeds) {
    const { host } = new URL(feed.url);
    servers.set(host, [...(servers.get(host) ?? []), feed]);
  }
  return servers;
}

function sentenceOf(polled: PolledFeed): string {
  switch (polled.status) {
    case 'ok':
      return `ok  ${polled.url}  ${polled.new} new, ${polled.updated} updated, ${polled.refused} refused`;
    case 'not-modified':
    case 'gone':
      return `${polled.status}  ${polled.url}`;
    case 'failed':
      return `failed  ${polled.url}  ${polled.error}`;
    default:
      return polled satisfies never;
  }
}

async function removeFeed(service: Service, output: Output, url: string): Promise<void> {
  const { feeds } = await service.call('/api/feeds/list', {});
  const removed = await service.call('/api/feeds/remove', { id: findFeed(feeds, url).id });
  output.result(`removed: ${removed.url}`, removed);
}

/** @throws CommandError if there is no feed at this address. */
function findFeed(feeds: ListedFeed[], typed: string): ListedFeed {
  const url = normalize(typed);
  const found = feeds.find((feed) => feed.url === url || feed.id === typed);
  if (found) return found;
  throw new CommandError(`There is no feed at ${url}. See the list with feeds list.`);
}

/** The address as feeds are listed: without name and password. */
function normalize(typed: string): string {
  const address = readFeedAddress(typed);
  return address.outcome === 'read' ? address.url : typed;
}

async function importFeeds(
  service: Service,
  output: Output,
  file: string,
  options: AddOptions,
): Promise<void> {
  const read = await readTextFile(file);
  if (read.outcome === 'refused') throw new CommandError(`${file}: ${read.reason}.`);
  const feeds = readOpml(read.value);
  if (feeds.length === 0) throw new CommandError(`${file} names no feeds.`);
  for (const { url } of feeds) {
    try {
      await addFeed(service, output, url, options);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      output.error(`${normalize(url)} was not added: ${error.message}`);
    }
  }
}

async function exportFeeds(service: Service, output: Output): Promise<void> {
  const { feeds } = await service.call('/api/feeds/list', {});
  const opml = writeOpml(feeds);
  output.result(opml, { opml });
}

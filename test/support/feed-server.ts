import { startServer } from './http-server';

/** What the server answers: a body, and what else than 200 with it. */
export interface FeedAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** A server of feeds on this machine. */
export interface FeedServer {
  url: string;
  /** The answers by path; others are 404. Each has an ETag, and is answered with 304 if that is known. */
  answers: Record<string, FeedAnswer>;
  /** The requests so far. */
  requests: { path: string; headers: Record<string, string | string[] | undefined> }[];
  /** The greatest number of requests that were answered at once. */
  maxConcurrent: number;
  stop(): Promise<void>;
}

/** Starts a server that answers as `answers` says, each after `delayMs`. */
export async function startFeedServer({ delayMs = 0 } = {}): Promise<FeedServer> {
  let concurrent = 0;
  const server = await startServer((request, response) => {
    const path = request.url ?? '/';
    feeds.requests.push({ path, headers: request.headers });
    concurrent += 1;
    feeds.maxConcurrent = Math.max(feeds.maxConcurrent, concurrent);
    setTimeout(() => {
      concurrent -= 1;
      const { status = 200, headers = {}, body = '' } = feeds.answers[path] ?? { status: 404 };
      const etag = `"${Buffer.from(body).length}-${body.slice(-40).toString().replace(/\W/g, '')}"`;
      if (status === 200 && request.headers['if-none-match'] === etag) {
        response.writeHead(304).end();
        return;
      }
      response.writeHead(status, { ...(status === 200 ? { etag } : {}), ...headers }).end(body);
    }, delayMs);
  });
  const feeds: FeedServer = {
    url: server.url,
    answers: {},
    requests: [],
    maxConcurrent: 0,
    stop: server.stop,
  };
  return feeds;
}

export interface RssItem {
  title: string;
  guid?: string;
  link?: string;
  /** In any form. */
  pubDate?: string;
  description?: string;
}

/** An RSS 2.0 feed with these items. */
export function anRssFeed(title: string, ...items: RssItem[]): string {
  const elements = items.map((item) => {
    const fields = Object.entries(item).map(([name, value]) => `<${name}>${value}</${name}>`);
    return `<item>${fields.join('')}</item>`;
  });
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>${title}</title>${elements.join('')}</channel></rss>`;
}

const SWEEP_MS = 5 * 60_000;

/** A time hours later, at which the schedule finds all feeds that are due, not only the latest. */
export function nextSweep(now: string): string {
  const later = Date.parse(now) + 7 * 3600_000;
  return new Date(Math.ceil(later / SWEEP_MS) * SWEEP_MS).toISOString();
}

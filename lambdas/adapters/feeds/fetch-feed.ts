import { maxAgeOf, retryAfterOf } from '../../domain/feeds/answer-headers';
import type { FeedAnswer } from '../../domain/feeds/poll-outcome';
import { systemClock } from '../clock';
import { describeRequestError, isPrivateAddress } from './request-errors';
import { type HttpAnswer, requestOnce } from './request-once';

export interface FeedRequest {
  /** Without credentials. */
  url: string;
  /** Of the last answer, to be told if nothing has changed. */
  etag?: string;
  lastModified?: string;
  /** The value of the header, for this server only. */
  authorization?: string;
  /** Who asks, with an address where one can complain. */
  userAgent: string;
  /** Whether feeds on this machine may be read. */
  allowLoopback: boolean;
}

/** For the whole request, with all redirects and the body (ms). */
const TIMEOUT_MS = 15_000;
const MAX_REDIRECTS = 5;

const PERMANENT_REDIRECTS = [301, 308];
const REDIRECTS = [...PERMANENT_REDIRECTS, 302, 303, 307];

const PRIVATE = 'It is at a private address, which no feed is read from.';
const NOT_WEB = 'It leads to an address that does not start with https:// or http://.';
const PORT = 'It is on a port that no web server uses.';

/** Feeds, and anything else, because some servers send feeds as `text/html`. */
const ACCEPT =
  'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5';

/**
 * Requests a feed: at most 10 MB, within 15 seconds, over at most five redirects, and only from public
 * addresses. Permanent redirects are reported if no other comes before them, and none leads from https to http.
 */
export async function fetchFeed(request: FeedRequest): Promise<FeedAnswer> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  let url = new URL(request.url);
  let isPermanent = true;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const reason = refusalOf(url);
    if (reason !== undefined) return { outcome: 'refused', reason };
    const answer = await ask(url, request, signal);
    if ('outcome' in answer) return answer;
    const location = REDIRECTS.includes(answer.status) ? answer.headers.location : undefined;
    if (location === undefined) {
      const isMoved = redirects > 0 && isPermanent;
      return answerOf(answer, url, isMoved ? url.href : undefined);
    }
    const next = URL.canParse(location, url.href) ? new URL(location, url.href) : undefined;
    if (next === undefined)
      return { outcome: 'failed', reason: 'It redirects to no valid address.' };
    const isDowngrade = url.protocol === 'https:' && next.protocol === 'http:';
    isPermanent &&= PERMANENT_REDIRECTS.includes(answer.status) && !isDowngrade;
    next.hash = '';
    next.username = '';
    next.password = '';
    url = next;
  }
  return { outcome: 'failed', reason: `It redirects more than ${MAX_REDIRECTS} times.` };
}

/** Why this address must not be requested. */
function refusalOf({ protocol, port }: URL): string | undefined {
  if (protocol !== 'https:' && protocol !== 'http:') return NOT_WEB;
  // A feed must not make us talk to mail servers and the like: https://fetch.spec.whatwg.org/#port-blocking
  return port === '' || port === '80' || port === '443' || Number(port) >= 1024 ? undefined : PORT;
}

async function ask(
  url: URL,
  request: FeedRequest,
  signal: AbortSignal,
): Promise<HttpAnswer | FeedAnswer> {
  const { etag, lastModified, authorization, userAgent, allowLoopback } = request;
  const isSameOrigin = url.origin === new URL(request.url).origin;
  const headers = {
    'user-agent': userAgent,
    accept: ACCEPT,
    'accept-encoding': 'gzip, br',
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
    ...(authorization === undefined || !isSameOrigin ? {} : { authorization }),
  };
  try {
    return await requestOnce(url, { headers, allowLoopback, signal });
  } catch (error) {
    if (isPrivateAddress(error)) return { outcome: 'refused', reason: PRIVATE };
    return { outcome: 'failed', reason: describeRequestError(error, signal) };
  }
}

function answerOf(
  { status, headers, body }: HttpAnswer,
  url: URL,
  movedPermanentlyTo: string | undefined,
): FeedAnswer {
  const maxAgeSeconds = maxAgeOf(headers['cache-control']);
  const cached = {
    ...(maxAgeSeconds === undefined ? {} : { maxAgeSeconds }),
    ...(movedPermanentlyTo === undefined ? {} : { movedPermanentlyTo }),
  };
  if (status === 304) return { outcome: 'not-modified', ...cached };
  if (status === 410) return { outcome: 'gone' };
  if (status < 200 || status > 299) {
    const retryAfterSeconds = retryAfterOf(headers['retry-after'], Date.parse(systemClock()));
    return {
      outcome: 'failed',
      reason: `The server answered ${status}.`,
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    };
  }
  const { etag, 'last-modified': lastModified, 'content-type': contentType } = headers;
  return {
    outcome: 'fetched',
    bytes: body,
    url: url.href,
    ...(contentType === undefined ? {} : { contentType }),
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified }),
    ...cached,
  };
}

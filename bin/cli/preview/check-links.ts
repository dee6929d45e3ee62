import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import {
  isPublicAddress,
  PrivateAddressError,
  publicLookup,
} from '../../../lambdas/adapters/public-address';

export interface CheckedLink {
  url: string;
  status: 'reachable' | 'broken' | 'not-checked';
  /** Why it is broken or was not checked, e.g. `404`. */
  detail?: string;
}

const TIMEOUT_MS = 5_000;
const MAX_REDIRECTS = 5;
const MAX_CONCURRENT = 8;
/** An issue with more is checked in part. */
const MAX_LINKS = 200;

/**
 * Whether each address answers, in the order given. Nothing is asked for at private addresses, so that a file from
 * elsewhere cannot make an editor's computer call what is in their network. `allowLoopback`: for a local service.
 */
export async function checkLinks(
  urls: readonly string[],
  { allowLoopback }: { allowLoopback: boolean },
): Promise<CheckedLink[]> {
  const unique = [...new Set(urls)];
  const queue = unique.slice(0, MAX_LINKS);
  const checked = new Map<string, CheckedLink>();
  const work = async () => {
    for (let url = queue.shift(); url !== undefined; url = queue.shift()) {
      checked.set(url, await checkLink(url, allowLoopback));
    }
  };
  await Promise.all(Array.from({ length: MAX_CONCURRENT }, work));
  return unique.map(
    (url) => checked.get(url) ?? { url, status: 'not-checked', detail: 'too many links' },
  );
}

async function checkLink(url: string, allowLoopback: boolean): Promise<CheckedLink> {
  if (!/^https?:/i.test(url)) return { url, status: 'not-checked', detail: 'not a web address' };
  try {
    let at = url;
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      let reply = await ask('HEAD', at, allowLoopback);
      // Some sites refuse HEAD.
      if (reply.status >= 400) reply = await ask('GET', at, allowLoopback);
      const next = reply.status >= 300 && reply.status < 400 ? reply.location : undefined;
      if (next === undefined) {
        return reply.status < 400
          ? { url, status: 'reachable' }
          : { url, status: 'broken', detail: String(reply.status) };
      }
      at = new URL(next, at).href;
      if (!/^https?:/i.test(at))
        return { url, status: 'broken', detail: 'redirects to no web address' };
    }
    return { url, status: 'broken', detail: 'too many redirects' };
  } catch (error) {
    if (error instanceof PrivateAddressError) {
      return { url, status: 'not-checked', detail: 'a private address' };
    }
    const { code, message } = error as NodeJS.ErrnoException;
    return { url, status: 'broken', detail: code ?? message };
  }
}

function ask(
  method: 'HEAD' | 'GET',
  url: string,
  allowLoopback: boolean,
): Promise<{ status: number; location?: string }> {
  const parsed = new URL(url);
  const host = parsed.hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve, reject) => {
    if (isIP(host) !== 0 && !isPublicAddress(host, { allowLoopback })) {
      reject(new PrivateAddressError());
      return;
    }
    const send = parsed.protocol === 'https:' ? requestHttps : requestHttp;
    const request = send(
      parsed,
      {
        method,
        timeout: TIMEOUT_MS,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: { 'user-agent': 'Briefwire link check' },
        lookup: publicLookup({ allowLoopback }),
      },
      (response) => {
        const { location } = response.headers;
        resolve({
          status: response.statusCode ?? 0,
          ...(location === undefined ? {} : { location }),
        });
        response.destroy();
      },
    );
    request.on('timeout', () => request.destroy(new Error('no answer in 5 seconds')));
    request.on('error', (error) =>
      reject(error.name === 'TimeoutError' ? new Error('no answer in 5 seconds') : error),
    );
    request.end();
  });
}

import { lookup } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { BlockList, isIP } from 'node:net';

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

/** Addresses that are not on the public internet: IANA's special-purpose registries. */
const SPECIAL = specialAddresses();
const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

class PrivateAddressError extends Error {}

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
    if (isIP(host) !== 0 && !isAllowed(host, allowLoopback)) {
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
        // The address that is checked is the one that is connected to.
        lookup: (name, options, callback) =>
          lookup(name, { ...options, all: true }, (error, addresses) => {
            if (error) return callback(error, '', 0);
            const [first] = addresses;
            if (
              first === undefined ||
              !addresses.every(({ address }) => isAllowed(address, allowLoopback))
            ) {
              return callback(new PrivateAddressError(), '', 0);
            }
            return options.all
              ? (callback as unknown as (error: null, all: typeof addresses) => void)(
                  null,
                  addresses,
                )
              : callback(null, first.address, first.family);
          }),
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

/** Whether an IP address may be called. */
export function isAllowed(address: string, allowLoopback: boolean): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  const family = isIP(mapped) === 6 ? 'ipv6' : 'ipv4';
  if (allowLoopback && LOOPBACK.check(mapped, family)) return true;
  return !SPECIAL.check(mapped, family);
}

function specialAddresses(): BlockList {
  const list = new BlockList();
  for (const [network, bits] of [
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['224.0.0.0', 3],
  ] as const) {
    list.addSubnet(network, bits, 'ipv4');
  }
  for (const [network, bits] of [
    ['::', 96],
    ['64:ff9b::', 96],
    ['64:ff9b:1::', 48],
    ['2002::', 16],
    ['fc00::', 7],
    ['fe80::', 10],
    ['ff00::', 8],
  ] as const) {
    list.addSubnet(network, bits, 'ipv6');
  }
  return list;
}

import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { isPublicAddress, PrivateAddressError, publicLookup } from '../public-address';

/** After decompression, in bytes. */
export const MAX_FEED_BYTES = 10 * 1024 * 1024;

/** The answer to one request. */
export interface HttpAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  /** Empty unless the request succeeded. */
  body: Uint8Array;
}

/** The body is larger than a feed may be. */
export class TooLargeError extends Error {
  override name = 'TooLargeError';
}

/**
 * Sends a GET request without following redirects.
 *
 * @throws PrivateAddressError when the server is not on the public internet, TooLargeError, or an error of
 * the connection.
 */
export async function requestOnce(
  url: URL,
  {
    headers,
    allowLoopback,
    signal,
  }: { headers: Record<string, string>; allowLoopback: boolean; signal: AbortSignal },
): Promise<HttpAnswer> {
  // Node resolves no name for an address.
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isPublicAddress(host, { allowLoopback }))
    throw new PrivateAddressError();
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const { get } = url.protocol === 'https:' ? https : http;
    get(url, {
      headers,
      signal,
      lookup: publicLookup({ allowLoopback }),
      // A connection of its own: it must not outlive the check of its address.
      agent: false,
    })
      .on('response', resolve)
      .on('error', reject);
  });
  const { statusCode: status = 0 } = answer;
  const isBodyNeeded = status >= 200 && status <= 299;
  try {
    const body = isBodyNeeded ? await readBody(answer) : new Uint8Array();
    return { status, headers: answer.headers, body };
  } finally {
    answer.destroy();
  }
}

async function readBody(answer: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of decompress(answer)) {
    bytes += chunk.length;
    if (bytes > MAX_FEED_BYTES) throw new TooLargeError();
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** The body without the encoding that its header names: https://www.rfc-editor.org/rfc/rfc9110#section-8.4 */
function decompress(answer: IncomingMessage): Readable {
  const decoder = decoderFor(answer.headers['content-encoding']?.trim().toLowerCase());
  if (decoder === undefined) return answer;
  // `pipe` does not pass on that the connection broke or that time is up.
  answer.on('error', (error) => decoder.destroy(error));
  return answer.pipe(decoder);
}

function decoderFor(encoding: string | undefined) {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'br':
      return createBrotliDecompress();
    case 'deflate':
      return createInflate();
    default:
      return undefined;
  }
}

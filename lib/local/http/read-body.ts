import type { IncomingMessage } from 'node:http';

export const TOO_LARGE = Symbol('too large');

/**
 * Reads the whole body. Beyond the limit, in bytes, the rest is read and discarded, because a client
 * sees the response only after it has sent everything.
 */
export async function readBody(
  request: IncomingMessage,
  limit: number,
): Promise<Buffer | typeof TOO_LARGE> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
  }
  return size > limit ? TOO_LARGE : Buffer.concat(chunks);
}

import type { IncomingMessage } from 'node:http';

export const TOO_LARGE = Symbol('too large');

/** The whole body; what goes beyond the limit is read and thrown away, so that the answer is seen. */
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

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { crossSiteRefusal } from '../http/cross-site.cjs';
import { type LocalEndpoint, openEndpoint } from '../http/local-endpoint';
import type { EmailStore } from './email-store';

/** Starts the S3 that functions call: they only read received emails. */
export async function startS3Endpoint(store: EmailStore): Promise<LocalEndpoint> {
  const server = createServer((request, response) => {
    const refusal = crossSiteRefusal(request, opened.port);
    if (refusal !== undefined) return refuse(response, 403, 'AccessDenied', refusal);
    getObject(request, response, store).catch(() =>
      refuse(response, 500, 'InternalError', 'The email could not be read.'),
    );
  });
  const opened = await openEndpoint(server, 'the local S3');
  return opened;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html, with the bucket in the path. */
async function getObject(
  { method, url = '/' }: IncomingMessage,
  response: ServerResponse,
  store: EmailStore,
): Promise<void> {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const [, bucket = '', key = ''] = pathname.split('/');
  if (method !== 'GET' || searchParams.get('x-id') !== 'GetObject') {
    return refuse(response, 501, 'NotImplemented', 'The local S3 supports GetObject only.');
  }
  const raw = await store.get(bucket, key);
  if (raw === undefined) return refuse(response, 404, 'NoSuchKey', 'The key does not exist.');
  response.writeHead(200, { 'content-type': 'message/rfc822', 'content-length': raw.length });
  response.end(raw);
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<Error><Code>${code}</Code><Message>${message}</Message></Error>`);
}

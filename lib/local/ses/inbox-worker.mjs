import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

const require = createRequire(import.meta.url);
const { default: listen } = require('aws-ses-v2-local');
const { getStoreReadonly } = require('aws-ses-v2-local/dist/store');
const { default: sendRawEmail } = require('aws-ses-v2-local/dist/v1/sendRawEmail');
const { crossSiteRefusal } = require('../http/cross-site.cjs');

/** Characters of all bodies: some thousands of emails, which fit in this thread's heap. */
const MAX_STORED_CHARACTERS = 60_000_000;
const EVICTION_INTERVAL_MS = 2_000;

const server = await listen({ host: '127.0.0.1', port: workerData.port });
const { port } = server.address();
// Both servers show the same emails, because the store belongs to the module.
const servers = workerData.ipv6 ? [server, await listen({ host: '::1', port })] : [server];
for (const each of servers) refuseCrossSiteRequests(each);
setInterval(evictOldest, EVICTION_INTERVAL_MS);
parentPort.on('message', ({ id, request }) => {
  receive(request).then(
    (answer) => parentPort.postMessage({ id, answer }),
    (error) => parentPort.postMessage({ id, problem: String(error) }),
  );
});
parentPort.postMessage({ port });

/**
 * Calls the handler of `SendRawEmail` without HTTP between the threads, which would cost more than the rest.
 *
 * @param body the fields of the request, by name.
 * @returns the body of the response.
 */
function receive(body) {
  return new Promise((resolve, reject) => {
    const response = {
      status: (code) => ({
        send: (answer) =>
          code === 200 ? resolve(answer) : reject(new Error(`${code}: ${JSON.stringify(answer)}`)),
      }),
    };
    Promise.resolve(sendRawEmail({ body }, response)).catch(reject);
  });
}

function refuseCrossSiteRequests(server) {
  const [handle] = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    const refusal = crossSiteRefusal(request, port);
    if (refusal === undefined) return handle(request, response);
    response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' });
    response.end(refusal);
  });
}

function evictOldest() {
  const { emails } = getStoreReadonly();
  let size = 0;
  const lastEvicted = emails.findLastIndex(({ body }) => {
    size += (body.html?.length ?? 0) + (body.text?.length ?? 0);
    return size > MAX_STORED_CHARACTERS;
  });
  if (lastEvicted >= 0) emails.splice(0, lastEvicted + 1);
}

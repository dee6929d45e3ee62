import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

const require = createRequire(import.meta.url);
const { default: listen } = require('aws-ses-v2-local');
const { getStoreReadonly } = require('aws-ses-v2-local/dist/store');

/** Characters of all bodies that are kept: some thousands of mails, within this thread's heap. */
const LARGEST_STORE = 60_000_000;
const TIDY_EVERY_MS = 2_000;

const server = await listen({ host: '127.0.0.1', port: workerData.port });
const { port } = server.address();
// Both servers show one store: it belongs to the module.
if (workerData.ipv6) await listen({ host: '::1', port });
setInterval(forgetOldest, TIDY_EVERY_MS);
parentPort.postMessage(port);

function forgetOldest() {
  const { emails } = getStoreReadonly();
  let size = 0;
  const firstKept = emails.findLastIndex(({ body }) => {
    size += (body.html?.length ?? 0) + (body.text?.length ?? 0);
    return size > LARGEST_STORE;
  });
  if (firstKept >= 0) emails.splice(0, firstKept + 1);
}

import { subscribe } from 'node:diagnostics_channel';
import { createRequire } from 'node:module';
import path from 'node:path';

/**
 * Runs the bundled functions of due digests in a process of its own, without loaders, so that its memory
 * and CPU time are those of the functions: the schedule once, then the requests in its queue one after
 * another. Posts a `DueDigestsReport`.
 */
const { BENCH_DIRECTORY, BENCH_QUEUE_URL, BENCH_TIMEOUT_MS } = process.env;
const require = createRequire(import.meta.url);
const load = (handler) => require(path.join(BENCH_DIRECTORY, `${handler}.js`)).handler;
const requestDigests = load('digests');
const queueDigests = load('due-digests');

/** Counts the functions' requests, not those of `callSqs`, which uses fetch. */
let requests = 0;
subscribe('http.client.request.start', () => {
  requests += 1;
});

const begin = performance.now();
await requestDigests({}, createContext());
const requestsOfSchedule = requests;
const cpuBefore = process.cpuUsage();
let invocations = 0;
for (;;) {
  const { Messages = [] } = await callSqs('ReceiveMessage', { MaxNumberOfMessages: 1 });
  const [message] = Messages;
  if (message === undefined) break;
  const record = { messageId: message.MessageId, body: message.Body, attributes: {} };
  const { batchItemFailures } = await queueDigests({ Records: [record] }, createContext());
  if (batchItemFailures.length > 0) throw new Error('A request failed.');
  await callSqs('DeleteMessage', { ReceiptHandle: message.ReceiptHandle });
  invocations += 1;
}
const { user, system } = process.cpuUsage(cpuBefore);
process.send({
  seconds: (performance.now() - begin) / 1000,
  cpuSeconds: (user + system) / 1e6,
  maxBytes: process.resourceUsage().maxRSS * 1024,
  requests: requests - requestsOfSchedule,
  invocations,
});
process.disconnect();

function createContext() {
  const deadline = Date.now() + Number(BENCH_TIMEOUT_MS);
  return { getRemainingTimeInMillis: () => deadline - Date.now() };
}

async function callSqs(action, input) {
  const response = await fetch(new URL(BENCH_QUEUE_URL).origin, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `AmazonSQS.${action}`,
    },
    body: JSON.stringify({ QueueUrl: BENCH_QUEUE_URL, ...input }),
  });
  if (!response.ok) throw new Error(`SQS answered ${response.status}: ${await response.text()}`);
  const text = await response.text();
  return text === '' ? {} : JSON.parse(text);
}

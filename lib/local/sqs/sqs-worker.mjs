import { parentPort, workerData } from 'node:worker_threads';
import { buildApp } from 'fauxqs';
import { KeptQueues } from './kept-queues.mjs';

// The package exports no store, but only a store without a host name gives queues addresses with
// the request's own host; the SDK sends a request to the host in the queue's address, and names
// such as sqs.us-east-1.localhost don't resolve everywhere.
const { SqsStore } = await import(new URL('./sqs/sqsStore.js', import.meta.resolve('fauxqs')).href);
const sqsStore = new SqsStore();
sqsStore.host = '';

if (workerData.file !== undefined) {
  const keptQueues = new KeptQueues(workerData.file);
  const createQueue = sqsStore.createQueue.bind(sqsStore);
  sqsStore.createQueue = (...queue) => {
    const created = createQueue(...queue);
    keptQueues.keep(created);
    return created;
  };
}

const app = buildApp({ logger: false, stores: { sqsStore } });
await app.listen({ port: 0, host: '127.0.0.1' });
parentPort.postMessage(app.server.address().port);

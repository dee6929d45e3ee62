import { parentPort } from 'node:worker_threads';
import { buildApp } from 'fauxqs';

// The package exports no store, but only a store without a host name gives queues addresses with
// the request's own host; the SDK sends a request to the host in the queue's address, and names
// such as sqs.us-east-1.localhost don't resolve everywhere.
const { SqsStore } = await import(new URL('./sqs/sqsStore.js', import.meta.resolve('fauxqs')).href);
const sqsStore = new SqsStore();
sqsStore.host = '';

const app = buildApp({ logger: false, stores: { sqsStore } });
await app.listen({ port: 0, host: '127.0.0.1' });
parentPort.postMessage(app.server.address().port);

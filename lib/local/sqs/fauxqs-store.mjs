import { readFileSync } from 'node:fs';

/**
 * Everything that depends on the internals of fauxqs is in this file. fauxqs exports no store and
 * can't persist one, so this imports its store by path and wraps methods of its queues.
 */

/** The version that this file was written for. */
const SUPPORTED_VERSION = '1.9.2';

/**
 * Creates the store of queues and messages.
 *
 * @param queueLog where the messages are persisted; they are held in memory if it is undefined.
 * @throws Error if another fauxqs is installed, or its store isn't as expected.
 */
export async function createSqsStore(queueLog) {
  const main = import.meta.resolve('fauxqs');
  const { version } = JSON.parse(readFileSync(new URL('../package.json', main), 'utf8'));
  const { SqsStore } = await import(new URL('./sqs/sqsStore.js', main).href);
  assertSupported(version, SqsStore);
  const store = new SqsStore();
  // With a host, queue URLs get names such as sqs.us-east-1.localhost, which not every machine
  // resolves. Without one, they get the host of the request.
  store.host = '';
  if (queueLog === undefined) return store;
  const createQueue = store.createQueue.bind(store);
  store.createQueue = (...parameters) => {
    const queue = createQueue(...parameters);
    persistQueue(queue, queueLog);
    return queue;
  };
  return store;
}

/** @throws Error that says what to do about it. */
export function assertSupported(version, SqsStore) {
  const missing = missingMembers(SqsStore);
  if (version === SUPPORTED_VERSION && missing.length === 0) return;
  const reason = missing.length > 0 ? `, whose store has no ${missing.join(', ')}` : '';
  throw new Error(
    `lib/local/sqs/fauxqs-store.mjs supports fauxqs ${SUPPORTED_VERSION}, but fauxqs ${version} ` +
      `is installed${reason}. Compare its dist/sqs/sqsStore.js with what fauxqs-store.mjs uses, ` +
      'change SUPPORTED_VERSION, and run: npx jest test/local/sqs test/local/restart.test.ts',
  );
}

function missingMembers(SqsStore) {
  const store = new SqsStore();
  if (typeof store.createQueue !== 'function') return ['createQueue'];
  const queue = store.createQueue('Probe', 'http://localhost/Probe', 'arn:aws:sqs:::Probe');
  const expected = [
    ['host', typeof store.host === 'string'],
    ['queue.name', queue?.name === 'Probe'],
    ['queue.enqueue', typeof queue?.enqueue === 'function'],
    ['queue.deleteMessage', typeof queue?.deleteMessage === 'function'],
    ['queue.inflightMessages', queue?.inflightMessages instanceof Map],
  ];
  return expected.filter(([, isPresent]) => !isPresent).map(([name]) => name);
}

/** Puts the stored messages into the queue, and stores every change from now on. */
function persistQueue(queue, queueLog) {
  const enqueue = queue.enqueue.bind(queue);
  const deleteMessage = queue.deleteMessage.bind(queue);
  for (const message of queueLog.messagesIn(queue.name)) {
    // Attempts start again from zero: the last ones may have failed only because of the shutdown.
    enqueue({ ...message, approximateReceiveCount: 0 });
  }
  queue.enqueue = (message) => {
    queueLog.add(queue.name, message);
    enqueue(message);
  };
  queue.deleteMessage = (receiptHandle) => {
    const { messageId } = queue.inflightMessages.get(receiptHandle)?.message ?? {};
    if (messageId !== undefined) queueLog.remove(messageId);
    return deleteMessage(receiptHandle);
  };
}

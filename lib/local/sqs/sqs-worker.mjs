import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { buildApp } from 'fauxqs';
import { createSqsStore } from './fauxqs-store.mjs';
import { QueueLog, QueueLogError } from './queue-log.mjs';

const { crossSiteRefusal } = createRequire(import.meta.url)('../http/cross-site.cjs');

try {
  parentPort.postMessage(await start(workerData.file));
} catch (error) {
  if (!(error instanceof QueueLogError)) throw error;
  parentPort.postMessage({ problem: error.message });
}

async function start(file) {
  const queueLog = file === undefined ? undefined : new QueueLog(file);
  const sqsStore = await createSqsStore(queueLog);
  const app = buildApp({ logger: false, stores: { sqsStore } });
  app.addHook('onRequest', async ({ raw }, reply) => {
    const refusal = crossSiteRefusal(raw, app.server.address().port);
    if (refusal !== undefined) return reply.code(403).send({ message: refusal });
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  return { port: app.server.address().port, note: queueLog?.note };
}

import type { DeliveryRequest } from '../../lambdas/domain/delivery';
import { type BundledFunctions, startBundledFunctions } from './bundled-functions';
import { cpuMsPerRun } from './cpu-time';
import type { FigureWriter } from './figures';
import { anApiRequest, inBatches, publish, readBody } from './function-calls';

const READERS = 1_000;
const BATCH_SIZE = 10;
const WARM_UP_BATCHES = 30;
const BRIEFINGS_PER_DIGEST = 12;

/** Measures the CPU time of the deliver function, without that of the services it calls. */
export async function measureDeliverCpu(figures: FigureWriter): Promise<void> {
  const functions = await startBundledFunctions();
  try {
    figures.progress(`Subscribing ${READERS} readers.`);
    const readers = await subscribeReaders(functions);
    const match = await functions.load('match');
    const alerted = await publish(functions, [aBriefing('A sealed harbour', 0)]);
    const listed = await publish(
      functions,
      Array.from({ length: BRIEFINGS_PER_DIGEST }, (_, index) =>
        aBriefing('A quiet lagoon', index),
      ),
    );
    for (const { change } of [...alerted, ...listed]) await match({ Records: [change] });

    const deliver = await functions.load('deliver');
    const measure = async (name: string, requests: DeliveryRequest[]) => {
      const batches = inBatches(requests, BATCH_SIZE);
      const run = async (count: number) => {
        const reply = await deliver({ Records: batches[count]?.map(aMessage) });
        const { batchItemFailures } = reply as { batchItemFailures: unknown[] };
        if (batchItemFailures.length > 0) throw new Error(`${name}: a delivery failed.`);
      };
      const runs = batches.length - WARM_UP_BATCHES;
      const ms = await cpuMsPerRun(run, { warmUp: WARM_UP_BATCHES, runs });
      const setup = `bundled function, batches of ${BATCH_SIZE}, mean of ${runs * BATCH_SIZE}; DynamoDB Local, SES and SQS in other processes; http without TLS; Node ${process.version}`;
      figures.write({ name, value: ms / BATCH_SIZE, unit: 'ms of CPU', setup });
    };
    const [{ briefingId } = { briefingId: '' }] = alerted;
    await measure(
      'deliver an alert',
      readers.instant.map((subscriberId) => ({
        kind: 'alert',
        briefingId,
        edition: 1,
        subscriberId,
      })),
    );
    await measure(
      `deliver a digest of ${BRIEFINGS_PER_DIGEST}`,
      readers.daily.map((subscriberId) => ({
        kind: 'digest',
        subscriberId,
        frequency: 'daily',
        round: 0,
      })),
    );
  } finally {
    await functions.stop();
  }
}

/** Subscribes readers of alerts and as many of digests, and returns their ids. */
async function subscribeReaders(functions: BundledFunctions) {
  const operate = await functions.load('operate');
  const subscribe = async (frequency: 'instant' | 'daily', index: number) => {
    const reply = await operate(
      anApiRequest('/api/subscriptions', {
        email: `${frequency}${index}@example.org`,
        expressions: [frequency === 'instant' ? 'sealed harbour' : 'quiet lagoon'],
        frequency,
        confirmed: true,
        consent: 'the benchmark',
      }),
    );
    return readBody<{ subscriberId: string }>(reply).subscriberId;
  };
  const readers: Record<'instant' | 'daily', string[]> = { instant: [], daily: [] };
  for (let index = 0; index < READERS / 2; index += 1) {
    readers.instant.push(await subscribe('instant', index));
    readers.daily.push(await subscribe('daily', index));
  }
  return readers;
}

function aBriefing(title: string, index: number): object {
  return {
    id: `${title}-${index}`.replaceAll(' ', '-'),
    title: `${title}, report ${index + 1}`,
    summary: `What is known about it on day ${index + 1}. `.repeat(4),
    body: `${title}: the port authority published its figures. `.repeat(80),
    language: 'en',
  };
}

function aMessage(request: DeliveryRequest, index: number): object {
  return {
    messageId: `message-${index}`,
    receiptHandle: `receipt-${index}`,
    body: JSON.stringify(request),
    attributes: { ApproximateReceiveCount: '1', SentTimestamp: String(Date.now()) },
    messageAttributes: {},
    eventSource: 'aws:sqs',
  };
}

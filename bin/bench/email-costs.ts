import { type LocalStack, startLocalStack } from '../../lib/local/local-stack';
import { postJson } from '../../lib/local/post-json';
import { synthesizeLocalStage } from '../../lib/local/synthesize';
import { parseTemplate } from '../../lib/local/template/parse-template';
import { resourcesOfType, type Template } from '../../lib/local/template/template';
import { MAX_EMAILS_PER_SECOND_PER_WORKER } from '../../lib/settings';
import type { FigureWriter } from './figures';
import { costOf, PRICES, type Usage } from './prices';
import { type Counts, UsageCounter } from './usage-counter';

const ALERTS = 300;
const DIGESTS = 150;
const BRIEFINGS_PER_DIGEST = 12;
const UNUSED_URL = 'http://localhost:1';
const IDLE_TIMEOUT_MS = 10 * 60_000;
const DAY_MS = 24 * 3600_000;
/** Of every email that is delivered without a bounce: SES publishes one Send event. */
const EVENTS_PER_EMAIL = 1;
/** Lambda receives a batch and deletes it. */
const QUEUE_REQUESTS_PER_BATCH = 2;

/**
 * Counts what alerts and digests use on a local stack, and calculates their price. Everything is
 * included: publishing and matching the briefing, fan-out, the schedule, and the events from SES.
 */
export async function measureEmailCosts(figures: FigureWriter): Promise<void> {
  const counter = new UsageCounter();
  const stack = await startLocalStack({
    environment: { POWERTOOLS_LOG_LEVEL: 'SILENT' },
    onInvocation: counter.countInvocation,
  });
  try {
    const template = synthesizeLocalStage(UNUSED_URL);
    figures.progress(`Subscribing ${ALERTS + DIGESTS} readers.`);
    for (let index = 0; index < ALERTS; index += 1) await subscribe(stack, index, 'instant');
    for (let index = 0; index < DIGESTS; index += 1) await subscribe(stack, index, 'daily');
    await stack.idle(IDLE_TIMEOUT_MS);

    counter.reset();
    await publish(stack, 'A sealed harbour', 1);
    await stack.idle(IDLE_TIMEOUT_MS);
    report(figures, 'alert', ALERTS, counter.counts, template);

    await publish(stack, 'A quiet lagoon', BRIEFINGS_PER_DIGEST);
    await stack.idle(IDLE_TIMEOUT_MS);
    counter.reset();
    const at = new Date(Date.now() + 2 * DAY_MS).toISOString();
    await postJson(`${stack.siteUrl}/api/digests`, { at });
    await stack.idle(IDLE_TIMEOUT_MS);
    const name = `digest of ${BRIEFINGS_PER_DIGEST}`;
    report(figures, name, DIGESTS, counter.counts, template);
  } finally {
    await stack.stop();
  }
}

async function subscribe(stack: LocalStack, index: number, frequency: 'instant' | 'daily') {
  await postJson(`${stack.siteUrl}/api/subscriptions`, {
    email: `${frequency}${index}@example.org`,
    expressions: [frequency === 'instant' ? 'sealed harbour' : 'quiet lagoon'],
    frequency,
    confirmed: true,
    consent: 'the benchmark',
  });
}

async function publish(stack: LocalStack, title: string, count: number): Promise<void> {
  const briefings = Array.from({ length: count }, (_, index) => ({
    id: `${title}-${index}`.replaceAll(' ', '-'),
    title: `${title}, report ${index + 1}`,
    summary: `What is known about it on day ${index + 1}. `.repeat(4),
    body: `${title}: the port authority published its figures. `.repeat(80),
    language: 'en',
  }));
  await postJson(`${stack.siteUrl}/api/briefings`, briefings);
}

/** Writes the figures per email, and the price per 1,000 emails. */
function report(
  figures: FigureWriter,
  kind: string,
  emails: number,
  counts: Counts,
  template: Template,
): void {
  const sent = counts.calls.get('SendRawEmail') ?? emails;
  const usage = usageOf(counts, sent, template);
  const each = perEmail(usage, emails);
  const setup = `of ${emails} ${kind}s, local stack, whole path from the first step to SES's event`;
  for (const [name, value] of Object.entries(each)) {
    figures.write({ name: `${kind}: ${UNITS[name as keyof Usage]}`, value, unit: 'each', setup });
  }
  const costs = costOf(each);
  const calls = [...counts.calls].map(([call, count]) => `${call} ${(count / emails).toFixed(2)}`);
  const per1000 = Object.values(costs).reduce((sum, cost) => sum + cost, 0) * 1_000;
  const parts = Object.entries(costs).map(
    ([name, cost]) => `${UNITS[name as keyof Usage]} ${(cost * 1_000).toFixed(5)}`,
  );
  figures.write({
    name: `${kind}: cost of 1,000 beside SES's ${PRICES.sesEmail * 1_000}`,
    value: per1000,
    unit: 'USD',
    setup: `${parts.join(', ')}; calls each: ${calls.join(', ')}`,
  });
}

function perEmail(usage: Usage, emails: number): Usage {
  return {
    writeUnits: usage.writeUnits / emails,
    readUnits: usage.readUnits / emails,
    queueRequests: usage.queueRequests / emails,
    lambdaRequests: usage.lambdaRequests / emails,
    lambdaGbSeconds: usage.lambdaGbSeconds / emails,
    snsPublishes: usage.snsPublishes / emails,
  };
}

const UNITS: Record<keyof Usage, string> = {
  writeUnits: 'DynamoDB write units',
  readUnits: 'DynamoDB read units',
  queueRequests: 'SQS requests',
  lambdaRequests: 'Lambda requests',
  lambdaGbSeconds: 'Lambda GB-s',
  snsPublishes: 'SNS publishes',
};

function usageOf(counts: Counts, emails: number, template: Template): Usage {
  const events = emails * EVENTS_PER_EMAIL;
  const invocations = [...counts.functions.values()].map((fn) => fn.invocations);
  return {
    writeUnits: counts.writeUnits,
    readUnits: counts.readUnits,
    // Each event is also put into the queue of feedback.
    queueRequests: counts.queueCalls + counts.queueBatches * QUEUE_REQUESTS_PER_BATCH + events,
    lambdaRequests: invocations.reduce((sum, count) => sum + count, 0),
    lambdaGbSeconds: gbSecondsOf(counts, emails, template),
    snsPublishes: publishesToSns(template) ? events : 0,
  };
}

/**
 * A worker that sends waits for its share of the rate, which takes longer than its work. So its time
 * follows from the rate that one worker is made for; the time of the others is as measured here.
 */
function gbSecondsOf({ functions }: Counts, emails: number, template: Template): number {
  const definitions = parseTemplate(template, { queues: UNUSED_URL }).functions;
  return definitions.reduce((sum, { handler, memorySize }) => {
    const measured = (functions.get(handler)?.ms ?? 0) / 1_000;
    const seconds = handler === 'deliver' ? emails / MAX_EMAILS_PER_SECOND_PER_WORKER : measured;
    return sum + (seconds * memorySize) / 1_024;
  }, 0);
}

/** Whether SES publishes its events through SNS, which costs; EventBridge does not charge for them. */
function publishesToSns(template: Template): boolean {
  return resourcesOfType(template, 'AWS::SES::ConfigurationSetEventDestination').some(
    ([, { Properties }]) => Object(Properties?.EventDestination).SnsDestination !== undefined,
  );
}

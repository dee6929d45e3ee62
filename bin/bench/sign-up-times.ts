import { request } from 'node:http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Mailboxes } from '../../lambdas/adapters/mailboxes';
import { CONFIRMATION_LIMITS } from '../../lambdas/domain/mailbox-requests';
import { GUARD_FIELDS } from '../../lambdas/domain/sign-up-guard';
import { clientSettings } from '../../lib/local/aws-clients';
import { type LocalStack, startLocalStack } from '../../lib/local/local-stack';
import { type FigureWriter, median } from './figures';
import { seededRandom, shuffled } from './seeded-random';

const SIGN_UPS = 200;

/** The kinds of requests that nobody may tell apart by the time that the answer takes. */
const KINDS = ['known', 'unknown', 'suppressed', 'never-ask', 'over limit', 'honeypot'] as const;
type Kind = (typeof KINDS)[number];

/** Measures how long the answer to a sign-up takes, for each kind of address. */
export async function measureSignUpTimes(figures: FigureWriter): Promise<void> {
  const stack = await startLocalStack({ environment: { POWERTOOLS_LOG_LEVEL: 'SILENT' } });
  try {
    await prepareAddresses(stack);
    const random = seededRandom(1);
    const times = Object.fromEntries(KINDS.map((kind) => [kind, [] as number[]]));
    for (let index = 0; index < SIGN_UPS; index += 1) {
      // In another order each time: what the one before left behind slows down the next answer.
      for (const kind of shuffled(random, KINDS)) {
        times[kind]?.push(await timeSignUp(stack.siteUrl, kind, index));
        // Other functions run in the same process here, and would slow down the next answer.
        await stack.idle();
      }
    }
    const setup = `${SIGN_UPS} sign-ups each, in random turns, local stack`;
    for (const kind of KINDS) {
      const value = median(times[kind] ?? []);
      figures.write({ name: `sign-up, ${kind}, median`, value, unit: 'ms', setup });
    }
  } finally {
    await stack.stop();
  }
}

/** All have the same length. */
function addressOf(kind: Kind, index: number): string {
  return `ann@${kind.replace(' ', '-').padEnd(10, 'x')}${String(index).padStart(3, '0')}.example`;
}

async function prepareAddresses(stack: LocalStack): Promise<void> {
  const client = new DynamoDBClient(
    clientSettings(stack.dynamoDb.endpoint, stack.dynamoDb.accessKeyId),
  );
  const mailboxes = new Mailboxes(
    DynamoDBDocumentClient.from(client),
    stack.tableName('Deliveries'),
  );
  const now = new Date().toISOString();
  for (let index = 0; index < SIGN_UPS; index += 1) {
    await subscribe(stack.siteUrl, addressOf('known', index));
    await subscribe(stack.siteUrl, addressOf('suppressed', index));
    const email = addressOf('suppressed', index);
    await postJson(`${stack.siteUrl}/api/addresses/suppress`, { email, why: 'benchmark' });
    await mailboxes.neverAsk(addressOf('never-ask', index), now);
    for (let count = 0; count < CONFIRMATION_LIMITS.maxPerDay; count += 1) {
      const asked = { key: `topic${count}`, at: now, from: `network${count}` };
      await mailboxes.count(addressOf('over limit', index), asked);
    }
  }
  client.destroy();
  await stack.idle();
}

/** Sends the form from a network of its own, so that no limit of networks applies. */
function timeSignUp(siteUrl: string, kind: Kind, network: number): Promise<number> {
  const body = new URLSearchParams({
    email: addressOf(kind, network),
    expression: 'tramway fares',
    frequency: 'daily',
    [GUARD_FIELDS.honeypot]: kind === 'honeypot' ? 'https://spam.example' : '',
  }).toString();
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(
      `${siteUrl}/subscribe`,
      {
        method: 'POST',
        family: 4,
        localAddress: `127.0.${network + 1}.1`,
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        agent: false,
      },
      (response) => {
        response.on('error', reject);
        response.on('end', () => {
          if (response.statusCode === 202) resolve(performance.now() - started);
          else reject(new Error(`A sign-up was answered ${response.statusCode}.`));
        });
        response.resume();
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

async function subscribe(siteUrl: string, email: string): Promise<void> {
  await postJson(`${siteUrl}/api/subscriptions`, {
    email,
    expressions: ['tramway'],
    frequency: 'daily',
    confirmed: true,
    consent: 'benchmark',
  });
}

async function postJson(url: string, body: object): Promise<void> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
}

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import PostalMime, { type Email } from 'postal-mime';
import { clientSettings } from '../../lib/local/aws-clients';
import { type LocalStack, startLocalStack } from '../../lib/local/local-stack';
import type { SesFault } from '../../lib/local/ses/sent-email';
import { systemClock } from './clock';
import { dynamoDbLocal } from './dynamodb-local';
import { findLink } from './links';

/** An email that the local SES accepted. */
export interface ReceivedEmail {
  to: string;
  kind: string;
  subject: string;
  text: string;
  html: string;
  headers: Map<string, string>;
  raw: string;
}

export interface Subscription {
  email: string;
  expressions: string[];
  frequency?: string;
  timeZone?: string;
  hour?: number;
  language?: string;
}

/** A running service for one test file, and the actions of publishers, readers and operators. */
export interface Journey {
  stack: LocalStack;
  /** Returns the SES fault for an email to this address, or undefined for none. */
  sesFault: (to: string) => SesFault | undefined;
  /** The log lines of the functions and of the local stack so far. */
  logged: string[];
  api(path: string, body: unknown): Promise<{ status: number; body: Record<string, unknown> }>;
  /** Publishes briefings and waits until their alerts are sent. */
  publish(...briefings: object[]): Promise<void>;
  /** Publishes briefings, without waiting for what follows. */
  publishWithoutWaiting(...briefings: object[]): Promise<void>;
  /** Records a confirmed subscription. */
  subscribe(subscription: Subscription): Promise<void>;
  /** Runs the schedule of digests at the test clock's time and waits until the digests are sent. */
  sendDueDigests(): Promise<void>;
  get(path: string): Promise<{ status: number; html: string }>;
  post(path: string, fields: Record<string, string>): Promise<{ status: number; html: string }>;
  /** The topics that an address follows, by expression, with their frequencies. */
  topicsOf(email: string): Promise<Record<string, string>>;
  /** All emails so far, oldest first. */
  emails: readonly ReceivedEmail[];
  /** The emails to the address so far, oldest first. */
  emailsTo(email: string): ReceivedEmail[];
  stop(): Promise<void>;
}

/** Starts the service with the settings of cdk.json and these changes. */
export async function startJourney(settings: Record<string, string> = {}): Promise<Journey> {
  const emails: ReceivedEmail[] = [];
  const logged: string[] = [];
  const stack = await startLocalStack({
    // Most tests are about single alerts.
    settings: { alertWindowMinutes: '0', maxAlertsPerDay: '0', ...settings },
    dynamoDbEndpoint: dynamoDbLocal(),
    retryDelayMs: 0,
    now: systemClock,
    onEmail: async ({ raw, to }) => {
      emails.push(received(String(to[0]), await PostalMime.parse(raw), raw));
    },
    sesFault: ({ to }) => journey.sesFault(String(to[0])),
    // Makes the logger use the console, which is recorded below.
    environment: { POWERTOOLS_DEV: 'true' },
    report: (line) => logged.push(line),
  });
  for (const stream of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    jest.spyOn(console, stream).mockImplementation((...parts) => {
      logged.push(parts.map(String).join(' '));
    });
  }
  const request = (path: string, init?: RequestInit) => fetch(`${stack.siteUrl}${path}`, init);
  const page = async (response: Response) => ({
    status: response.status,
    html: await response.text(),
  });

  const journey: Journey = {
    stack,
    logged,
    sesFault: () => undefined,
    api: async (path, body) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const response = await request(path, { method: 'POST', body: text });
      const reply = (await response.json()) as Record<string, unknown>;
      return { status: response.status, body: reply };
    },
    publish: async (...briefings) => {
      await journey.publishWithoutWaiting(...briefings);
      await stack.idle();
    },
    publishWithoutWaiting: async (...briefings) => {
      const { status, body } = await journey.api('/api/briefings', briefings);
      if (status !== 200) throw new Error(`Publishing failed: ${JSON.stringify(body)}`);
    },
    subscribe: async (subscription) => {
      const { status, body } = await journey.api('/api/subscriptions', {
        frequency: 'instant',
        ...subscription,
        confirmed: true,
        consent: 'asked in the test',
      });
      if (status !== 200) throw new Error(`Subscribing failed: ${JSON.stringify(body)}`);
    },
    sendDueDigests: async () => {
      await stack.runSchedule('DigestsDue');
      await stack.idle();
    },
    get: async (path) => page(await request(path)),
    post: async (path, fields) =>
      page(await request(path, { method: 'POST', body: new URLSearchParams(fields) })),
    topicsOf: async (email) => {
      const { body } = await journey.api('/api/subscribers/lookup', { email });
      const subscriptions = (body.subscriptions ?? []) as {
        expression: string;
        frequency: string;
      }[];
      return Object.fromEntries(subscriptions.map((one) => [one.expression, one.frequency]));
    },
    emails,
    emailsTo: (email) => emails.filter(({ to }) => to === email),
    stop: () => stack.stop(),
  };
  return journey;
}

/** Runs `action` with a client of the journey's tables. */
export async function withDynamoDb<T>(
  { stack }: Journey,
  action: (client: DynamoDBDocumentClient) => Promise<T>,
): Promise<T> {
  const { endpoint, accessKeyId } = stack.dynamoDb;
  const client = new DynamoDBClient(clientSettings(endpoint, accessKeyId));
  try {
    return await action(DynamoDBDocumentClient.from(client));
  } finally {
    client.destroy();
  }
}

/** The path and query of the first link to the page in an email's text. */
export function linkIn(email: ReceivedEmail | undefined, page: string): string {
  const { pathname, search } = findLink(email?.text, page);
  return pathname + search;
}

function received(to: string, email: Email, raw: Buffer): ReceivedEmail {
  const headers = new Map(email.headers.map(({ key, value }) => [key.toLowerCase(), value]));
  return {
    to,
    kind: headers.get('feedback-id')?.split(':')[0] ?? '',
    subject: email.subject ?? '',
    text: email.text ?? '',
    html: email.html ?? '',
    headers,
    raw: raw.toString('utf8'),
  };
}

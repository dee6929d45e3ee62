import PostalMime, { type Email } from 'postal-mime';
import { type LocalStack, startLocalStack } from '../../lib/local/local-stack';
import type { SesFault } from '../../lib/local/ses/sent-email';
import { dynamoDbLocal } from './dynamodb-local';

/** A mail that SES took. */
export interface ReceivedMail {
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

/** A service of its own for one file of journeys, and what a publisher, reader and operator can do. */
export interface Journey {
  stack: LocalStack;
  /** What goes wrong with a mail from now on; nothing when it gives undefined. */
  sesFault: (to: string) => SesFault | undefined;
  /** What was logged so far, and the runner's own reports. */
  logged: string[];
  api(path: string, body: unknown): Promise<{ status: number; body: Record<string, unknown> }>;
  /** Publishes, and waits until all that follows from it is done. */
  publish(...briefings: object[]): Promise<void>;
  /** Records a subscription with consent. */
  subscribe(subscription: Subscription): Promise<void>;
  /** Lets the schedule make the digests that are due by the journey's clock, and waits. */
  digestsComeDue(): Promise<void>;
  get(path: string): Promise<{ status: number; html: string }>;
  post(path: string, fields: Record<string, string>): Promise<{ status: number; html: string }>;
  /** The mails to the address so far, oldest first. */
  mailsTo(email: string): ReceivedMail[];
  stop(): Promise<void>;
}

export async function startJourney(): Promise<Journey> {
  const mails: ReceivedMail[] = [];
  const logged: string[] = [];
  const stack = await startLocalStack({
    dynamoDbEndpoint: dynamoDbLocal(),
    retryDelayMs: 0,
    onMail: async ({ raw, to }) => {
      mails.push(received(String(to[0]), await PostalMime.parse(raw), raw));
    },
    sesFault: ({ to }) => journey.sesFault(String(to[0])),
    // Without it the logger writes past the console, where nothing of it is seen here.
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
      const answer = (await response.json()) as Record<string, unknown>;
      return { status: response.status, body: answer };
    },
    publish: async (...briefings) => {
      const { status, body } = await journey.api('/api/briefings', briefings);
      if (status !== 200) throw new Error(`Publishing failed: ${JSON.stringify(body)}`);
      await stack.idle();
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
    digestsComeDue: async () => {
      await stack.runSchedule('DigestsDue');
      await stack.idle();
    },
    get: async (path) => page(await request(path)),
    post: async (path, fields) =>
      page(await request(path, { method: 'POST', body: new URLSearchParams(fields) })),
    mailsTo: (email) => mails.filter(({ to }) => to === email),
    stop: () => stack.stop(),
  };
  return journey;
}

/** The path and query of the first link in a mail's text that leads to the page. */
export function linkIn(mail: ReceivedMail | undefined, page: string): string {
  const link = mail?.text.match(new RegExp(`https?://\\S+(/${page}\\S*)`))?.[1];
  if (link === undefined) throw new Error(`The mail has no link to /${page}.`);
  return link;
}

/** The token that a link carries. */
export function tokenOf(link: string): string {
  return new URL(link, 'http://localhost').searchParams.get('token') ?? '';
}

function received(to: string, email: Email, raw: Buffer): ReceivedMail {
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

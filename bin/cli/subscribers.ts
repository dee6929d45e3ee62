import { z } from 'zod';
import type { Output } from './output';
import { type Answer, CommandError, type Service } from './service';

export interface SubscribeOptions {
  frequency: string;
  confirmed?: boolean;
  consent?: string;
  timeZone?: string;
  hour?: string;
  language?: string;
}

const followedSchema = z.object({
  suppressed: z.string().optional(),
  topics: z.array(z.object({ expression: z.string(), outcome: z.string() })),
});

/** Sends the confirmation mail, or with `--confirmed` records consent had elsewhere. */
export async function subscribe(
  service: Service,
  output: Output,
  email: string,
  expressions: string[],
  options: SubscribeOptions,
): Promise<void> {
  const { frequency, confirmed = false, consent, timeZone, hour, language } = options;
  if (confirmed && !consent) {
    throw new CommandError(
      'Say with --consent TEXT when and how the subscriber agreed, such as --consent "paper form, 3 May".',
    );
  }
  const body = good(
    await service.post('/api/subscriptions', {
      email,
      expressions,
      frequency,
      confirmed,
      ...(consent === undefined ? {} : { consent }),
      ...(timeZone === undefined ? {} : { timeZone }),
      ...(hour === undefined ? {} : { hour }),
      ...(language === undefined ? {} : { language }),
    }),
  );
  if (!confirmed) {
    output.result(`${email} was sent a mail that asks to confirm.`, { email, outcome: 'asked' });
    return;
  }
  const { topics, suppressed } = followedSchema.parse(body);
  if (suppressed) output.tell(`${email} is never mailed, whatever it follows: ${suppressed}.`);
  for (const { expression, outcome } of topics) {
    const words = outcome === 'followed' ? 'now follows' : FOLLOWS[outcome];
    output.result(`${email} ${words ?? outcome} ${expression} (${frequency}).`, {
      email,
      expression,
      frequency,
      outcome,
    });
  }
}

const FOLLOWS: Record<string, string> = {
  changed: 'changed the frequency of',
  unchanged: 'already follows',
};

export async function unsubscribe(service: Service, output: Output, email: string): Promise<void> {
  const body = good(await service.post('/api/subscribers/unsubscribe', { email }));
  const { topics } = z.object({ topics: z.array(z.string()) }).parse(body);
  const what = topics.length === 0 ? 'followed nothing' : `no longer follows ${topics.join(', ')}`;
  output.result(`${email} ${what}.`, { email, ...body });
}

export async function forget(service: Service, output: Output, email: string): Promise<void> {
  const body = good(await service.post('/api/subscribers/forget', { email }));
  output.result(`${email} is forgotten: no address, topic or consent is held any more.`, {
    email,
    ...body,
  });
}

const fileSchema = z.object({
  softBounces: z.number(),
  subscriber: z.object({
    address: z.string(),
    timeZone: z.string(),
    hour: z.number(),
    createdAt: z.string(),
    suppressed: z.object({ reason: z.string(), at: z.string() }).optional(),
  }),
  subscriptions: z.array(
    z.object({
      expression: z.string(),
      frequency: z.string(),
      since: z.string(),
      consent: z.object({ how: z.string(), at: z.string(), text: z.string() }),
    }),
  ),
});

/** Shows what is held on the subscriber. */
export async function showSubscriber(
  service: Service,
  output: Output,
  email: string,
): Promise<void> {
  const body = good(await service.post('/api/subscribers/lookup', { email }));
  const { subscriber, subscriptions, softBounces } = fileSchema.parse(body);
  const { address, timeZone, hour, createdAt, suppressed } = subscriber;
  const lines = [
    `${address}, a subscriber since ${createdAt}`,
    `Digests come at ${String(hour).padStart(2, '0')}:00, ${timeZone}.`,
    ...(suppressed ? [`Never mailed since ${suppressed.at}: ${suppressed.reason}.`] : []),
    ...(softBounces > 0 ? [`${softBounces} mails bounced for a reason that passes.`] : []),
    ...(subscriptions.length === 0 ? ['Follows nothing.'] : []),
    ...subscriptions.map(
      ({ expression, frequency, since, consent }) =>
        `Follows ${expression} (${frequency}) since ${since}; ${consent.how} ${consent.at}: ${consent.text}`,
    ),
  ];
  output.result(lines.join('\n'), body);
}

function good({ status, body }: Answer): Record<string, unknown> {
  if (status < 300) return body;
  throw new CommandError(String(body.error ?? body.message ?? `The service answered ${status}.`));
}

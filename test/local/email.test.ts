import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  GetSendQuotaCommand,
  ListIdentitiesCommand,
  SESClient,
  SendRawEmailCommand,
  type SendRawEmailCommandInput,
} from '@aws-sdk/client-ses';
import {
  DeleteSuppressedDestinationCommand,
  PutSuppressedDestinationCommand,
  SESv2Client,
} from '@aws-sdk/client-sesv2';
import type { SQSEvent } from 'aws-lambda';
import { clientSettings } from '../../lib/local/aws-clients';
import type { LocalStack } from '../../lib/local/local-stack';
import type { SesFault } from '../../lib/local/ses/sent-email';
import { mockHandlers, seenEnvironments } from './fixture/mock-handlers';
import { resetMockHandlers, startFixture } from './fixture/service';

let stack: LocalStack;
let ses: SESClient;
let mailDirectory: string;
let fault: SesFault | undefined;
let events: Record<string, unknown>[];

beforeAll(async () => {
  mailDirectory = await mkdtemp(path.join(tmpdir(), 'emails-'));
  stack = await startFixture({ mailDirectory, sesFault: () => fault });
  const endpoint = process.env.AWS_ENDPOINT_URL_SES ?? '';
  ses = new SESClient({ ...clientSettings(endpoint, 'local'), maxAttempts: 1 });
});
beforeEach(async () => {
  // The events of the test before may still be waiting for others.
  await stack.idle();
  resetMockHandlers();
  fault = undefined;
  events = [];
  mockHandlers['email-events'] = ({ Records }: SQSEvent) =>
    void events.push(...Records.map(({ body }) => JSON.parse(body)));
});
afterAll(async () => {
  ses.destroy();
  await stack.stop();
  await rm(mailDirectory, { recursive: true });
});

/** Sends an email with the configuration set that has events, unless the input says otherwise. */
async function send(subject: string, more: Partial<SendRawEmailCommandInput> = {}) {
  const raw = [
    'From: News <news@example.org>',
    'To: Ann <ann@example.com>',
    `Subject: ${subject}`,
    'X-Odd: kept',
    '',
    `About ${subject}.`,
  ].join('\r\n');
  return ses.send(
    new SendRawEmailCommand({
      RawMessage: { Data: Buffer.from(raw) },
      ConfigurationSetName: seenEnvironments.http?.CONFIGURATION_SET,
      Tags: [{ Name: 'deliveryId', Value: 'd-1' }],
      ...more,
    }),
  );
}

async function subjectsInInbox(): Promise<string[]> {
  const response = await fetch(`${stack.inboxUrl}/store`);
  const { emails }: { emails: { subject: string }[] } = JSON.parse(await response.text());
  return emails.map(({ subject }) => subject);
}

describe('an email that a function sends', () => {
  it('is in the inbox', async () => {
    await send('Inbox');
    expect(await subjectsInInbox()).toContain('Inbox');
  });

  it('is written to a file named after it, in order', async () => {
    const before = (await readdir(mailDirectory)).length;
    await send('Border: fire & smoke');
    await send('Second');
    const files = (await readdir(mailDirectory)).sort();
    const number = (offset: number) => String(before + offset).padStart(4, '0');
    expect(files.slice(-2)).toEqual([
      `${number(1)}-ann@example.com-Border-fire-smoke.eml`,
      `${number(2)}-ann@example.com-Second.eml`,
    ]);
    const raw = await readFile(path.join(mailDirectory, files.at(-2) ?? ''), 'utf8');
    expect(raw).toContain('X-Odd: kept');
  });

  it('leads to the event that SES publishes to the topic, as it is', async () => {
    const { MessageId } = await send('Told');
    await stack.idle();
    expect(events).toEqual([
      {
        eventType: 'Send',
        send: {},
        mail: expect.objectContaining({
          messageId: MessageId,
          destination: ['ann@example.com'],
          tags: expect.objectContaining({ deliveryId: ['d-1'] }),
        }),
      },
    ]);
  });

  it('leads to an event whatever characters its subject has', async () => {
    const subject = 'Fire 🔥 and \uFFFF';
    await send(`=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`);
    await stack.idle();
    expect(events).toEqual([
      expect.objectContaining({
        mail: expect.objectContaining({ commonHeaders: expect.objectContaining({ subject }) }),
      }),
    ]);
  });

  it('leads to no event if its configuration set has none', async () => {
    const withoutEvents = seenEnvironments.http?.CONFIGURATION_SET_WITHOUT_EVENTS;
    await send('Silent', { ConfigurationSetName: withoutEvents });
    await send('Without', { ConfigurationSetName: undefined });
    await stack.idle();
    expect(events).toEqual([]);
  });

  it('bounces if it goes to the bounce address of the mailbox simulator', async () => {
    await send('Bounced', { Destinations: ['bounce@simulator.amazonses.com'] });
    await stack.idle();
    expect(events.map(({ eventType }) => eventType).sort()).toEqual(['Bounce', 'Send']);
  });

  it('is only accepted if it goes to the success address of the mailbox simulator', async () => {
    const files = await readdir(mailDirectory);
    await send('Probe', { Destinations: ['success@simulator.amazonses.com'] });
    await send('Labelled', { Destinations: ['success+probe@simulator.amazonses.com'] });
    await stack.idle();
    expect(events.map(({ eventType }) => eventType)).toEqual(['Send', 'Send']);
    expect(await subjectsInInbox()).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/Probe|Labelled/)]),
    );
    expect(await readdir(mailDirectory)).toEqual(files);
  });
});

describe('the local SES refuses what SES refuses', () => {
  it('a configuration set that does not exist', async () => {
    await expect(send('Lost', { ConfigurationSetName: 'Nowhere' })).rejects.toThrow(
      expect.objectContaining({ name: 'ConfigurationSetDoesNotExistException' }),
    );
  });

  it('a tag with a character that SES does not allow', async () => {
    const Tags = [{ Name: 'deliveryId', Value: 'a#b' }];
    await expect(send('Tagged', { Tags })).rejects.toThrow('a#b');
  });
});

it('the local SES names a call that it does not support', async () => {
  await expect(ses.send(new ListIdentitiesCommand())).rejects.toThrow(
    'The local SES supports SendRawEmail and GetSendQuota only, not ListIdentities.',
  );
});

it('the local SES says what the account may send', async () => {
  const before = await ses.send(new GetSendQuotaCommand());
  expect(before).toMatchObject({ Max24HourSend: 50_000, MaxSendRate: 14 });
  await send('Counted');
  const after = await ses.send(new GetSendQuotaCommand());
  expect(after.SentLast24Hours).toBe(Number(before.SentLast24Hours) + 1);
});

describe('an address on the suppression list of the local SES', () => {
  let sesV2: SESv2Client;
  beforeAll(() => {
    const endpoint = process.env.AWS_ENDPOINT_URL_SESV2 ?? '';
    sesV2 = new SESv2Client({ ...clientSettings(endpoint, 'local'), maxAttempts: 1 });
  });
  afterAll(() => sesV2.destroy());
  const address = { EmailAddress: 'Ann+1@example.com' };

  it('bounces instead of getting the email, until it is taken off the list', async () => {
    await sesV2.send(new PutSuppressedDestinationCommand({ ...address, Reason: 'BOUNCE' }));
    await send('To a suppressed address', { Destinations: ['ann+1@example.com'] });
    await stack.idle();
    expect(await subjectsInInbox()).not.toContain('To a suppressed address');
    expect(events.map(({ eventType }) => eventType)).toEqual(['Send', 'Bounce']);

    await sesV2.send(new DeleteSuppressedDestinationCommand(address));
    await send('To her again', { Destinations: ['ann+1@example.com'] });
    expect(await subjectsInInbox()).toContain('To her again');
  });

  it('can be taken off once', async () => {
    const remove = new DeleteSuppressedDestinationCommand({ EmailAddress: 'none@example.com' });
    await expect(sesV2.send(remove)).rejects.toThrow(
      expect.objectContaining({ name: 'NotFoundException' }),
    );
  });
});

describe('the local SES can inject the fault', () => {
  it.each([
    ['throttle', 'Throttling'],
    ['reject', 'InvalidParameterValue'],
    ['fail', 'ServiceUnavailable'],
  ] as const)('%s', async (injected, name) => {
    fault = injected;
    await expect(send(`Fault ${injected}`)).rejects.toThrow(expect.objectContaining({ name }));
    expect(await subjectsInInbox()).not.toContain(`Fault ${injected}`);
  });

  it('accept-then-disconnect', async () => {
    fault = 'accept-then-disconnect';
    await expect(send('Unheard')).rejects.toThrow();
    await stack.idle();
    expect(await subjectsInInbox()).toContain('Unheard');
    expect(events).toHaveLength(1);
  });

  it('disconnect', async () => {
    fault = 'disconnect';
    await expect(send('Broken')).rejects.toThrow();
    expect(await subjectsInInbox()).not.toContain('Broken');
  });
});

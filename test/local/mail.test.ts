import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SESClient, SendRawEmailCommand, type SendRawEmailCommandInput } from '@aws-sdk/client-ses';
import type { SQSEvent } from 'aws-lambda';
import { clientSettings } from '../../lib/local/aws-clients';
import type { LocalStack } from '../../lib/local/local-stack';
import type { SesFault } from '../../lib/local/ses/sent-mail';
import { behaviours, seenEnvironments } from './fixture/behaviours';
import { forgetBehaviours, startFixture } from './fixture/service';

let stack: LocalStack;
let ses: SESClient;
let mailDirectory: string;
let fault: SesFault | undefined;
let events: Record<string, unknown>[];

beforeAll(async () => {
  mailDirectory = await mkdtemp(path.join(tmpdir(), 'mails-'));
  stack = await startFixture({ mailDirectory, sesFault: () => fault });
  const endpoint = process.env.AWS_ENDPOINT_URL_SES ?? '';
  ses = new SESClient({ ...clientSettings(endpoint, 'local'), maxAttempts: 1 });
});
beforeEach(() => {
  forgetBehaviours();
  fault = undefined;
  events = [];
  behaviours.heard = ({ Records }: SQSEvent) =>
    void events.push(...Records.map(({ body }) => JSON.parse(body)));
});
afterAll(async () => {
  ses.destroy();
  await stack.stop();
  await rm(mailDirectory, { recursive: true });
});

/** Sends a mail by the configuration set that tells of its mails, unless said otherwise. */
async function send(subject: string, more: Partial<SendRawEmailCommandInput> = {}) {
  const mail = [
    'From: News <news@example.org>',
    'To: Ann <ann@example.com>',
    `Subject: ${subject}`,
    'X-Odd: kept',
    '',
    `About ${subject}.`,
  ].join('\r\n');
  return ses.send(
    new SendRawEmailCommand({
      RawMessage: { Data: Buffer.from(mail) },
      ConfigurationSetName: seenEnvironments.door?.CONFIGURATION_SET,
      Tags: [{ Name: 'deliveryId', Value: 'd-1' }],
      ...more,
    }),
  );
}

async function subjectsInTheInbox(): Promise<string[]> {
  const response = await fetch(`${stack.inboxUrl}/store`);
  const { emails }: { emails: { subject: string }[] } = JSON.parse(await response.text());
  return emails.map(({ subject }) => subject);
}

describe('a mail that a function sends', () => {
  it('lies in the inbox', async () => {
    await send('Inbox');
    expect(await subjectsInTheInbox()).toContain('Inbox');
  });

  it('is left whole in a file that is named for it, in order', async () => {
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

  it('is told of by the event that SES puts on the bus', async () => {
    const { MessageId } = await send('Told');
    await stack.idle();
    expect(events).toEqual([
      expect.objectContaining({
        source: 'aws.ses',
        'detail-type': 'Email Sent',
        detail: {
          eventType: 'Send',
          send: {},
          mail: expect.objectContaining({
            messageId: MessageId,
            destination: ['ann@example.com'],
            tags: expect.objectContaining({ deliveryId: ['d-1'] }),
          }),
        },
      }),
    ]);
  });

  it('is told of whatever characters its subject has', async () => {
    const subject = 'Fire 🔥 and \uFFFF';
    await send(`=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`);
    await stack.idle();
    expect(events).toEqual([
      expect.objectContaining({
        detail: expect.objectContaining({
          mail: expect.objectContaining({ commonHeaders: expect.objectContaining({ subject }) }),
        }),
      }),
    ]);
  });

  it('is not told of when its configuration set does not say so', async () => {
    const silent = seenEnvironments.door?.SILENT_CONFIGURATION_SET;
    await send('Silent', { ConfigurationSetName: silent });
    await send('Without', { ConfigurationSetName: undefined });
    await stack.idle();
    expect(events).toEqual([]);
  });

  it('bounces when it goes to the mailbox simulator’s address for that', async () => {
    await send('Bounced', { Destinations: ['bounce@simulator.amazonses.com'] });
    await stack.idle();
    const types = events.map((event) => event['detail-type']).sort();
    expect(types).toEqual(['Email Bounced', 'Email Sent']);
  });
});

describe('the local SES refuses what SES would refuse', () => {
  it('a configuration set that does not exist', async () => {
    await expect(send('Lost', { ConfigurationSetName: 'Nowhere' })).rejects.toThrow(
      expect.objectContaining({ name: 'ConfigurationSetDoesNotExistException' }),
    );
  });

  it('a tag with a character that tags can’t have', async () => {
    const Tags = [{ Name: 'deliveryId', Value: 'a#b' }];
    await expect(send('Tagged', { Tags })).rejects.toThrow('a#b');
  });
});

describe('the local SES can be told to', () => {
  it.each([
    ['throttle', 'Throttling'],
    ['reject', 'InvalidParameterValue'],
    ['fail', 'ServiceUnavailable'],
  ] as const)('%s', async (told, name) => {
    fault = told;
    await expect(send(`Fault ${told}`)).rejects.toThrow(expect.objectContaining({ name }));
    expect(await subjectsInTheInbox()).not.toContain(`Fault ${told}`);
  });

  it('take a mail and break the connection before it says so', async () => {
    fault = 'accept-unheard';
    await expect(send('Unheard')).rejects.toThrow();
    await stack.idle();
    expect(await subjectsInTheInbox()).toContain('Unheard');
    expect(events).toHaveLength(1);
  });

  it('break the connection without taking the mail', async () => {
    fault = 'break';
    await expect(send('Broken')).rejects.toThrow();
    expect(await subjectsInTheInbox()).not.toContain('Broken');
  });
});

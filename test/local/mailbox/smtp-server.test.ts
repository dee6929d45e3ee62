import { createConnection } from 'node:net';
import nodemailer from 'nodemailer';
import { MAX_EMAIL_BYTES } from '../../../lambdas/environment';
import { EmailStore } from '../../../lib/local/mailbox/email-store';
import { receiveEmails } from '../../../lib/local/mailbox/receive-emails';
import { type LocalSmtpServer, startSmtpServer } from '../../../lib/local/mailbox/smtp-server';
import { WorkTracker } from '../../../lib/local/work-tracker';
import { LOOPBACK_ADDRESSES } from '../fixture/loopback-addresses';

const mailbox = {
  recipients: ['alerts@in.example.org'],
  bucket: 'emails',
  retentionDays: 7,
  topicArn: 'arn:aws:sns:us-east-1:000000000000:Topic',
};

describe('the local SMTP server', () => {
  let smtp: LocalSmtpServer;
  let store: EmailStore;
  let published: { topicArn: string; message: ReturnType<typeof JSON.parse> }[];
  let failure: Error | undefined;
  const reported: string[] = [];
  beforeAll(async () => {
    store = await EmailStore.in(undefined, []);
    const receiver = receiveEmails({
      mailboxes: [mailbox],
      store,
      publish: async (topicArn, message) => {
        if (failure) throw failure;
        published.push({ topicArn, message: JSON.parse(message) });
      },
      now: () => '2026-11-25T12:00:00.000Z',
    });
    const report = (line: string) => void reported.push(line);
    smtp = await startSmtpServer({ port: 0, receiver, workTracker: new WorkTracker(), report });
  });
  beforeEach(() => {
    published = [];
    failure = undefined;
  });
  afterAll(() => smtp.stop());

  const raw = Buffer.from('From: Ann <ann@example.org>\r\nSubject: list\r\n\r\n.dot\r\n');
  const send = (
    to: string | string[] = 'alerts@in.example.org',
    { from = 'ann@example.org', email = raw, host = '127.0.0.1' } = {},
  ) =>
    nodemailer
      .createTransport({ host, port: smtp.port })
      .sendMail({ envelope: { from, to }, raw: email })
      .then(
        ({ response }: { response: string }) => response,
        (error: { responseCode: number }) => error.responseCode,
      );

  it('stores the email as it is, and tells the topic what SES would', async () => {
    const response = await send();
    const [{ topicArn, message } = { topicArn: '', message: {} }] = published;
    expect(response).toBe(`250 Received as ${message.mail.messageId}`);
    expect(topicArn).toBe(mailbox.topicArn);
    expect(message).toMatchObject({
      notificationType: 'Received',
      mail: { source: 'ann@example.org', timestamp: '2026-11-25T12:00:00.000Z' },
      receipt: {
        recipients: ['alerts@in.example.org'],
        dmarcVerdict: { status: 'GRAY' },
        action: { type: 'S3', bucketName: 'emails', objectKey: message.mail.messageId },
      },
    });
    expect(await store.get('emails', message.mail.messageId)).toEqual(raw);
  });

  it.each(['alerts+3xk4@in.example.org', 'ALERTS+3xk4@in.example.org'])('takes %s', async (to) => {
    expect(await send(to)).toMatch(/^250 /);
    expect(published[0]?.message.receipt.recipients).toEqual([to]);
  });

  it.each(['bob@in.example.org', 'alerts@example.org', 'x+alerts@in.example.org'])(
    'refuses %s with 550',
    async (to) => {
      expect(await send(to)).toBe(550);
      expect(published).toEqual([]);
    },
  );

  it('names only the recipients that are ours', async () => {
    await send(['bob@in.example.org', 'alerts@in.example.org']);
    expect(published[0]?.message.receipt.recipients).toEqual(['alerts@in.example.org']);
  });

  it('keeps a null sender', async () => {
    await send('alerts@in.example.org', { from: '' });
    expect(published[0]?.message.mail.source).toBe('');
  });

  it('takes the largest email, and refuses a larger one with 552', async () => {
    const sized = (bytes: number) =>
      Buffer.concat([
        raw,
        Buffer.alloc(bytes - raw.length - 2, 'aaaaaaa\r\n'),
        Buffer.from('\r\n'),
      ]);
    expect(await send(undefined, { email: sized(MAX_EMAIL_BYTES) })).toMatch(/^250 /);
    published = [];
    expect(await send(undefined, { email: sized(MAX_EMAIL_BYTES + 9) })).toBe(552);
    expect(published).toEqual([]);
  });

  it('asks the client to try again if it can not queue the email', async () => {
    failure = new Error('The queue is gone.');
    expect(await send()).toBe(451);
    expect(reported).toContain('Receiving an email failed: Error: The queue is gone.');
  });

  it('offers neither sign-in nor encryption', async () => {
    const greeting = await new Promise<string>((resolve) => {
      let text = '';
      const socket = createConnection(smtp.port, '127.0.0.1');
      socket.on('data', (chunk) => {
        text += chunk;
        if (/^220 .*\r\n$/.test(text)) socket.write('EHLO me\r\n');
        if (/^250 .*\r\n$/m.test(text) && socket.writable) socket.end('QUIT\r\n');
      });
      socket.on('close', () => resolve(text));
    });
    expect(greeting).toMatch(/SIZE 10485760/);
    expect(greeting).not.toMatch(/AUTH|STARTTLS/);
  });

  it.each(LOOPBACK_ADDRESSES)('takes connections to %s', async (address) => {
    const host = address.replace(/[[\]]/g, '');
    expect(await send(undefined, { host })).toMatch(/^250 /);
  });
});

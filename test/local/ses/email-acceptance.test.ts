import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EmailAcceptance } from '../../../lib/local/ses/email-acceptance';
import { EmailFiles } from '../../../lib/local/ses/email-files';
import { PendingEmails } from '../../../lib/local/ses/pending-emails';
import { parseSendRequest } from '../../../lib/local/ses/send-request';
import { SuppressionList } from '../../../lib/local/ses/suppression-list';

/** The steps at which the process may be killed, in their order. */
type Step = 'before' | 'inbox' | 'file' | 'events' | 'after';

/** Stands for the end of the process: nothing that would follow happens. */
class KilledError extends Error {}

describe('an email that SES accepts', () => {
  let directory: string;
  let inbox: string[];
  let published: Record<string, unknown>[];
  let suppressionList: SuppressionList;
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'acceptance-'));
    inbox = [];
    published = [];
    suppressionList = new SuppressionList();
  });
  afterEach(() => rm(directory, { recursive: true }));

  const mailDirectory = () => path.join(directory, 'mail');
  const mailFiles = async () => (await readdir(mailDirectory())).sort();
  const aForm = (subject: string, to = 'ann@example.com') => {
    const raw = `From: news@example.org\r\nTo: ${to}\r\nSubject: ${subject}\r\n\r\nText`;
    return new URLSearchParams({
      Action: 'SendRawEmail',
      'Destinations.member.1': to,
      'RawMessage.Data': Buffer.from(raw).toString('base64'),
      ConfigurationSetName: 'Set',
      'Tags.member.1.Name': 'deliveryId',
      'Tags.member.1.Value': 'd-1',
    });
  };
  /** Starts a process, which is killed at the step. */
  const start = async (killedAt?: Step) => {
    const killIfAt = (step: Step) => {
      if (killedAt === step) throw new KilledError();
    };
    const pending = await PendingEmails.in(directory);
    // A process that was killed removes nothing.
    const remove = pending.remove.bind(pending);
    pending.remove = async (messageId) => {
      if (killedAt === undefined) await remove(messageId);
      else killIfAt('after');
    };
    const files = await EmailFiles.in(mailDirectory());
    const write = files.write.bind(files);
    files.write = async (...email) => {
      await write(...email);
      killIfAt('file');
    };
    const acceptance = new EmailAcceptance({
      pending,
      files,
      suppressionList,
      inbox: {
        url: '',
        send: async (form) => {
          killIfAt('before');
          inbox.push(String((await parseSendRequest(form)).email.subject));
          killIfAt('inbox');
        },
        stop: async () => {},
      },
      configurationSets: new Map([
        ['Set', [{ eventTypes: new Set(['send', 'bounce']), topicArn: 'arn:topic' }]],
      ]),
      publish: async (_topicArn, message) => {
        killIfAt('events');
        published.push(JSON.parse(message));
      },
      onEmail: () => {},
      now: () => '2026-12-02T12:00:00.000Z',
    });
    await acceptance.finishPending();
    return acceptance;
  };
  const accept = async (acceptance: EmailAcceptance, form: URLSearchParams) => {
    const accepted = await acceptance.accept(form, await parseSendRequest(form));
    await accepted.publishEvents();
    return accepted.messageId;
  };

  it('is shown, and its event is published with its id and the time', async () => {
    const messageId = await accept(await start(), aForm('One'));
    expect(inbox).toEqual(['One']);
    expect(await mailFiles()).toEqual(['0001-ann@example.com-One.eml']);
    expect(published).toMatchObject([
      {
        eventType: 'Send',
        mail: {
          messageId,
          timestamp: '2026-12-02T12:00:00.000Z',
          tags: { deliveryId: ['d-1'] },
        },
      },
    ]);
  });

  it.each<Step>(['before', 'inbox', 'file', 'events', 'after'])(
    'is written once and has its event, even if the process is killed: %s',
    async (step) => {
      const killed = await start(step);
      await expect(accept(killed, aForm('One'))).rejects.toThrow();
      inbox.length = 0;
      const restarted = await start();
      expect(await mailFiles()).toEqual(['0001-ann@example.com-One.eml']);
      // The inbox is in memory, so it starts empty.
      expect(inbox).toEqual(['One']);
      const ids = published.map(({ mail }) => (mail as { messageId: string }).messageId);
      expect(new Set(ids).size).toBe(1);

      await accept(restarted, aForm('Two'));
      expect(await mailFiles()).toEqual([
        '0001-ann@example.com-One.eml',
        '0002-ann@example.com-Two.eml',
      ]);
      inbox.length = 0;
      await start();
      expect(inbox).toEqual([]);
    },
  );

  it('does not exist if the process was killed while it was stored', async () => {
    await PendingEmails.in(directory);
    await writeFile(path.join(directory, 'pending-emails', 'm-1.json.new'), '{"messageId"');
    await start();
    expect({ inbox, published }).toEqual({ inbox: [], published: [] });
    expect(await readdir(path.join(directory, 'pending-emails'))).toEqual([]);
  });

  it('is stored privately until its events are published', async () => {
    const form = aForm('One');
    const acceptance = await start();
    const accepted = await acceptance.accept(form, await parseSendRequest(form));
    const folder = path.join(directory, 'pending-emails');
    const [name = ''] = await readdir(folder);
    expect(JSON.parse(await readFile(path.join(folder, name), 'utf8'))).toMatchObject({
      messageId: accepted.messageId,
      fileName: '0001-ann@example.com-One.eml',
    });
    await accepted.publishEvents();
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves nothing if it cannot be shown, so that no event follows', async () => {
    const acceptance = await start();
    await rm(mailDirectory(), { recursive: true });
    await expect(accept(acceptance, aForm('One'))).rejects.toThrow();
    await start();
    expect(published).toEqual([]);
  });

  it('bounces, and is shown nowhere, if its address is suppressed, even after a kill', async () => {
    const body = JSON.stringify({ EmailAddress: 'ann@example.com', Reason: 'COMPLAINT' });
    suppressionList.answer('PUT', '/v2/email/suppression/addresses', body);
    const killed = await start('events');
    await expect(accept(killed, aForm('One'))).rejects.toThrow();
    suppressionList = new SuppressionList();
    await start();
    expect({ inbox, files: await mailFiles() }).toEqual({ inbox: [], files: [] });
    expect(published.map(({ eventType }) => eventType)).toEqual(['Send', 'Bounce']);
  });

  it('is shown nowhere if nobody reads it, but its event is published', async () => {
    await accept(await start(), aForm('Probe', 'success@simulator.amazonses.com'));
    expect(inbox).toEqual([]);
    expect(await mailFiles()).toEqual([]);
    expect(published).toHaveLength(1);
  });
});

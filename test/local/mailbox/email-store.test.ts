import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EmailStore } from '../../../lib/local/mailbox/email-store';

const mailbox = {
  recipients: ['alerts@in.example.org'],
  bucket: 'emails',
  retentionDays: 7,
  topicArn: 'arn:aws:sns:us-east-1:000000000000:Topic',
};
const DAY_MS = 24 * 3600_000;

describe('the folder of received emails', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'received-'));
  });
  afterEach(() => rm(directory, { recursive: true }));
  const open = (nowMs?: number) => EmailStore.in(directory, [mailbox], nowMs);
  const files = () => readdir(path.join(directory, 'received-emails/emails'));

  it('has each email after the process has ended', async () => {
    await (await open()).put('emails', 'a1', Buffer.from('raw'));
    expect(await (await open()).get('emails', 'a1')).toEqual(Buffer.from('raw'));
  });

  it('has no email that has expired, and none that a crash has cut off', async () => {
    const store = await open();
    await store.put('emails', 'old', Buffer.from('raw'));
    await store.put('emails', 'young', Buffer.from('raw'));
    await writeFile(path.join(directory, 'received-emails/emails/half.new'), 'ra');
    const now = Date.now();
    const at = new Date(now - 8 * DAY_MS);
    await utimes(path.join(directory, 'received-emails/emails/old'), at, at);
    await open(now);
    expect(await files()).toEqual(['young']);
  });

  it('gives no file outside of it', async () => {
    await writeFile(path.join(directory, 'secret'), 'x');
    expect(await (await open()).get('..', 'secret')).toBeUndefined();
    expect(await (await open()).get('emails', '../../secret')).toBeUndefined();
  });
});

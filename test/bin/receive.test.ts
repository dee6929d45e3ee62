import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import type { Actions } from '../../bin/cli/actions';
import { register } from '../../bin/cli/commands/receive';
import { CommandError } from '../../bin/cli/exit-codes';
import { readEmail } from '../../lambdas/adapters/inbound/read-email';
import type { Receipt } from '../../lambdas/domain/email-commands/receiving-outcome';
import { MAX_EMAIL_BYTES } from '../../lambdas/environment';

describe('the command "receive"', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'receive-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  /** Runs the command with an email, and returns what it sent and printed. */
  const run = async (email: string | Buffer, options: string[] = [], receipt?: Receipt) => {
    const file = path.join(directory, 'one.eml');
    writeFileSync(file, email);
    const sent: { path: string; raw: Buffer; dmarc: string }[] = [];
    const printed: { sentence: string; object: unknown }[] = [];
    const service = {
      call: async (to: string, body: { raw: string; dmarc: string }) => {
        sent.push({ path: to, raw: Buffer.from(body.raw, 'base64'), dmarc: body.dmarc });
        return receipt ?? { outcome: 'helped', command: 'help', replied: true };
      },
    };
    const output = {
      result: (sentence: string, object: unknown) => printed.push({ sentence, object }),
    };
    type Run = (service: object, output: object, file: string, options: object) => Promise<void>;
    const withService = (work: Run) => (one: string, more: object) =>
      work(service, output, one, more);
    const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
    register(program, { withService } as unknown as Actions);
    await program.parseAsync(['receive', file, ...options], { from: 'user' });
    return { sent, printed };
  };

  it('hands in the email as it is, with nobody vouching for its sender', async () => {
    const email = Buffer.from([0x46, 0xff, 0x00, 0x0d, 0x0a]);
    const { sent } = await run(email);
    expect(sent).toEqual([{ path: '/api/emails/receive', raw: email, dmarc: 'gray' }]);
  });

  it.each(['pass', 'fail', 'gray'])('hands it in with the DMARC verdict %s', async (verdict) => {
    expect((await run('x', ['--dmarc', verdict])).sent[0]?.dmarc).toBe(verdict);
  });

  it('takes no empty file', async () => {
    await expect(run('')).rejects.toThrow('one.eml: it is empty; name an email (.eml).');
  });

  it('takes no other verdict', async () => {
    await expect(run('x', ['--dmarc', 'maybe'])).rejects.toMatchObject({ exitCode: 1 });
  });

  it.each<[Receipt, string]>([
    [
      { outcome: 'followed', command: 'follow', replied: true },
      'followed (follow). An answer was sent.',
    ],
    [{ outcome: 'ignored', reason: 'copy', replied: false }, 'ignored (copy). No answer was sent.'],
  ])('prints what became of it', async (receipt, sentence) => {
    const { printed } = await run('x', [], receipt);
    expect(printed).toEqual([{ sentence, object: receipt }]);
  });

  const withAttachment = (bytes: number) => {
    const beginning = [
      'From: ann@example.org',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain; format=flowed',
      '',
      'follow ',
      'heron',
      '--b',
      'Content-Type: application/pdf',
      '',
      '',
    ].join('\r\n');
    const attachment = Buffer.alloc(bytes - beginning.length - 9, 'abcdefg\r\n');
    return Buffer.concat([Buffer.from(beginning), attachment, Buffer.from('\r\n--b--\r\n')]);
  };

  it('hands in 10 MB without what is not read, so that it fits a request, and is read the same', async () => {
    const email = withAttachment(MAX_EMAIL_BYTES);
    const { sent } = await run(email);
    const raw = sent[0]?.raw ?? Buffer.of();
    expect(raw.length).toBeLessThan(1_000_000);
    expect(await readEmail(raw)).toEqual(await readEmail(email));
    expect(await readEmail(raw)).toMatchObject({
      email: { text: expect.stringMatching(/^follow heron\n/) },
    });
  });

  it('says that a larger email is rejected, without sending it', async () => {
    const { sent, printed } = await run(withAttachment(MAX_EMAIL_BYTES + 1));
    expect(sent).toEqual([]);
    expect(printed[0]?.object).toEqual({
      outcome: 'rejected',
      reason: 'too-large',
      replied: false,
    });
  });

  it('says that there is no such file', async () => {
    const program = new Command();
    type Run = (service: object, output: object, file: string, options: object) => Promise<void>;
    const withService = (work: Run) => (one: string, more: object) => work({}, {}, one, more);
    register(program, { withService } as unknown as Actions);
    const running = program.parseAsync(['receive', '/none.eml'], { from: 'user' });
    await expect(running).rejects.toThrow(new CommandError('/none.eml: there is no such file.'));
  });
});

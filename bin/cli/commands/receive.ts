import { readFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { removeAttachments } from '../../../lambdas/adapters/inbound/shorten-email';
import {
  DMARC_VERDICTS,
  type DmarcVerdict,
  type Receipt,
} from '../../../lambdas/domain/email-commands/receiving-outcome';
import type { Actions } from '../actions';
import { CommandError } from '../exit-codes';
import type { Output } from '../output';
import { describeReadError } from '../read-text-file';
import type { Service } from '../service';

/** In bytes. A larger email in base64 would exceed a request (`lambdas/handlers/json-reply.ts`). */
const MAX_UNSHORTENED_BYTES = 2_900_000;

export function register(program: Command, { withService }: Actions): void {
  const dmarc = new Option('--dmarc <verdict>', 'what SES would say about its sender')
    .choices([...DMARC_VERDICTS])
    .default('gray');
  program
    .command('receive')
    .description('hand in an email as if it had arrived')
    .argument('<file>', 'an email as it was sent (.eml)')
    .addOption(dmarc)
    .action(
      withService((service, output, file: string, options: { dmarc: DmarcVerdict }) =>
        receive(service, output, file, options),
      ),
    );
}

/** Hands in the email, and shows what became of it. */
async function receive(
  service: Service,
  output: Output,
  file: string,
  { dmarc }: { dmarc: DmarcVerdict },
): Promise<void> {
  const raw = shorten(await readEmail(file));
  const receipt: Receipt = Buffer.isBuffer(raw)
    ? await service.call('/api/emails/receive', { raw: raw.toString('base64'), dmarc })
    : raw;
  output.result(sentenceOf(receipt), receipt);
}

async function readEmail(file: string): Promise<Buffer> {
  const raw = await readFile(file).catch((error: unknown) => {
    throw new CommandError(`${file}: ${describeReadError(error)}.`);
  });
  if (raw.length === 0) throw new CommandError(`${file}: it is empty; name an email (.eml).`);
  return raw;
}

/** Removes the attachments of an email that is too large for a request. The receipt says why it would be rejected. */
function shorten(raw: Buffer): Buffer | Receipt {
  if (raw.length <= MAX_UNSHORTENED_BYTES) return raw;
  const shortened = removeAttachments(raw);
  return shortened.outcome === 'shortened'
    ? shortened.email
    : { outcome: 'rejected', reason: shortened.outcome, replied: false };
}

function sentenceOf({ outcome, command, reason, replied }: Receipt): string {
  const details = [command, reason].filter((detail) => detail !== undefined).join(', ');
  const answer = replied ? 'An answer was sent.' : 'No answer was sent.';
  return `${outcome}${details && ` (${details})`}. ${answer}`;
}

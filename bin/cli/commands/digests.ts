import type { Command } from 'commander';
import type { Actions } from '../actions';
import { CommandError } from '../exit-codes';
import type { Output } from '../output';
import type { Service } from '../service';

export function register(program: Command, { withService }: Actions): void {
  program
    .command('digests')
    .description('send the digests that are due')
    .option('--at <time>', 'due at this time, such as 2026-01-31T08:00:00Z, instead of now')
    .action(
      withService((service, output, { at }: { at?: string }) => sendDigests(service, output, at)),
    );
}

/** Queues the digests that are due at a time (ISO 8601), or now. */
async function sendDigests(
  service: Service,
  output: Output,
  at: string | undefined,
): Promise<void> {
  const time = at === undefined ? undefined : new Date(at);
  if (time && Number.isNaN(time.getTime())) {
    throw new CommandError(`"${at}" isn't a valid time. Write it like 2026-01-31T08:00:00Z.`);
  }
  const { digests, at: dueAt } = await service.call(
    '/api/digests',
    time ? { at: time.toISOString() } : {},
  );
  const count = digests === 1 ? '1 digest was' : `${digests} digests were`;
  const sentence = `${count} due at ${dueAt}. Digests without briefings are not sent.`;
  output.result(sentence, { digests, at: dueAt });
}

import type { Command } from 'commander';
import type { ApiReply } from '../../../lambdas/handlers/operate/api';
import type { Actions } from '../actions';
import type { Output } from '../output';
import type { Service } from '../service';

type Reason = keyof ApiReply<'/api/sign-ups'>['days'][number]['stopped'];

/** What each limit means to an operator. */
const REASONS: Record<Reason, string> = {
  program: 'filled in by a program',
  'too-fast': 'sent within two seconds',
  network: 'too many from one network',
  domain: 'too many for addresses at one domain',
  budget: 'too many altogether',
  mailbox: 'too many for one mailbox',
  'never-ask': 'for mailboxes whose owners want none',
  'refused-domain': 'at a domain that you refuse',
};

export function register(program: Command, { withService }: Actions): void {
  program
    .command('sign-ups')
    .description('show how many sign-ups were stopped in the last 30 days, and why')
    .action(withService(showStopped));
}

async function showStopped(service: Service, output: Output): Promise<void> {
  const { days } = await service.call('/api/sign-ups', {});
  for (const { day, stopped } of days) {
    const counts = Object.entries(stopped).map(
      ([reason, count]) => `${count} ${REASONS[reason as Reason]}`,
    );
    output.result(`${day}  ${counts.join(', ')}`, { day, stopped });
  }
  if (days.length === 0) output.info('No sign-up was stopped in the last 30 days.');
}

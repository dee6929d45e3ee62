import type { Command } from 'commander';
import type { Actions } from '../actions';
import type { Output } from '../output';
import type { Service } from '../service';

export function register(program: Command, { withService }: Actions): void {
  program
    .command('resend')
    .description('send the alert of a briefing to everyone who should have got it and did not')
    .requiredOption('--briefing <id>', 'the id of the briefing')
    .action(
      withService((service, output, { briefing }: { briefing: string }) =>
        resend(service, output, briefing),
      ),
    );
}

async function resend(service: Service, output: Output, briefingId: string): Promise<void> {
  let alerts = 0;
  let startAfter: string | undefined;
  do {
    const page = await service.call('/api/briefings/resend', { briefingId, startAfter });
    alerts += page.alerts;
    startAfter = page.next;
  } while (startAfter !== undefined);
  const count = alerts === 1 ? '1 alert was' : `${alerts} alerts were`;
  output.result(`${count} queued. Those who have it, or have it on the way, get no second one.`, {
    briefingId,
    alerts,
  });
}

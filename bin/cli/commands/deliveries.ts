import type { Command } from 'commander';
import type { ApiReply } from '../../../lambdas/handlers/operate/api';
import type { Actions } from '../actions';
import { CommandError, EXIT } from '../exit-codes';
import type { StreamOutput } from '../output';
import type { Service } from '../service';

type Delivery = ApiReply<'/api/deliveries'>['deliveries'][number];
interface Choice {
  briefing?: string;
  subscriber?: string;
}

export function register(program: Command, { withService }: Actions): void {
  program
    .command('deliveries')
    .description('show the emails of a briefing or to a subscriber: their state, when and why')
    .option('--briefing <id>', 'the alerts of this briefing')
    .option('--subscriber <email>', 'the emails to this address, oldest first')
    .action(
      withService((service, output, choice: Choice) => listDeliveries(service, output, choice)),
    );
}

/** Lists the deliveries, one per line. */
async function listDeliveries(
  service: Service,
  output: StreamOutput,
  { briefing, subscriber }: Choice,
): Promise<void> {
  if (briefing !== undefined && subscriber === undefined) {
    await listPages(service, output, { briefingId: briefing }, (page) => print(page, output));
  } else if (subscriber !== undefined && briefing === undefined) {
    await listOfSubscriber(service, output, subscriber);
  } else {
    throw new CommandError('Give either --briefing ID or --subscriber EMAIL.', EXIT.usage);
  }
}

async function listOfSubscriber(
  service: Service,
  output: StreamOutput,
  email: string,
): Promise<void> {
  const deliveries: Delivery[] = [];
  const digests = await listPages(service, output, { email }, (page) => {
    deliveries.push(...page);
  });
  deliveries.sort((a, b) => (a.at ?? '').localeCompare(b.at ?? ''));
  const dueAt = new Map(digests.map((digest) => [`digest-${digest.frequency}-`, digest.dueAt]));
  print(
    deliveries.map((delivery) => {
      const [prefix = ''] = /^digest-[a-z]+-/.exec(delivery.deliveryId) ?? [];
      return { ...delivery, email, ...nextDue(dueAt.get(prefix)) };
    }),
    output,
  );
  for (const digest of digests) {
    output.info(`The next ${digest.frequency} digest is due at ${digest.dueAt}.`);
  }
}

const nextDue = (nextDueAt: string | undefined) => (nextDueAt === undefined ? {} : { nextDueAt });

/** Calls `each` with every page. Returns when the next digests are due. */
async function listPages(
  service: Service,
  output: StreamOutput,
  choice: { briefingId: string } | { email: string },
  each: (page: Delivery[]) => void,
): Promise<ApiReply<'/api/deliveries'>['digests']> {
  let startAfter: string | undefined;
  let digests: ApiReply<'/api/deliveries'>['digests'] = [];
  do {
    const page = await service.call('/api/deliveries', { ...choice, startAfter });
    each(page.deliveries);
    digests = page.digests;
    startAfter = page.next;
  } while (startAfter !== undefined && !output.isClosed);
  return digests;
}

function print(deliveries: Delivery[], output: StreamOutput): void {
  for (const delivery of deliveries) {
    const { deliveryId, kind, state, at = '', why, email = '' } = delivery;
    output.result(
      `${state.padEnd(7)}  ${at.padEnd(24)}  ${kind.padEnd(7)}  ${email}  (${deliveryId})  ${why}`,
      delivery,
    );
  }
}

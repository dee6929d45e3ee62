import type { Command } from 'commander';
import { FREQUENCY_CHOICES } from '../../../lambdas/domain/frequency';
import type { Actions } from '../actions';
import { CommandError } from '../exit-codes';
import type { Output } from '../output';
import type { Service } from '../service';

interface Options {
  frequency: string;
  confirmed: boolean;
  consent?: string;
  timeZone?: string;
  hour?: string;
  language?: string;
}

export function register(program: Command, { withService }: Actions): void {
  program
    .command('subscribe')
    .description('send an address an email that asks it to confirm the topics it wants to follow')
    .argument('<email>')
    .argument('<expression...>', 'the topics, such as "Gaza aid"')
    .option('--frequency <frequency>', FREQUENCY_CHOICES, 'instant')
    .option('--confirmed', 'do not ask: the subscriber has already given consent', false)
    .option('--consent <text>', 'with --confirmed: when and how the subscriber gave consent')
    .option('--time-zone <name>', 'such as Europe/London')
    .option('--hour <hour>', 'the hour when digests are sent, 0 to 23')
    .option('--language <code>', 'of the topics: en, fr, ar and so on, or any')
    .action(
      withService((service, output, email: string, expressions: string[], options: Options) =>
        subscribe(service, output, email, expressions, options),
      ),
    );
}

/** Asks for confirmation by email, or with `--confirmed` records consent given elsewhere. */
async function subscribe(
  service: Service,
  output: Output,
  email: string,
  expressions: string[],
  options: Options,
): Promise<void> {
  const { frequency, confirmed, consent, timeZone, hour, language } = options;
  if (confirmed && !consent) {
    throw new CommandError(
      'Say with --consent TEXT when and how the subscriber gave consent, such as --consent "paper form, 3 May".',
    );
  }
  const reply = await service.call('/api/subscriptions', {
    email,
    expressions,
    frequency,
    confirmed,
    consent,
    timeZone,
    hour,
    language,
  });
  if (reply.outcome === 'asked') {
    output.result(`${email} was sent an email that asks for confirmation.`, {
      email,
      outcome: 'asked',
    });
    return;
  }
  const { topics, suppressed } = reply;
  if (suppressed) output.info(`${email} receives no emails, whatever it follows: ${suppressed}.`);
  for (const topic of topics) {
    const { expression, outcome } = topic;
    if (outcome === 'refused') {
      output.error(`${email} does not follow ${expression}: ${topic.reason}`);
      continue;
    }
    const sentence = `${email} ${OUTCOMES[outcome]} ${expression} (${frequency}).`;
    output.result(sentence, { email, expression, frequency, outcome });
  }
}

const OUTCOMES = {
  followed: 'now follows',
  changed: 'changed the frequency of',
  unchanged: 'already follows',
} as const;

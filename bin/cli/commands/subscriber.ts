import type { Command } from 'commander';
import type { ApiReply } from '../../../lambdas/handlers/operate/api';
import type { Actions } from '../actions';
import type { Output } from '../output';
import type { Service } from '../service';

export function register(program: Command, { withService }: Actions): void {
  program
    .command('subscriber')
    .description('show everything stored about a subscriber')
    .argument('<email>')
    .action(
      withService((service, output, email: string) => showSubscriber(service, output, email)),
    );
}

async function showSubscriber(service: Service, output: Output, email: string): Promise<void> {
  const file = await service.call('/api/subscribers/lookup', { email });
  const { address, timeZone, hour, createdAt, suppressed, unsubscribedAt } = file.subscriber;
  const bounces = file.softBounces === 1 ? '1 email' : `${file.softBounces} emails`;
  const lines = [
    `${address}, a subscriber since ${createdAt}`,
    `Digests are sent at ${String(hour).padStart(2, '0')}:00, ${timeZone}.`,
    ...(suppressed ? [`Receives no emails since ${suppressed.at}: ${suppressed.reason}.`] : []),
    ...(file.softBounces > 0 ? [`${bounces} bounced for a temporary reason.`] : []),
    ...(unsubscribedAt ? [`Unsubscribed from everything at ${unsubscribedAt}.`] : []),
    ...(file.subscriptions.length === 0 ? ['Follows nothing.'] : []),
    ...file.subscriptions.map(
      ({ expression, frequency, since, consent }) =>
        `Follows ${expression} (${frequency}) since ${since}; ${consent.how} ${consent.at}${circumstances(consent)}: ${consent.text}`,
    ),
  ];
  output.result(lines.join('\n'), file);
}

type Consent = ApiReply<'/api/subscribers/lookup'>['subscriptions'][number]['consent'];

/** Where and in which language they agreed, if they did so on a page. */
function circumstances({ network, language }: Consent): string {
  const from = network === undefined ? '' : ` from ${network}`;
  return language === undefined ? from : `${from} in ${language}`;
}

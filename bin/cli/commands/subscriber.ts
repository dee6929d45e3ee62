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
  const { subscriber } = file;
  const { address, timeZone, hour, createdAt, suppressed, unsubscribedAt } = subscriber;
  const bounces = file.softBounces === 1 ? '1 email' : `${file.softBounces} emails`;
  const lines = [
    `${address}, a subscriber since ${createdAt}`,
    `Digests are sent at ${String(hour).padStart(2, '0')}:00, ${timeZone}.`,
    ...preferencesOf(subscriber),
    ...(suppressed ? [`Has received no emails since ${suppressed.at}: ${suppressed.reason}.`] : []),
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

type Subscriber = ApiReply<'/api/subscribers/lookup'>['subscriber'];

const WEEKDAYS = [
  'Mondays',
  'Tuesdays',
  'Wednesdays',
  'Thursdays',
  'Fridays',
  'Saturdays',
  'Sundays',
];

/** What the subscriber has chosen, a line each. */
function preferencesOf(subscriber: Subscriber): string[] {
  const { wordingLanguage, weekday, monthDay, quietHours, maxAlertsPerDay } = subscriber;
  const { pausedUntil, muted = [] } = subscriber;
  const titles = muted.map(({ title, at }) => `Has muted the story "${title}" since ${at}.`);
  return [
    ...(wordingLanguage ? [`Emails are in the language ${wordingLanguage}.`] : []),
    ...(weekday ? [`Weekly digests are sent on ${WEEKDAYS[weekday - 1]}.`] : []),
    ...(monthDay ? [`Monthly digests are sent on day ${monthDay} of the month.`] : []),
    ...(quietHours ? [`Gets no alerts from ${quietHours.from}:00 to ${quietHours.to}:00.`] : []),
    ...(maxAlertsPerDay ? [`Gets at most ${maxAlertsPerDay} alert emails a day.`] : []),
    ...(pausedUntil ? [`Emails are paused until ${pausedUntil}.`] : []),
    ...titles,
  ];
}

type Consent = ApiReply<'/api/subscribers/lookup'>['subscriptions'][number]['consent'];

/** Where and in which language they agreed, if they did so on a page. */
function circumstances({ network, language }: Consent): string {
  const from = network === undefined ? '' : ` from ${network}`;
  return language === undefined ? from : `${from} in ${language}`;
}

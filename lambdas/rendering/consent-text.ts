import type { ConfirmPageView } from './pages/page-views';
import { describeSchedule } from './pages/subscribing-pages';
import { confirmButtonLabel, topicName } from './topic-wording';
import { SUBSCRIBING_WORDING } from './wording/subscribing';

/** What the page showed to someone who then pressed its button, without their address: their consent. */
export function consentText({
  expressions,
  schedule,
  language,
}: Pick<ConfirmPageView, 'expressions' | 'schedule' | 'language'>): string {
  const { confirm } = SUBSCRIBING_WORDING[language];
  const topics = expressions.map((expression) => topicName(expression, language)).join('; ');
  return [
    confirm.lead,
    `${confirm.topics(expressions.length)}: ${topics}`,
    `${confirm.frequency}: ${describeSchedule(schedule, language)}`,
    `[${confirmButtonLabel(expressions.length, language)}]`,
  ].join('\n');
}

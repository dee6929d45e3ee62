import type { ConfirmPageView } from './pages/page-views';
import { describeSchedule } from './pages/subscribing-pages';
import { confirmButtonLabel, topicName } from './topic-wording';
import { SUBSCRIBING_WORDING } from './wording/subscribing';

type Agreed = Pick<ConfirmPageView, 'expressions' | 'schedule' | 'language' | 'newsletters'>;

/** What the page showed to someone who then pressed its button, without their address: their consent. */
export function consentText(agreed: Agreed): string {
  const { expressions, language } = agreed;
  const { confirm } = SUBSCRIBING_WORDING[language];
  const button = confirmButtonLabel(expressions.length, language);
  return [confirm.lead, ...topicsAndSchedule(agreed), `[${button}]`].join('\n');
}

/** The same for the page where they chose the topic themselves. */
export function otherTopicConsentText(agreed: Agreed): string {
  const { other } = SUBSCRIBING_WORDING[agreed.language];
  return [other.title, ...topicsAndSchedule(agreed), `[${other.button}]`].join('\n');
}

function topicsAndSchedule({ expressions, schedule, language, newsletters }: Agreed): string[] {
  const { confirm } = SUBSCRIBING_WORDING[language];
  const topics = expressions
    .map((expression) => topicName(expression, language, newsletters))
    .join('; ');
  return [
    `${confirm.topics(expressions.length)}: ${topics}`,
    `${confirm.frequency}: ${describeSchedule(schedule, language)}`,
  ];
}

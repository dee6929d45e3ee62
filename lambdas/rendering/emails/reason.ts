import { isolate } from '../isolate';
import { plainLine } from '../plain-line';
import { sortEverythingLast, topicInSentence } from '../topic-wording';
import { EMAILS_WORDING } from '../wording/emails';
import { formatList } from '../wording/list';
import { TOPICS_WORDING } from '../wording/topics';
import type { DigestOccasion, EmailContext } from './views';

/** Up to this many topics are all named. */
const MAX_TOPICS_NAMED = 6;
/** If there are more, this many are named and the others are counted. */
const TOPICS_NAMED_OF_MANY = 5;

/** Why somebody gets the email, as a sentence with isolated values. It names topics. */
export function formatReason(
  { language, siteName, newsletters }: Pick<EmailContext, 'language' | 'siteName' | 'newsletters'>,
  expressions: string[],
  occasion?: DigestOccasion,
): string {
  const wording = EMAILS_WORDING[language];
  const sorted = sortEverythingLast(expressions);
  const named = sorted.length > MAX_TOPICS_NAMED ? sorted.slice(0, TOPICS_NAMED_OF_MANY) : sorted;
  const names = named.map((expression) =>
    isolate(topicInSentence(expression, language, newsletters)),
  );
  const unnamed = sorted.length - named.length;
  if (unnamed > 0) names.push(TOPICS_WORDING[language].moreTopics(unnamed));
  const topics = formatList(language, names, 'conjunction');
  const site = isolate(plainLine(siteName));
  if (occasion?.kind !== 'gathered') return wording.because(topics, site);
  return occasion.isRestOfDay
    ? wording.becauseRestOfDay(topics, site)
    : wording.becauseGathered(topics, site);
}

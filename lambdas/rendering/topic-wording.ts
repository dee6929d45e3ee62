import { EVERYTHING } from '../domain/expressions/everything';
import type { WordingLanguage } from '../domain/languages/wording-language';
import { findNewsletter, type Newsletter } from '../domain/newsletters/newsletter';
import { cutAtWord, plainLine } from './plain-line';
import { formatList } from './wording/list';
import { TOPICS_WORDING } from './wording/topics';

const MAX_NAME_LENGTH = 200;

/**
 * A topic as a heading shows it: the title of a newsletter of the stage, `Every briefing` for `*`, or its
 * expression on one line.
 */
export function topicName(
  expression: string,
  language: WordingLanguage,
  newsletters: readonly Newsletter[] = [],
): string {
  const newsletter = findNewsletter(expression, newsletters);
  if (newsletter) return newsletter.title;
  const name = plainLine(expression);
  return name === EVERYTHING
    ? TOPICS_WORDING[language].everyBriefing
    : cutAtWord(name, MAX_NAME_LENGTH);
}

/** A topic as a sentence shows it, e.g. after `follow`: as `topicName`, but `every briefing` for `*`. */
export function topicInSentence(
  expression: string,
  language: WordingLanguage,
  newsletters: readonly Newsletter[] = [],
): string {
  return isEverything(expression)
    ? TOPICS_WORDING[language].everyBriefingInSentence
    : topicName(expression, language, newsletters);
}

/** Whether every briefing matches the topic. Briefings are then not `on` a topic in a sentence. */
export function isEverything(expression: string): boolean {
  return plainLine(expression) === EVERYTHING;
}

/** E.g. `Gaza aid` or `Gaza aid and 2 more topics`. `*` is named only if there is no other topic. */
export function summarizeTopics(expressions: string[], language: WordingLanguage): string {
  const [first, ...others] = sortEverythingLast(expressions);
  if (first === undefined) return '';
  const names = [topicInSentence(first, language)];
  if (others.length > 0) names.push(TOPICS_WORDING[language].moreTopics(others.length));
  return formatList(language, names, 'conjunction');
}

/** The label of the button that confirms: the same in the email as on the page it opens. */
export function confirmButtonLabel(topicCount: number, language: WordingLanguage): string {
  return TOPICS_WORDING[language].confirmButton(topicCount);
}

/** Moves `*`, the least specific topic, to the end and keeps the order of the others. */
export function sortEverythingLast(expressions: string[]): string[] {
  return expressions.toSorted((a, b) => Number(isEverything(a)) - Number(isEverything(b)));
}

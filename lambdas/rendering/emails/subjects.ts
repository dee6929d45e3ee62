import { cutAtWord, plainLine } from '../plain-line';
import { titleInSentence } from '../title-in-sentence';
import { formatCount, isEverything, summarizeTopics } from '../topic-wording';
import type { AlertView, DigestView } from './views';

/** In characters. Every email program cuts longer subjects; this shows where ours was cut. */
const MAX_SUBJECT_LENGTH = 120;
/** In characters. Leaves room for a title after the topic. */
const MAX_TOPIC_LENGTH = 60;

/** E.g. `Confirm your topic: Gaza aid`. */
export function formatConfirmSubject(expressions: string[]): string {
  const noun = expressions.length === 1 ? 'topic' : 'topics';
  return toSubject(`Confirm your ${noun}: ${summarizeShortTopics(expressions)}`);
}

/** E.g. `Hezbollah: exchanges of fire on the Lebanese border`. */
export function formatAlertSubject({ briefing, topics }: AlertView): string {
  const expressions = topics.map((topic) => topic.expression);
  const topic = expressions.every(isEverything)
    ? 'New briefing'
    : summarizeShortTopics(expressions);
  const context = [briefing.summary, ...topics.map((t) => t.snippet.map((p) => p.text).join(''))];
  return toSubject(
    `${topic}: ${titleInSentence(briefing.title, briefing.language, context.join(' '))}`,
  );
}

/** E.g. `5 briefings on Gaza aid and 2 more topics`. */
export function formatDigestSubject({ groups }: Pick<DigestView, 'groups'>): string {
  const total = groups.reduce((sum, group) => sum + group.total, 0);
  const expressions = matchedTopics(groups);
  if (expressions.every(isEverything)) return formatCount(total, 'new briefing');
  return toSubject(`${formatCount(total, 'briefing')} on ${summarizeShortTopics(expressions)}`);
}

function matchedTopics(groups: DigestView['groups']): string[] {
  const headings = groups.map((group) => group.topic.expression);
  const others = groups.flatMap((group) => group.entries.flatMap((entry) => entry.alsoMatches));
  return [...new Set([...headings, ...others])];
}

/** Cuts the first topic rather than the count after it. */
function summarizeShortTopics(expressions: string[]): string {
  return summarizeTopics(
    expressions.map((expression) => cutAtWord(plainLine(expression), MAX_TOPIC_LENGTH)),
  );
}

function toSubject(text: string): string {
  return cutAtWord(plainLine(text), MAX_SUBJECT_LENGTH);
}

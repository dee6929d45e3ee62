import { cutAtWord, plainLine } from '../plain-line';
import { titleInSentence } from '../title-in-sentence';
import { counted, EVERYTHING, firstAndMore } from '../topic-names';
import type { AlertView, DigestView } from './views';

/** Longer subjects are cut by every mail program; this leaves room to see where. */
const MAX_SUBJECT_LENGTH = 120;
const MAX_TOPIC_LENGTH = 60;

/** E.g. `Confirm: follow Gaza aid`. */
export function confirmSubject(expressions: string[]): string {
  return asSubject(`Confirm: follow ${topicPart(expressions)}`);
}

/** E.g. `Hezbollah: exchanges of fire on the Lebanese border`. */
export function alertSubject({ briefing, topics }: AlertView): string {
  const expressions = topics.map((topic) => topic.expression);
  const topic = meetsEverythingOnly(expressions) ? 'New briefing' : topicPart(expressions);
  const known = [briefing.summary, ...topics.map((t) => t.snippet.map((p) => p.text).join(''))];
  return asSubject(
    `${topic}: ${titleInSentence(briefing.title, briefing.language, known.join(' '))}`,
  );
}

/** E.g. `5 briefings on Gaza aid and 2 more topics`. */
export function digestSubject({ groups }: Pick<DigestView, 'groups'>): string {
  const total = groups.reduce((sum, group) => sum + group.total, 0);
  const expressions = topicsMet(groups);
  if (meetsEverythingOnly(expressions)) return counted(total, 'new briefing');
  return asSubject(`${counted(total, 'briefing')} on ${topicPart(expressions)}`);
}

function topicsMet(groups: DigestView['groups']): string[] {
  const under = groups.map((group) => group.topic.expression);
  const besides = groups.flatMap((group) => group.entries.flatMap((entry) => entry.alsoMeets));
  return [...new Set([...under, ...besides])];
}

function meetsEverythingOnly(expressions: string[]): boolean {
  return expressions.every((expression) => plainLine(expression) === EVERYTHING);
}

/** The first topic is cut, not the count after it. */
function topicPart(expressions: string[]): string {
  return firstAndMore(
    expressions.map((expression) => cutAtWord(plainLine(expression), MAX_TOPIC_LENGTH)),
  );
}

function asSubject(text: string): string {
  return cutAtWord(plainLine(text), MAX_SUBJECT_LENGTH);
}

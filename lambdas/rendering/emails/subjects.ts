import type { WordingLanguage } from '../../domain/languages/wording-language';
import { cutAtWord, plainLine } from '../plain-line';
import { titleInSentence } from '../title-in-sentence';
import { isEverything, summarizeTopics } from '../topic-wording';
import { EMAILS_WORDING } from '../wording/emails';
import { shortTopic } from './short-topic';
import type { AlertView, DigestView } from './views';

/** In characters. Every email program cuts longer subjects; this shows where ours was cut. */
const MAX_SUBJECT_LENGTH = 120;
/** In characters. Leaves room for a title after the topic. */
const MAX_TOPIC_LENGTH = 60;

/** E.g. `Confirm your topic: Gaza aid`. */
export function formatConfirmSubject(expressions: string[], language: WordingLanguage): string {
  const topics = summarizeTopics(expressions.map(shortTopic), language);
  return toSubject(EMAILS_WORDING[language].confirm.subject(topics, expressions.length));
}

/** E.g. `Hezbollah: exchanges of fire on the Lebanese border`. */
export function formatAlertSubject({
  briefing,
  topics,
  language,
}: Pick<AlertView, 'briefing' | 'topics' | 'language'>): string {
  const expressions = topics.map((topic) => topic.expression);
  const topic = expressions.every(isEverything)
    ? EMAILS_WORDING[language].newBriefing
    : summarizeShortTopics(expressions, language);
  const context = [briefing.summary, ...topics.map((t) => t.snippet.map((p) => p.text).join(''))];
  return toSubject(
    `${topic}: ${titleInSentence(briefing.title, briefing.language, context.join(' '))}`,
  );
}

/** The title of a newsletter issue, as its editor wrote it. */
export function formatIssueSubject({ title }: Pick<AlertView['briefing'], 'title'>): string {
  return toSubject(title);
}

/** E.g. `5 briefings on Gaza aid and 2 more topics`. */
export function formatDigestSubject({
  groups,
  language,
}: Pick<DigestView, 'groups' | 'language'>): string {
  const total = groups.reduce((sum, group) => sum + group.total, 0);
  const expressions = matchedTopics(groups);
  const wording = EMAILS_WORDING[language];
  if (expressions.every(isEverything)) return wording.newBriefings(total);
  return toSubject(wording.briefingsOn(total, summarizeShortTopics(expressions, language)));
}

/** Every topic that a briefing of the email matched: those with a heading first. */
export function matchedTopics(groups: DigestView['groups']): string[] {
  const headings = groups.map((group) => group.topic.expression);
  const others = groups.flatMap((group) => group.entries.flatMap((entry) => entry.alsoMatches));
  return [...new Set([...headings, ...others])];
}

/** Cuts the first topic rather than the count after it. */
function summarizeShortTopics(expressions: string[], language: WordingLanguage): string {
  return summarizeTopics(
    expressions.map((expression) => cutAtWord(plainLine(expression), MAX_TOPIC_LENGTH)),
    language,
  );
}

function toSubject(text: string): string {
  return cutAtWord(plainLine(text), MAX_SUBJECT_LENGTH);
}

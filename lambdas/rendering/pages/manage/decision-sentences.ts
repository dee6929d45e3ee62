import type { MatchDecision, TopicDecision } from '../../../domain/absence';
import type { WordingLanguage } from '../../../domain/languages/wording-language';
import { formatTimeAndZone } from '../../dates';
import { isolate } from '../../isolate';
import { plainLine } from '../../plain-line';
import { HISTORY_WORDING } from '../../wording/history';
import { formatList } from '../../wording/list';

/** What decided about a topic, in sentences. */
export function decisionSentences(
  decision: TopicDecision,
  timeZone: string,
  language: WordingLanguage,
): string[] {
  const { absence } = HISTORY_WORDING[language];
  const timeOf = (time: string) => formatTimeAndZone(new Date(time), timeZone, language);
  switch (decision.outcome) {
    case 'sent':
      return [absence.sent[decision.in](timeOf(decision.at))];
    case 'waits':
      return [waitSentence(decision, timeOf, language)];
    case 'muted':
      return [absence.muted(isolate(plainLine(decision.title)))];
    case 'on-its-way':
      return [absence.onItsWay];
    case 'superseded':
      return [absence.superseded];
    case 'refused':
      return [absence.refused];
    case 'not-sent':
      return [absence.notSent];
    case 'missed': {
      const { missing, excluded } = decision;
      return [
        ...(missing.length > 0 ? [absence.missing(partsOf(missing, language, 'disjunction'))] : []),
        ...(excluded.length > 0
          ? [absence.excluded(partsOf(excluded, language, 'conjunction'))]
          : []),
      ];
    }
    case 'followed-later':
      return [absence.followedLater(timeOf(decision.since))];
    case 'changed-later':
      return [absence.changedLater];
    case 'not-matched-yet':
      return [absence.notMatchedYet];
    default:
      return decision satisfies never;
  }
}

function waitSentence(
  { because, frequency, until }: Extract<MatchDecision, { outcome: 'waits' }>,
  timeOf: (time: string) => string,
  language: WordingLanguage,
): string {
  const { waits } = HISTORY_WORDING[language].absence;
  if (until === undefined) return waits.someTime;
  if (because !== 'digest') return waits[because](timeOf(until));
  return frequency === 'instant' ? waits.someTime : waits[frequency](timeOf(until));
}

/** Parts of an expression as a list. One that has alternatives keeps its OR. */
function partsOf(
  parts: string[],
  language: WordingLanguage,
  type: 'conjunction' | 'disjunction',
): string {
  return formatList(language, parts.map(isolate), type);
}

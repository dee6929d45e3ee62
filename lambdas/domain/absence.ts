import type { BriefingHeading } from './briefing';
import type { Frequency } from './frequency';
import type { DecisiveParts } from './matching/decisive-clauses';

/** Why alerts wait instead of being sent at once. */
export type WaitReason = 'pause' | 'quiet-hours' | 'daily-limit' | 'gathered' | 'digest';

/** What decided whether a briefing that matched a topic was emailed. Times are ISO 8601. */
export type MatchFate =
  /** In an email of its own, in one with several alerts, or in a digest. */
  | { fate: 'sent'; at: string; in: 'alert' | 'gathered' | Exclude<Frequency, 'instant'> }
  /** `until` is absent if nobody can say yet. */
  | { fate: 'waits'; because: WaitReason; frequency: Frequency; until?: string }
  /** The title is that of the story that they muted. */
  | { fate: 'muted'; title: string }
  | { fate: 'on-its-way' }
  /** A newer edition of the briefing matched, and was emailed in its place. */
  | { fate: 'superseded' }
  /** The email provider refused the email. */
  | { fate: 'refused' }
  | { fate: 'not-sent' };

/** What decided about one topic that the subscriber follows. */
export type TopicFate =
  | MatchFate
  | ({ fate: 'missed' } & DecisiveParts)
  /** It matched before the subscriber followed the topic. `since` is ISO 8601. */
  | { fate: 'followed-later'; since: string }
  /** The text matches now, but the one that was published first did not. */
  | { fate: 'changed-later' }
  /** It was published moments ago. */
  | { fate: 'not-matched-yet' };

export interface TopicExplanation {
  topicId: string;
  expression: string;
  /** At which the topic was followed when the briefing matched it, or else now. */
  frequency: Frequency;
  decision: TopicFate;
}

export type AbsenceOutcome =
  /** What was pasted is not a web address. */
  | { outcome: 'unreadable' }
  /** No briefing of the last `days` days has this address. */
  | { outcome: 'unknown'; days: number }
  | {
      outcome: 'explained';
      briefing: BriefingHeading;
      /** Whether no email is sent to the subscriber at all. */
      isSuppressed: boolean;
      /** The most relevant first. */
      topics: TopicExplanation[];
    };

const ORDER: readonly TopicFate['fate'][] = [
  'sent',
  'on-its-way',
  'waits',
  'muted',
  'refused',
  'superseded',
  'not-sent',
  'not-matched-yet',
  'followed-later',
  'changed-later',
  'missed',
];

/** Puts topics that matched first, and among the others those that came closest to matching. */
export function byRelevance(a: TopicExplanation, b: TopicExplanation): number {
  const distance = ({ decision }: TopicExplanation) =>
    decision.fate === 'missed' ? decision.missing.length + decision.excluded.length : 0;
  return (
    ORDER.indexOf(a.decision.fate) - ORDER.indexOf(b.decision.fate) || distance(a) - distance(b)
  );
}

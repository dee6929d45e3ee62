const HOUR_MS = 3600_000;

/** How many answers go to one address within an hour. */
const MAX_ANSWERS_PER_HOUR = 10;
/** How many of these only say that nothing was understood, or what the commands are. */
const MAX_HINTS_PER_HOUR = 1;
/**
 * How many emails that let a subscriber confirm that they leave go to one address within an hour, besides the
 * answers: someone who has had ten answers can still leave.
 */
const MAX_LEAVING_PER_HOUR = 3;

/**
 * `hint`: says what the commands are, or that nothing was understood. `leaving`: asks a subscriber to confirm
 * that they stop or pause. `answer`: any other.
 */
export const ANSWER_KINDS = ['answer', 'hint', 'leaving'] as const;
export type AnswerKind = (typeof ANSWER_KINDS)[number];

/** An answer that went to an address. */
export interface CountedAnswer {
  answerId: string;
  kind: AnswerKind;
  /** ISO 8601. */
  at: string;
}

export type AnswerVerdict =
  /** `answers`: those to remember, oldest first. `isNew`: it was not counted before. */
  { outcome: 'allowed'; answers: CountedAnswer[]; isNew: boolean } | { outcome: 'over' };

/**
 * Whether an address may get one more answer after these. Whoever sends emails with a forged sender would
 * otherwise make us flood someone else. One that was counted is allowed again, so that a run can be repeated.
 */
export function limitAnswers(
  earlier: readonly CountedAnswer[],
  answer: CountedAnswer,
): AnswerVerdict {
  const recent = earlier.filter(({ at }) => Date.parse(answer.at) - Date.parse(at) < HOUR_MS);
  if (recent.some(({ answerId }) => answerId === answer.answerId)) {
    return { outcome: 'allowed', answers: recent, isNew: false };
  }
  const countOf = (isCounted: (kind: AnswerKind) => boolean) =>
    recent.filter(({ kind }) => isCounted(kind)).length;
  const isOver =
    answer.kind === 'leaving'
      ? countOf((kind) => kind === 'leaving') >= MAX_LEAVING_PER_HOUR
      : countOf((kind) => kind !== 'leaving') >= MAX_ANSWERS_PER_HOUR ||
        (answer.kind === 'hint' && countOf((kind) => kind === 'hint') >= MAX_HINTS_PER_HOUR);
  if (isOver) return { outcome: 'over' };
  return { outcome: 'allowed', answers: [...recent, answer], isNew: true };
}

/** The answers over all addresses are counted by the minute. */
const MINUTE_MS = 60_000;

/** How many answers were given in one minute. */
export interface MinuteCount {
  /** In ms: when it began. */
  startMs: number;
  count: number;
}

export type SharedVerdict =
  /** `minutes`: those to remember, oldest first. */
  { outcome: 'allowed'; minutes: MinuteCount[] } | { outcome: 'over' };

/**
 * Whether one more answer may go out at `nowMs`, if at most `maxPerHour` go to all addresses together. A minute counts
 * until all of it is over an hour ago, so there are never more within any 60 minutes, also across the turn of an hour.
 */
export function limitAllAnswers(
  earlier: readonly MinuteCount[],
  nowMs: number,
  maxPerHour: number,
): SharedVerdict {
  const recent = earlier.filter(({ startMs }) => startMs + MINUTE_MS > nowMs - HOUR_MS);
  if (recent.reduce((sum, { count }) => sum + count, 0) >= maxPerHour) return { outcome: 'over' };
  const startMs = nowMs - (nowMs % MINUTE_MS);
  const count = 1 + (recent.find((minute) => minute.startMs === startMs)?.count ?? 0);
  const others = recent.filter((minute) => minute.startMs !== startMs);
  return {
    outcome: 'allowed',
    minutes: [...others, { startMs, count }].sort((a, b) => a.startMs - b.startMs),
  };
}

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

/**
 * How many answers over all addresses count for an hour that ends now: those of the current hour of the clock, and of
 * the hour before as large a part as lies within the last 60 minutes.
 */
export function answersInLastHour(
  counts: { current: number; previous: number },
  nowMs: number,
): number {
  const elapsed = (nowMs % HOUR_MS) / HOUR_MS;
  return counts.current + counts.previous * (1 - elapsed);
}

/** The hour (UTC) that an answer is counted in, e.g. `2026-11-25T13`. */
export function hourOfAnswer(nowMs: number): string {
  return new Date(nowMs).toISOString().slice(0, 13);
}

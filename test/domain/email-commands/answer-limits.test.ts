import fc from 'fast-check';
import {
  type AnswerKind,
  type CountedAnswer,
  limitAllAnswers,
  limitAnswers,
  type MinuteCount,
} from '../../../lambdas/domain/email-commands/answer-limits';

const START = Date.parse('2026-11-25T12:00:00.000Z');
const answer = (minutes: number, kind: AnswerKind = 'answer'): CountedAnswer => ({
  answerId: `${kind}-${minutes}`,
  kind,
  at: new Date(START + minutes * 60_000).toISOString(),
});

/** The verdicts on these answers, one after the other. */
function judgeAll(answers: CountedAnswer[]): string[] {
  let counted: CountedAnswer[] = [];
  return answers.map((one) => {
    const verdict = limitAnswers(counted, one);
    if (verdict.outcome === 'allowed') counted = verdict.answers;
    return verdict.outcome;
  });
}

const minutes = (count: number) => Array.from({ length: count }, (_, minute) => minute);
const allowedOf = (verdicts: string[]) => verdicts.filter((one) => one === 'allowed').length;

describe('the answers to one address', () => {
  it('are at most ten within any hour', () => {
    const verdicts = judgeAll(minutes(240).map((minute) => answer(minute)));
    for (const start of minutes(180)) {
      expect(allowedOf(verdicts.slice(start, start + 60))).toBeLessThanOrEqual(10);
    }
    expect(allowedOf(verdicts)).toBe(40);
  });

  it('hold one hint an hour, which leaves nine for other answers', () => {
    const verdicts = judgeAll([
      ...minutes(5).map((minute) => answer(minute, 'hint')),
      ...minutes(20).map((minute) => answer(10 + minute)),
      answer(61, 'hint'),
    ]);
    expect(allowedOf(verdicts.slice(0, 5))).toBe(1);
    expect(allowedOf(verdicts.slice(5, 25))).toBe(9);
    expect(verdicts.at(-1)).toBe('allowed');
  });

  it('do not keep someone who has had ten from leaving, three times an hour', () => {
    const verdicts = judgeAll([
      ...minutes(12).map((minute) => answer(minute)),
      ...minutes(5).map((minute) => answer(20 + minute, 'leaving')),
    ]);
    expect(allowedOf(verdicts.slice(0, 12))).toBe(10);
    expect(allowedOf(verdicts.slice(12))).toBe(3);
  });

  it('are counted once however often a run is repeated', () => {
    const first = limitAnswers([], answer(1));
    const answers = first.outcome === 'allowed' ? first.answers : [];
    expect(limitAnswers(answers, answer(1))).toEqual({ outcome: 'allowed', answers, isNew: false });
  });
});

describe('the answers to all addresses', () => {
  it('are never more than the limit within any 60 minutes, also across the turn of an hour', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 600_000 }), { maxLength: 200 }), (gaps) => {
        let minutes: MinuteCount[] = [];
        let nowMs = START;
        const sent: number[] = [];
        for (const gap of gaps) {
          nowMs += gap;
          const verdict = limitAllAnswers(minutes, nowMs, 10);
          if (verdict.outcome === 'over') continue;
          minutes = verdict.minutes;
          sent.push(nowMs);
        }
        const withinAnHour = sent.map(
          (from) => sent.filter((at) => at >= from && at < from + 3600_000).length,
        );
        expect(Math.max(0, ...withinAnHour)).toBeLessThanOrEqual(10);
        expect(minutes.length).toBeLessThanOrEqual(61);
      }),
    );
  });

  it('are allowed again an hour and a minute later', () => {
    const first = limitAllAnswers([], START, 1);
    const minutes = first.outcome === 'allowed' ? first.minutes : [];
    expect(limitAllAnswers(minutes, START + 59 * 60_000, 1).outcome).toBe('over');
    expect(limitAllAnswers(minutes, START + 61 * 60_000, 1).outcome).toBe('allowed');
  });
});

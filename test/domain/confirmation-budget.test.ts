import fc from 'fast-check';
import { latestFullAt, takeFrom } from '../../lambdas/domain/allowance';
import {
  type ConfirmationBudget,
  confirmationBudget,
} from '../../lambdas/domain/confirmation-budget';

const NOON = Date.parse('2026-12-02T12:00:00.000Z');
const UNTOUCHED = { burst: 0, day: 0 };

/** Takes one request at each time (ms after noon), and returns the times of those that were allowed. */
function allowedAt(budget: ConfirmationBudget, times: number[]): number[] {
  let state = UNTOUCHED;
  return times.filter((time) => {
    const taken = takeFrom(budget, state, NOON + time);
    if (taken.outcome === 'taken') state = taken.state;
    return taken.outcome === 'taken';
  });
}

describe('the budget of confirmation emails', () => {
  it.each([
    [14, 50_000, 1_680, 5_000],
    [1, 200, 120, 20],
    [500, 1_000_000, 60_000, 100_000],
    [1, 1, 120, 1],
  ])(
    'at %i emails a second and %i a day is %i at once and %i a day',
    (sendRate, dailyQuota, burst, day) => {
      const budget = confirmationBudget({ sendRate, dailyQuota });
      expect(budget.burst.capacity).toBe(burst);
      expect(budget.day.capacity).toBe(day);
      expect(budget.burst.intervalMs).toBeCloseTo(5_000 / sendRate);
      expect(budget.day.intervalMs).toBeCloseTo(86_400_000 / day);
    },
  );

  it('allows ten minutes of its share at once, then one per interval, and says when', () => {
    const budget = confirmationBudget({ sendRate: 1, dailyQuota: 50_000 });
    let state = UNTOUCHED;
    for (let count = 0; count < 120; count += 1) {
      const taken = takeFrom(budget, state, NOON);
      if (taken.outcome === 'over') throw new Error(`The request ${count} was refused.`);
      state = taken.state;
    }
    expect(takeFrom(budget, state, NOON)).toEqual({ outcome: 'over', retryAfterMs: 5_000 });
    expect(takeFrom(budget, state, NOON + 4_999)).toEqual({
      outcome: 'over',
      retryAfterMs: 1,
    });
    expect(takeFrom(budget, state, NOON + 5_000).outcome).toBe('taken');
  });

  it('is limited by the daily quota if that is lower', () => {
    const budget = confirmationBudget({ sendRate: 14, dailyQuota: 200 });
    const hourly = Array.from({ length: 24 }, (_, hour) => hour * 3_600_000);
    expect(allowedAt(budget, Array(30).fill(0))).toHaveLength(20);
    // 20 at once, and one more every 72 minutes.
    expect(allowedAt(budget, [...Array(20).fill(0), ...hourly])).toHaveLength(20 + 19);
  });

  it('is complete again after a pause', () => {
    const budget = confirmationBudget({ sendRate: 1, dailyQuota: 50_000 });
    const burst = Array(200).fill(0);
    expect(allowedAt(budget, [...burst, ...Array(200).fill(600_000)])).toHaveLength(240);
  });

  const budgets = fc
    .record({
      sendRate: fc.double({ min: 1, max: 1_000, noNaN: true }),
      dailyQuota: fc.integer({ min: 1, max: 1_000_000 }),
    })
    .map(confirmationBudget);
  const sortedTimes = fc
    .array(fc.integer({ min: 0, max: 86_400_000 }), { maxLength: 300 })
    .map((times) => times.sort((a, b) => a - b));

  it('never allows more in any period than is left at its start and comes back meanwhile', () => {
    fc.assert(
      fc.property(budgets, sortedTimes, (budget, times) => {
        const allowed = allowedAt(budget, times);
        for (const { capacity, intervalMs } of [budget.burst, budget.day]) {
          for (let first = 0; first < allowed.length; first += 1) {
            for (let last = first; last < allowed.length; last += 1) {
              const period = Number(allowed[last]) - Number(allowed[first]);
              const count = last - first + 1;
              if (count > capacity + period / intervalMs + 1e-6) return false;
            }
          }
        }
        return true;
      }),
      { numRuns: 50 },
    );
  });

  it('allows the request at the time that a refusal names, and not just before', () => {
    fc.assert(
      fc.property(budgets, sortedTimes, (budget, times) => {
        let state = UNTOUCHED;
        for (const time of times) {
          const taken = takeFrom(budget, state, NOON + time);
          if (taken.outcome === 'taken') {
            state = taken.state;
            continue;
          }
          const at = NOON + time + taken.retryAfterMs;
          expect(takeFrom(budget, state, at + 0.01).outcome).toBe('taken');
          expect(takeFrom(budget, state, at - 0.01).outcome).toBe('over');
        }
      }),
    );
  });

  it('moves both allowances by one interval while some of each is used, in whatever order', () => {
    const budget = confirmationBudget({ sendRate: 14, dailyQuota: 50_000 });
    const state = { burst: NOON + 1, day: NOON + 1_000 };
    expect(takeFrom(budget, state, NOON)).toEqual({
      outcome: 'taken',
      state: {
        burst: state.burst + budget.burst.intervalMs,
        day: state.day + budget.day.intervalMs,
      },
    });
    expect(latestFullAt({ capacity: 3, intervalMs: 10 }, NOON)).toBe(NOON + 20);
  });
});

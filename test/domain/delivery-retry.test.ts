import { calculateRetrySeconds } from '../../lambdas/domain/delivery-retry';

describe('the time until the next attempt of a delivery', () => {
  it('doubles with each attempt, up to 15 minutes', () => {
    const attempts = [1, 2, 3, 4, 5, 6, 100];
    expect(attempts.map((attempt) => calculateRetrySeconds(60, attempt))).toEqual([
      60, 120, 240, 480, 900, 900, 900,
    ]);
  });

  it('is at most 15 minutes, which is also the longest delay of a message', () => {
    expect(calculateRetrySeconds(3_600, 1)).toBe(900);
  });
});

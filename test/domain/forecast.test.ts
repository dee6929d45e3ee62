import { calculateForecast } from '../../lambdas/domain/forecast';

const audience = { alerts: 1_000, digests: 500, atMost: false };
const quota = { perDay: 50_000, sentLastDay: 49_500, perSecond: 14 };

describe('a forecast', () => {
  it('takes as long as the slower of the setting and SES allows', () => {
    expect(calculateForecast(audience, 14, quota).minutes).toBe(1.19);
    expect(calculateForecast(audience, 1, quota).minutes).toBe(16.67);
    expect(calculateForecast(audience, 500, quota).minutes).toBe(1.19);
  });

  it('costs what SES takes, and a little more', () => {
    expect(calculateForecast(audience, 14, quota).cost).toBe(0.16035);
  });

  it('says what is left of the day’s quota, and whether that is enough', () => {
    expect(calculateForecast(audience, 14, quota).quota).toEqual({
      perDay: 50_000,
      left: 500,
      enough: false,
    });
    const fresh = { ...quota, sentLastDay: 0 };
    expect(calculateForecast(audience, 14, fresh).quota.enough).toBe(true);
  });

  it('needs no quota where SES sets none', () => {
    const unlimited = { perDay: -1, sentLastDay: 0, perSecond: 500 };
    expect(calculateForecast(audience, 14, unlimited).quota).toEqual({ enough: true });
  });
});

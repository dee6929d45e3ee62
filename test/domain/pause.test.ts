import { digestAfterPause, isPaused, readPauseEnd } from '../../lambdas/domain/pause';

const NOON = '2026-11-20T12:00:00.000Z';
const berlin = { hour: 7, timeZone: 'Europe/Berlin' };
const pausedUntil = '2026-12-01T06:00:00.000Z';

describe('a pause', () => {
  it('ends at its end', () => {
    expect(isPaused({ pausedUntil }, '2026-12-01T05:59:59.999Z')).toBe(true);
    expect(isPaused({ pausedUntil }, pausedUntil)).toBe(false);
    expect(isPaused({}, NOON)).toBe(false);
  });

  it('lasts until the digest hour of a day in the subscriber’s time zone', () => {
    expect(readPauseEnd(' 2026-12-01 ', berlin, NOON)).toEqual({
      outcome: 'read',
      value: pausedUntil,
    });
    // Tomorrow in Auckland is today in UTC.
    const auckland = { hour: 7, timeZone: 'Pacific/Auckland' };
    expect(readPauseEnd('2026-11-21', auckland, NOON)).toEqual({
      outcome: 'read',
      value: '2026-11-20T18:00:00.000Z',
    });
  });

  it('may end later today, but not earlier', () => {
    expect(readPauseEnd('2026-11-20', { ...berlin, hour: 14 }, NOON)).toMatchObject({
      value: '2026-11-20T13:00:00.000Z',
    });
    expect(readPauseEnd('2026-11-20', { ...berlin, hour: 13 }, NOON)).toMatchObject({
      code: 'pauseInThePast',
    });
  });

  it('lasts 30 days at most', () => {
    expect(readPauseEnd('2026-12-20', berlin, NOON)).toMatchObject({ outcome: 'read' });
    expect(readPauseEnd('2026-12-21', berlin, NOON)).toMatchObject({
      code: 'pauseTooLong',
      reason: 'A pause can last 30 days at most.',
    });
  });

  it.each(['', 'tomorrow', '2026-13-01', '2026-02-30', '2026-12-01T10:00', '2026-W50'])(
    'is refused without a date, such as "%s"',
    (text) => {
      expect(readPauseEnd(text, berlin, NOON)).toMatchObject({ code: 'unknownDate' });
    },
  );
});

describe('the first digest after a pause', () => {
  it('is due at its first usual time from the end of the pause on', () => {
    const next = (frequency: 'daily' | 'weekly' | 'monthly') =>
      digestAfterPause({ ...berlin, weekday: 3, monthDay: 28 }, frequency, pausedUntil);
    expect(next('daily')).toBe(pausedUntil);
    expect(next('weekly')).toBe('2026-12-02T06:00:00.000Z');
    expect(next('monthly')).toBe('2026-12-28T06:00:00.000Z');
  });
});

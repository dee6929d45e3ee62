import { readTimeZone, timeZoneName } from '../../lambdas/domain/time-zone';

describe('a time zone', () => {
  it('is the fallback if the field is empty', () => {
    expect(readTimeZone(' ', 'Asia/Tokyo')).toEqual({ outcome: 'read', value: 'Asia/Tokyo' });
    expect(readTimeZone(' UTC ', 'Asia/Tokyo')).toEqual({ outcome: 'read', value: 'UTC' });
  });

  it('may be given as people read it', () => {
    expect(timeZoneName('America/New_York')).toBe('America/New York');
    expect(readTimeZone('America/New York', 'UTC')).toEqual({
      outcome: 'read',
      value: 'America/New_York',
    });
  });

  it('is refused with an example if it is not known', () => {
    expect(readTimeZone('Mars/Olympus', 'UTC')).toEqual({
      outcome: 'refused',
      code: 'unknownTimeZone',
      values: [],
      reason: 'We do not know that time zone. Choose one such as Europe/London.',
    });
  });
});

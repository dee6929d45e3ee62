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

  it.each([
    ['europe/berlin', 'Europe/Berlin'],
    ['AMERICA/NEW YORK', 'America/New_York'],
    ['utc', 'UTC'],
    ['paris', 'Europe/Paris'],
    ['New  York', 'America/New_York'],
    ['São Paulo', 'America/Sao_Paulo'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['kolkata', readCanonical('Asia/Kolkata')],
    ['asia/kolkata', readCanonical('Asia/Kolkata')],
  ])('may be typed as %s', (typed, value) => {
    expect(readTimeZone(typed, 'UTC')).toEqual({ outcome: 'read', value });
  });

  it.each(Intl.supportedValuesOf('timeZone'))('may be %s in lower case', (zone) => {
    const typed = timeZoneName(zone).toLowerCase();
    expect(readTimeZone(typed, 'UTC')).toEqual({ outcome: 'read', value: zone });
  });

  it('is not guessed from half a name or from a region', () => {
    expect(readTimeZone('par', 'UTC').outcome).toBe('refused');
    expect(readTimeZone('europe', 'UTC').outcome).toBe('refused');
    expect(readTimeZone('New', 'UTC').outcome).toBe('refused');
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

/** The name under which this version of Node lists a zone that has several. */
function readCanonical(timeZone: string): string {
  return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
}

import { formatWarning } from '../../lib/local/log-warnings';

function line(fields: object): string {
  return JSON.stringify({ level: 'ERROR', service: 'deliver', message: 'failed', ...fields });
}

describe('the terminal’s line for a log line of a function', () => {
  it('has the function, the message and the reason', () => {
    expect(formatWarning(line({ error: { message: 'no such\n  table' } }))).toBe(
      'deliver: failed (no such table)',
    );
    expect(formatWarning(line({ level: 'WARN', service: undefined }))).toBe('failed');
  });

  it.each([
    ['information', line({ level: 'INFO' })],
    ['text', 'Warning: something'],
    ['other JSON', '{"a":1}'],
    ['an incomplete line', '{"level":"ERROR","mess'],
  ])('is undefined for %s', (_what, logged) => {
    expect(formatWarning(logged)).toBeUndefined();
  });
});

import { readableWarning } from '../../lib/local/log-lines';

function line(fields: object): string {
  return JSON.stringify({ level: 'ERROR', service: 'deliver', message: 'failed', ...fields });
}

describe('what the terminal shows of a line that a function logged', () => {
  it('is who warns of what, and the reason', () => {
    expect(readableWarning(line({ error: { message: 'no such\n  table' } }))).toBe(
      'deliver: failed (no such table)',
    );
    expect(readableWarning(line({ level: 'WARN', service: undefined }))).toBe('failed');
  });

  it.each([
    ['news', line({ level: 'INFO' })],
    ['text', 'Warning: something'],
    ['other JSON', '{"a":1}'],
    ['half a line', '{"level":"ERROR","mess'],
  ])('is nothing when it is %s', (_what, logged) => {
    expect(readableWarning(logged)).toBeUndefined();
  });
});

import { parseEventPattern } from '../../lib/local/event-pattern';

const event = {
  source: 'aws.ses',
  detail: { mail: { tags: { stage: ['local', 'test'] } }, count: 3 },
};

describe('an event pattern', () => {
  it.each([
    ['a value', { source: ['aws.ses', 'aws.s3'] }],
    ['a nested value', { detail: { count: [3] } }],
    ['one value of a list', { detail: { mail: { tags: { stage: ['test'] } } } }],
    ['a field that exists', { detail: { count: [{ exists: true }] } }],
    ['a field that does not exist', { detail: { other: [{ exists: false }] } }],
  ])('matches by %s', (_what, pattern) => {
    expect(parseEventPattern(pattern)(event)).toBe(true);
  });

  it.each([
    ['another value', { source: ['aws.s3'] }],
    ['one field of two', { source: ['aws.ses'], detail: { count: [4] } }],
    ['a missing field', { detail: { other: { deep: [{ exists: true }] } } }],
    ['a field that must not exist', { source: [{ exists: false }] }],
  ])('does not match by %s', (_what, pattern) => {
    expect(parseEventPattern(pattern)(event)).toBe(false);
  });

  it.each([
    ['prefix', { a: [{ prefix: 'aws.' }] }],
    ['anything-but', { a: [{ 'anything-but': 'x' }] }],
    ['cidr', { a: [{ exists: true, cidr: '10.0.0.0/8' }] }],
    ['$or', { $or: [] }],
  ])('is refused with an error that names the operator %s', (operator, pattern) => {
    expect(() => parseEventPattern(pattern)).toThrow(
      `The local stack doesn't support the operator "${operator}" in event patterns.`,
    );
  });
});

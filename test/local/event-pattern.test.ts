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
    ['a prefix', { source: [{ prefix: 'aws.' }] }],
    ['a suffix', { source: [{ suffix: '.ses' }] }],
    ['a value in another case', { source: [{ 'equals-ignore-case': 'AWS.SES' }] }],
    ['anything but', { source: [{ 'anything-but': ['aws.s3'] }] }],
    ['a field that exists', { detail: { count: [{ exists: true }] } }],
    ['a field that does not exist', { detail: { other: [{ exists: false }] } }],
  ])('is met by %s', (_what, pattern) => {
    expect(parseEventPattern(pattern)(event)).toBe(true);
  });

  it.each([
    ['another value', { source: ['aws.s3'] }],
    ['one field of two', { source: ['aws.ses'], detail: { count: [4] } }],
    ['a missing field', { detail: { other: { deep: [{ exists: true }] } } }],
    ['a field that exists', { source: [{ exists: false }] }],
    ['what is excluded', { source: [{ 'anything-but': 'aws.ses' }] }],
  ])('is not met by %s', (_what, pattern) => {
    expect(parseEventPattern(pattern)(event)).toBe(false);
  });

  it('is refused when it has an operator that is not known', () => {
    expect(() => parseEventPattern({ a: [{ cidr: '10.0.0.0/8' }] })).toThrow('"cidr"');
    expect(() => parseEventPattern({ $or: [] })).toThrow('$or');
  });
});

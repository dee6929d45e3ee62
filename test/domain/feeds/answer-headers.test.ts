import { maxAgeOf, retryAfterOf } from '../../../lambdas/domain/feeds/answer-headers';

const NOON = Date.parse('2026-12-02T12:00:00Z');

it.each([
  ['max-age=600', 600],
  ['public, MAX-AGE="60", must-revalidate', 60],
  ['s-maxage=600', undefined],
  ['no-cache, max-age=600', undefined],
  ['max-age=soon', undefined],
  [undefined, undefined],
])('Cache-Control: %s lasts %s seconds', (header, seconds) => {
  expect(maxAgeOf(header)).toBe(seconds);
});

it.each([
  ['120', 120],
  ['Wed, 02 Dec 2026 12:10:00 GMT', 600],
  ['Wed, 02 Dec 2026 11:00:00 GMT', 0],
  ['soon', undefined],
  ['-5', undefined],
  [undefined, undefined],
])('Retry-After: %s is in %s seconds', (header, seconds) => {
  expect(retryAfterOf(header, NOON)).toBe(seconds);
});

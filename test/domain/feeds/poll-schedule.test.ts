import fc from 'fast-check';
import {
  entriesPerWeekOf,
  MAX_POLL_INTERVAL_MS,
  MAX_RETRY_INTERVAL_MS,
  MIN_POLL_INTERVAL_MS,
  nextPollAt,
  nextRetryAt,
  rhythmOf,
} from '../../../lambdas/domain/feeds/poll-schedule';
import { aFeedDocument, aFeedEntry } from '../../support/feeds';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOON = Date.parse('2026-12-02T12:00:00Z');
/** Times of ten entries, the last one now. */
const every = (gap: number) => Array.from({ length: 10 }, (_, index) => NOON - index * gap);
const minutesUntil = (time: number) => (time - NOON) / MINUTE;
/** The middle of what chance makes of an interval. */
const jitter = 0.5;

describe('the next poll of a feed', () => {
  const next = (rhythm: Partial<Parameters<typeof nextPollAt>[0]>, more: object = {}) =>
    minutesUntil(nextPollAt({ entryTimes: [], ...rhythm }, { now: NOON, jitter, ...more }));

  it('comes twice as often as its entries', () => {
    expect(next({ entryTimes: every(2 * HOUR) })).toBe(60);
    expect(next({ entryTimes: every(30 * MINUTE) })).toBe(15);
  });

  it('comes after five minutes at the earliest, and six hours at the latest', () => {
    expect(next({ entryTimes: every(MINUTE) })).toBe(5);
    expect(next({ entryTimes: every(30 * 24 * HOUR) })).toBe(360);
  });

  it('comes after an hour when the feed does not show how often it changes', () => {
    expect(next({})).toBe(60);
    expect(next({ entryTimes: [NOON] })).toBe(60);
  });

  it('comes less often when a feed has become quiet', () => {
    const quiet = every(30 * MINUTE).map((time) => time - 4 * HOUR);
    expect(next({ entryTimes: quiet })).toBe(60);
  });

  it('waits as long as the feed or its server asks, up to six hours', () => {
    const busy = { entryTimes: every(MINUTE) };
    expect(next({ ...busy, ttlMinutes: 90 })).toBe(90);
    expect(next(busy, { maxAgeSeconds: 1_800 })).toBe(30);
    expect(next(busy, { maxAgeSeconds: 30 * 24 * 3_600 })).toBe(360);
  });

  it('waits until an hour and a day in which the feed may be read', () => {
    const busy = { entryTimes: every(MINUTE) };
    expect(next({ ...busy, skipHours: [12, 13, 14] })).toBe(180);
    // It is a Wednesday.
    expect(next({ ...busy, skipDays: ['wednesday'] })).toBe(12 * 60);
    const always = Array.from({ length: 24 }, (_, hour) => hour);
    expect(next({ ...busy, skipHours: always })).toBe(5);
  });

  it('is never outside of its limits, whatever a feed says', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 2 * NOON })),
        fc.double({ min: 0, max: 1e12, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (entryTimes, ttlMinutes, chance) => {
          const at = nextPollAt({ entryTimes, ttlMinutes }, { now: NOON, jitter: chance });
          expect(at - NOON).toBeGreaterThanOrEqual(MIN_POLL_INTERVAL_MS * 0.95 - 1);
          expect(at - NOON).toBeLessThanOrEqual(MAX_POLL_INTERVAL_MS * 1.05 + 1);
        },
      ),
    );
  });

  it('differs by chance, so that feeds that were added together spread', () => {
    expect(next({ entryTimes: every(2 * HOUR) }, { jitter: 0 })).toBe(57);
    expect(next({ entryTimes: every(2 * HOUR) }, { jitter: 1 })).toBe(63);
  });
});

describe('the next poll after failures', () => {
  const retry = (failures: number, retryAfterSeconds?: number) =>
    minutesUntil(
      nextRetryAt(failures, {
        now: NOON,
        jitter,
        ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
      }),
    );

  it('comes later each time, up to a day', () => {
    expect([1, 2, 3, 4, 8, 9, 500].map((failures) => retry(failures))).toEqual([
      10, 20, 40, 80, 1_280, 1_440, 1_440,
    ]);
    expect(MAX_RETRY_INTERVAL_MS).toBe(24 * HOUR);
  });

  it('waits as long as the server asks, up to a day', () => {
    expect(retry(1, 3_600)).toBe(60);
    expect(retry(1, 60)).toBe(10);
    expect(retry(1, 1e9)).toBe(1_440);
  });
});

it('the entries per week are those of the last times in the feed', () => {
  expect(entriesPerWeekOf(every(24 * HOUR), NOON)).toBe(7);
  expect(entriesPerWeekOf(every(8 * HOUR), NOON)).toBe(21);
  expect(entriesPerWeekOf([NOON], NOON)).toBeUndefined();
});

it('the rhythm of a document is in the newest twenty of its times', () => {
  const document = aFeedDocument(
    ...Array.from({ length: 30 }, (_, day) => aFeedEntry({ publishedAt: NOON - day * HOUR })),
    aFeedEntry({ updatedAt: NOON + 1 }),
    aFeedEntry(),
  );
  const { entryTimes } = rhythmOf({ ...document, ttlMinutes: 30 });
  expect(entryTimes).toHaveLength(20);
  expect(entryTimes[0]).toBe(NOON + 1);
  const skipHours = Array.from({ length: 100_000 }, (_, index) => index % 3);
  const skipDays = ['Sunday', 'SUNDAY', 'someday', 'Friday'];
  expect(rhythmOf({ ...document, ttlMinutes: 30, skipHours, skipDays })).toMatchObject({
    ttlMinutes: 30,
    skipHours: [0, 1, 2],
    skipDays: ['sunday', 'friday'],
  });
});

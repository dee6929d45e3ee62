import fc from 'fast-check';
import {
  calculateFullWait,
  calculatePause,
  calculateSlotInterval,
  findFreeSlots,
  findPause,
  isUsableSlot,
  limitReservation,
  maxAheadMs,
  minLeadMs,
} from '../../lambdas/domain/send-slots';

const NOW = Date.parse('2026-12-02T12:00:00.000Z');
const SECOND = 1_000;
const MINUTE = 60_000;

describe('the interval of send slots', () => {
  it('never lets more emails than the rate leave in any second, even if some leave late', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 5_000, noNaN: true }),
        fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 50 }),
        (rate, delays) => {
          const interval = calculateSlotInterval(rate);
          const emails = Math.ceil(rate * 3);
          const times = Array.from({ length: emails }, (_, index) => {
            const slot = index * interval;
            const time = slot + Number(delays[index % delays.length]);
            return isUsableSlot(slot, time) ? time : slot;
          }).sort((a, b) => a - b);
          const perSecond = Math.floor(rate);
          const tooClose = times.some(
            (time, index) => Number(times[index + perSecond]) - time < SECOND,
          );
          expect(tooClose).toBe(false);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('uses 95% of the rate', () => {
    expect(SECOND / calculateSlotInterval(100)).toBeCloseTo(95, 1);
    expect(SECOND / calculateSlotInterval(100, 0.2)).toBeCloseTo(19, 1);
  });
});

describe('a reservation', () => {
  it('is for at most ten emails, and for at most what leaves within a second', () => {
    expect(limitReservation(10, calculateSlotInterval(14))).toBe(10);
    expect(limitReservation(3, calculateSlotInterval(14))).toBe(3);
    expect(limitReservation(25, calculateSlotInterval(500))).toBe(10);
    expect(limitReservation(10, calculateSlotInterval(5))).toBe(4);
    expect(limitReservation(10, calculateSlotInterval(1))).toBe(1);
  });

  it('reaches further ahead for more urgent emails, and for those that have waited', () => {
    expect(maxAheadMs('confirmations', 0)).toBeGreaterThan(maxAheadMs('alerts', 0));
    expect(maxAheadMs('alerts', 0)).toBeGreaterThan(maxAheadMs('digests', 0));
    // Within the time of one run of a worker.
    expect(maxAheadMs('digests', 15 * SECOND)).toBeGreaterThan(maxAheadMs('confirmations', 0));
  });

  it('leaves more time after each slot that was missed, up to two seconds', () => {
    expect([0, 1, 2, 20].map(minLeadMs)).toEqual([25, 50, 100, 1_600]);
  });
});

describe('the free slots of a line', () => {
  const find = (line: Parameters<typeof findFreeSlots>[0]) =>
    findFreeSlots(line, { now: NOW, earliest: NOW + 25, latest: NOW + 500 });

  it('start at the requested time if the line is new or its last slot has passed', () => {
    expect(find({})).toEqual({ outcome: 'from-earliest' });
    expect(find({ nextAt: NOW - MINUTE })).toEqual({ outcome: 'from-earliest' });
    expect(find({ nextAt: NOW + 25 })).toEqual({ outcome: 'from-earliest' });
  });

  it('continue after the last slot, as far ahead as is allowed', () => {
    expect(find({ nextAt: NOW + 26 })).toEqual({ outcome: 'next-in-line' });
    expect(find({ nextAt: NOW + 500 })).toEqual({ outcome: 'next-in-line' });
    expect(find({ nextAt: NOW + 501 })).toEqual({ outcome: 'full', nextAt: NOW + 501 });
  });

  it('ignore a time that a wrong clock has set', () => {
    expect(find({ nextAt: NOW + 60 * MINUTE })).toEqual({ outcome: 'from-earliest' });
    expect(find({ pausedUntil: NOW + 60 * MINUTE })).toEqual({ outcome: 'from-earliest' });
  });

  it('are not given out during a pause', () => {
    const paused = { nextAt: NOW + 100, pausedUntil: NOW + MINUTE };
    expect(find(paused)).toEqual({ outcome: 'paused', until: NOW + MINUTE });
    expect(find({ ...paused, pausedUntil: NOW })).toEqual({ outcome: 'next-in-line' });
  });

  it('are looked for again before the line is empty, but not all the time', () => {
    const wait = (nextIn: number) =>
      calculateFullWait({ nextAt: NOW + nextIn, latest: NOW + 500, now: NOW });
    expect(wait(650)).toBe(300);
    expect(wait(3_000)).toBe(2_900);
    expect(wait(501)).toBe(50);
  });
});

describe('a pause', () => {
  it('lasts a minute at first', () => {
    expect(calculatePause({}, NOW)).toBe(MINUTE);
  });

  it('is doubled each time it has not helped, up to ten minutes', () => {
    const again = (pauseMs: number) => calculatePause({ pausedUntil: NOW - 1, pauseMs }, NOW);
    expect([1, 2, 4, 8, 10].map((minutes) => again(minutes * MINUTE) / MINUTE)).toEqual([
      2, 4, 8, 10, 10,
    ]);
  });

  it('lasts a minute again if the last one was long ago', () => {
    const line = { pausedUntil: NOW - 10 * MINUTE, pauseMs: 8 * MINUTE };
    expect(calculatePause(line, NOW)).toBe(MINUTE);
  });

  it('is found only until it ends', () => {
    expect(findPause({ pausedUntil: NOW + 1 }, NOW)).toBe(NOW + 1);
    expect(findPause({ pausedUntil: NOW }, NOW)).toBeUndefined();
    expect(findPause({}, NOW)).toBeUndefined();
  });
});

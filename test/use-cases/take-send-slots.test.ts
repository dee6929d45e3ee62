import type { Lane } from '../../lambdas/domain/lane';
import {
  CONFIRMATIONS_BURST_MS,
  CONFIRMATIONS_SHARE,
  calculateSlotInterval,
  findFreeSlots,
  type SendLine,
  type SlotRequest,
  type SlotReservation,
} from '../../lambdas/domain/send-slots';
import { type TakenSlot, takeSendSlots } from '../../lambdas/use-cases/take-send-slots';

const NOON = Date.parse('2026-12-02T12:00:00.000Z');
const SECOND = 1_000;
const RATE = 14;
const INTERVAL = calculateSlotInterval(RATE);

describe('taking send slots', () => {
  let now: number;
  let line: SendLine;
  let confirmationsLine: SendLine;
  /** The sizes of the reservations that were made. */
  let reservations: number[];
  beforeEach(() => {
    now = NOON;
    line = {};
    confirmationsLine = {};
    reservations = [];
  });

  /** A line in memory: the rule of the domain, applied as the adapter applies it in DynamoDB. */
  const reserveIn =
    (find: () => SendLine) =>
    async (request: SlotRequest): Promise<SlotReservation> => {
      const state = find();
      const free = findFreeSlots(state, request);
      if (free.outcome === 'full' || free.outcome === 'paused') return free;
      const first = free.outcome === 'next-in-line' ? Number(state.nextAt) : request.earliest;
      state.nextAt = first + request.count * request.intervalMs;
      return { outcome: 'reserved', first };
    };
  const startBatch = (emails: number, timeMs = 16 * SECOND) =>
    takeSendSlots({
      reserve: (request) => {
        reservations.push(request.count);
        return reserveIn(() => line)(request);
      },
      reserveForConfirmations: reserveIn(() => confirmationsLine),
      sendRate: RATE,
      sleep: async (ms) => {
        now += ms;
      },
      now: () => new Date(now).toISOString(),
    })({ emails, deadline: now + timeMs });
  const take = (lane: Lane, emails: number, timeMs?: number): Promise<TakenSlot[]> => {
    const slots = startBatch(emails, timeMs);
    return Promise.all(Array.from({ length: emails }, () => slots.take(lane, 0)));
  };
  const slotsOf = (taken: TakenSlot[]) =>
    taken.map((slot) => (slot.outcome === 'taken' ? slot.at : slot.outcome));

  it('reserves once for the ten emails of a batch, one interval from each other', async () => {
    const slots = slotsOf(await take('digests', 10));
    expect(reservations).toEqual([10]);
    expect(slots).toEqual(slots.map((_slot, index) => Number(slots[0]) + index * INTERVAL));
  });

  it('reserves for those emails that are ready, and for the others later', async () => {
    const slots = startBatch(3);
    await Promise.all([slots.take('alerts', 0), slots.take('alerts', 0)]);
    await slots.take('alerts', 0);
    expect(reservations).toEqual([2, 1]);
  });

  it('does not wait for an email that needs no slot', async () => {
    const slots = startBatch(2);
    slots.skip();
    expect(await slots.take('alerts', 0)).toEqual({ outcome: 'taken', at: NOON + 25 });
    expect(now).toBe(NOON);
  });

  it('lets an alert pass digests, and a confirmation pass alerts', async () => {
    line = { nextAt: NOON + 1.5 * SECOND };
    expect(slotsOf(await take('alerts', 1))).toEqual([NOON + 1.5 * SECOND]);
    expect(now).toBe(NOON);
    line = { nextAt: NOON + 3 * SECOND };
    expect(slotsOf(await take('confirmations', 1))).toEqual([NOON + 3 * SECOND]);
    expect(now).toBe(NOON);
    await take('digests', 1);
    expect(now).toBeGreaterThan(NOON);
  });

  it('serves digests in the end, although the line is always too long for them', async () => {
    const slots = takeSendSlots({
      reserve: reserveIn(() => line),
      reserveForConfirmations: reserveIn(() => confirmationsLine),
      sendRate: RATE,
      sleep: async (ms) => {
        now += ms;
        // Alerts fill it up again.
        line.nextAt = now + 3 * SECOND;
      },
      now: () => new Date(now).toISOString(),
    })({ emails: 1, deadline: now + 16 * SECOND });
    line = { nextAt: now + 3 * SECOND };
    expect(await slots.take('digests', 0)).toMatchObject({ outcome: 'taken' });
  });

  it('gives up if there is no slot before the deadline', async () => {
    line = { nextAt: NOON + 20 * SECOND };
    expect(slotsOf(await take('alerts', 2))).toEqual(['no-time-left', 'no-time-left']);
    expect(slotsOf(await take('alerts', 1, 0))).toEqual(['no-time-left']);
  });

  it('leaves more time to an email that has missed a slot', async () => {
    const slots = startBatch(1);
    const [first, second] = [await slots.take('alerts', 0), await slots.take('alerts', 3)];
    const leads = [first, second].map((slot) => (slot.outcome === 'taken' ? slot.at - NOON : 0));
    expect(leads[1]).toBeGreaterThanOrEqual(200);
    expect(leads[0]).toBeLessThan(50);
  });

  it('waits for a short pause to end, and gives up at the deadline of a long one', async () => {
    line = { pausedUntil: NOON + 5 * SECOND };
    const [slot] = slotsOf(await take('alerts', 1));
    expect(slot).toBeGreaterThanOrEqual(NOON + 5 * SECOND);

    const until = now + 60 * SECOND;
    line = { pausedUntil: until };
    const deadline = now + 16 * SECOND;
    expect(await take('alerts', 2)).toEqual(Array(2).fill({ outcome: 'paused', until }));
    expect(now).toBe(deadline);
  });

  it('rejects all that wait if the line cannot be written', async () => {
    const slots = takeSendSlots({
      reserve: () => Promise.reject(new Error('down')),
      reserveForConfirmations: reserveIn(() => confirmationsLine),
      sendRate: RATE,
      sleep: async () => undefined,
      now: () => new Date(now).toISOString(),
    })({ emails: 2, deadline: now + SECOND });
    const settled = await Promise.allSettled([slots.take('alerts', 0), slots.take('alerts', 0)]);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('keeps confirmations to a fifth of the rate, after ten seconds’ worth of it', async () => {
    const perSecond = (CONFIRMATIONS_SHARE * SECOND) / INTERVAL;
    let sent = 0;
    while (now < NOON + 60 * SECOND) {
      const taken = await take('confirmations', 10);
      sent += taken.filter(({ outcome }) => outcome === 'taken').length;
    }
    const allowed = perSecond * (60 + CONFIRMATIONS_BURST_MS / SECOND);
    expect(sent).toBeLessThan(allowed + 20);
    expect(sent).toBeGreaterThan(allowed - 10);
    // The rest of the rate is free for others.
    expect(Number(line.nextAt)).toBeLessThan(now + 2 * SECOND);
  });
});

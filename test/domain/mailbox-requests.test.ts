import fc from 'fast-check';
import { LINK_DAYS } from '../../lambdas/domain/link';
import {
  CONFIRMATION_LIMITS,
  judgeMailboxRequest,
  type MailboxRequest,
} from '../../lambdas/domain/mailbox-requests';

const NOON_MS = Date.parse('2026-12-02T12:00:00.000Z');
const HOUR_MS = 3600_000;
const at = (hours: number) => new Date(NOON_MS + hours * HOUR_MS).toISOString();

const judge = (earlier: MailboxRequest[], request: MailboxRequest) =>
  judgeMailboxRequest(earlier, request, CONFIRMATION_LIMITS);

/** What a mailbox remembers after strangers made these requests one after the other. */
function rememberedAfter(asked: readonly { hours: number; from: string }[]): MailboxRequest[] {
  let requests: MailboxRequest[] = [];
  asked.forEach(({ hours, from }, index) => {
    const verdict = judge(requests, { key: `k${index}`, at: at(hours), from });
    if (verdict.outcome === 'allowed') requests = verdict.requests;
  });
  return requests;
}

const strangers = (networks: number) =>
  fc
    .array(
      fc.record({
        hours: fc.double({ min: 0, max: 72, noNaN: true }),
        from: fc.integer({ min: 1, max: networks }).map((number) => `stranger${number}`),
      }),
      { maxLength: 40 },
    )
    .map((asked) => asked.sort((one, other) => one.hours - other.hours));

describe('the owner of a mailbox', () => {
  it('gets an email at once, whatever strangers in two other networks ask for', () => {
    fc.assert(
      fc.property(strangers(2), (asked) => {
        const own = { key: 'own', at: at(72), from: 'owner' };
        expect(judge(rememberedAfter(asked), own).outcome).toBe('allowed');
      }),
    );
  });

  it('has a link that works for at least another day whenever a request causes no email', () => {
    fc.assert(
      fc.property(strangers(20), (asked) => {
        const requests = rememberedAfter(asked);
        const own = { key: 'own', at: at(72), from: 'owner' };
        if (judge(requests, own).outcome !== 'over') return;
        const newest = Math.max(...requests.map((one) => Date.parse(one.at)));
        const worksUntil = newest + LINK_DAYS.confirm * 24 * HOUR_MS;
        expect(worksUntil - Date.parse(own.at)).toBeGreaterThanOrEqual(24 * HOUR_MS);
      }),
    );
  });
});

describe('the emails of a mailbox', () => {
  const requestAt = (hours: number, changes: Partial<MailboxRequest> = {}): MailboxRequest => ({
    key: `k${hours}`,
    at: at(hours),
    from: `network${hours}`,
    ...changes,
  });
  const five = [0, 1, 2, 3, 4].map((hours) => requestAt(hours));

  it('are five a day, and the fifth is known to be the last', () => {
    const fifth = judge(five.slice(0, 4), requestAt(4));
    expect(fifth).toEqual({ outcome: 'allowed', requests: five, isLast: true });
    expect(judge(five.slice(0, 3), requestAt(4))).toMatchObject({ isLast: false });
    expect(judge(five, requestAt(5))).toEqual({ outcome: 'over' });
  });

  it('are counted once, however often a run is repeated', () => {
    expect(judge(five, requestAt(4))).toEqual({ outcome: 'allowed', requests: five, isLast: true });
    expect(judge(five, requestAt(1))).toMatchObject({ outcome: 'allowed', isLast: false });
  });

  it('are not sent twice for the same request within ten minutes, in whatever order they come', () => {
    const first = requestAt(0);
    const again = (minutes: number) =>
      judge([first], { ...first, at: at(minutes / 60), from: 'another' });
    for (const minutes of [1, 9.99, -5]) {
      expect(again(minutes)).toEqual({ outcome: 'repeated', askedAt: first.at });
    }
    expect(again(10).outcome).toBe('allowed');
    expect(judge([first], requestAt(0.1)).outcome).toBe('allowed');
  });
});

import fc from 'fast-check';
import type { FollowRequest } from '../../lambdas/domain/follow-request';
import { LINK_DAYS } from '../../lambdas/domain/link';
import {
  CONFIRMATION_LIMITS,
  checkMailboxRequest,
  type MailboxRequest,
  requestKey,
} from '../../lambdas/domain/mailbox-requests';

const NOON_MS = Date.parse('2026-12-02T12:00:00.000Z');
const HOUR_MS = 3600_000;
const at = (hours: number) => new Date(NOON_MS + hours * HOUR_MS).toISOString();

const judge = (earlier: MailboxRequest[], request: MailboxRequest) =>
  checkMailboxRequest(earlier, request, CONFIRMATION_LIMITS);

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

  it('are counted until they are a day old', () => {
    expect(judge(five, requestAt(23.99))).toEqual({ outcome: 'over' });
    expect(judge(five, requestAt(24)).outcome).toBe('allowed');
  });

  it('are three for one network, and more only for others', () => {
    const fromOne = [0, 1, 2].map((hours) => requestAt(hours, { from: 'one' }));
    expect(judge(fromOne.slice(0, 2), requestAt(2, { from: 'one' })).outcome).toBe('allowed');
    expect(judge(fromOne, requestAt(3, { from: 'one' }))).toEqual({ outcome: 'over' });
    expect(judge(fromOne, requestAt(3)).outcome).toBe('allowed');
  });

  it('are the same request in any spelling of the address, and in any language of the page', () => {
    const follow: FollowRequest = {
      address: 'ann@example.org',
      expressions: ['heron'],
      language: 'en',
      frequency: 'daily',
      timeZone: 'UTC',
      hour: 8,
    };
    const key = requestKey(follow);
    expect(requestKey({ ...follow, address: 'Ann@Example.org' })).toBe(key);
    expect(requestKey({ ...follow, wordingLanguage: 'fr' })).toBe(key);
    expect(requestKey({ ...follow, expressions: ['egret'] })).not.toBe(key);
    expect(requestKey({ ...follow, hour: 9 })).not.toBe(key);
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

import fc from 'fast-check';
import { LINK_DAYS } from '../../lambdas/domain/link';
import { judgeMailboxRequest, type MailboxRequest } from '../../lambdas/domain/mailbox-requests';

const NOON_MS = Date.parse('2026-12-02T12:00:00.000Z');
const HOUR_MS = 3600_000;
const at = (hours: number) => new Date(NOON_MS + hours * HOUR_MS).toISOString();

/** What a mailbox remembers after strangers made these requests one after the other. */
function rememberedAfter(asked: readonly { hours: number; from: string }[]): MailboxRequest[] {
  let requests: MailboxRequest[] = [];
  asked.forEach(({ hours, from }, index) => {
    const verdict = judgeMailboxRequest(requests, { key: `k${index}`, at: at(hours), from });
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
        expect(judgeMailboxRequest(rememberedAfter(asked), own).outcome).toBe('allowed');
      }),
    );
  });

  it('has a link that works for at least another day whenever a request causes no email', () => {
    fc.assert(
      fc.property(strangers(20), (asked) => {
        const requests = rememberedAfter(asked);
        const own = { key: 'own', at: at(72), from: 'owner' };
        if (judgeMailboxRequest(requests, own).outcome !== 'over') return;
        const newest = Math.max(...requests.map((one) => Date.parse(one.at)));
        const worksUntil = newest + LINK_DAYS.confirm * 24 * HOUR_MS;
        expect(worksUntil - Date.parse(own.at)).toBeGreaterThanOrEqual(24 * HOUR_MS);
      }),
    );
  });
});

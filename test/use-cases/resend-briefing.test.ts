import { type AlertRequest, deliveryIdOf } from '../../lambdas/domain/delivery';
import type { DeliveryRecord } from '../../lambdas/domain/delivery-record';
import type { Frequency } from '../../lambdas/domain/frequency';
import type { Subscription } from '../../lambdas/domain/subscriber';
import { resendBriefing } from '../../lambdas/use-cases/resend-briefing';

const MATCHED_AT = '2026-12-01T07:30:00.000Z';
const [BEFORE, AFTER] = ['2026-11-01T00:00:00.000Z', '2026-12-01T07:40:00.000Z'];

type Periods = Pick<Subscription, 'frequency' | 'since'> & {
  formerly?: { frequency: Frequency; since: string; until: string }[];
};

/** Followers of one topic, and what the ledger knows about their alerts. */
function aService(
  followers: Record<string, Periods>,
  known: Record<string, Partial<DeliveryRecord>> = {},
  pageSize = 2,
) {
  const queued: string[] = [];
  const reopened: string[] = [];
  const alert = (subscriberId: string): AlertRequest => ({
    kind: 'alert',
    briefingId: 'border',
    edition: 1,
    subscriberId,
  });
  const records = new Map(
    Object.entries(known).map(([subscriberId, record]) => {
      const deliveryId = deliveryIdOf(alert(subscriberId));
      return [deliveryId, { kind: 'alert', attempts: 1, deliveryId, ...record } as DeliveryRecord];
    }),
  );
  const resend = resendBriefing({
    editionOf: async (briefingId) => (briefingId === 'border' ? 1 : undefined),
    matchedTopics: async () => ['topic-1', 'topic-2'],
    matchesOfBriefing: async (_briefingId, _edition, topicIds) =>
      topicIds.map((topicId) => ({ topicId, matchedAt: MATCHED_AT })),
    followersOf: async ({ frequency }, startAfter = '') => {
      const ids = Object.keys(followers)
        .filter((id) => followers[id]?.frequency === frequency && id > startAfter)
        .sort();
      const page = ids.slice(0, pageSize);
      const last = page.at(-1);
      return { subscriberIds: page, ...(ids.length > pageSize && last ? { last } : {}) };
    },
    subscriptions: async (_topicId, ids) =>
      new Map(ids.map((id) => [id, followers[id] as Subscription])),
    reachable: async (ids) => new Map(ids.filter((id) => id !== 'gone').map((id) => [id, id])),
    deliveries: async (ids) => ids.flatMap((id) => records.get(id) ?? []),
    reopen: async ({ subscriberId }) => {
      reopened.push(subscriberId);
      return true;
    },
    sendDeliveries: async (requests) => {
      queued.push(...requests.map(({ subscriberId }) => subscriberId));
    },
    now: () => AFTER,
  });
  return { resend, queued, reopened };
}

const instant: Periods = { frequency: 'instant', since: BEFORE };

describe('resending a briefing', () => {
  it('queues the alert of those who followed at once when it matched, whatever they chose since', async () => {
    const { resend, queued } = aService({
      always: instant,
      later: { frequency: 'instant', since: AFTER },
      'from-daily': {
        frequency: 'instant',
        since: AFTER,
        formerly: [{ frequency: 'daily', since: BEFORE, until: AFTER }],
      },
      'to-daily': {
        frequency: 'daily',
        since: AFTER,
        formerly: [{ frequency: 'instant', since: BEFORE, until: AFTER }],
      },
      daily: { frequency: 'daily', since: BEFORE },
    });
    expect(await resend('border')).toEqual({ outcome: 'queued', alerts: 2 });
    expect(queued.sort()).toEqual(['always', 'to-daily']);
  });

  it('leaves alone what was sent, what the ledger still works on, and what nobody wants', async () => {
    const states: Record<string, Partial<DeliveryRecord>> = {
      sent: { state: 'sent' },
      waiting: { state: 'waiting' },
      claimed: { state: 'claimed' },
      unsubscribed: { state: 'dropped', reason: 'unsubscribed' },
      suppressed: { state: 'dropped', reason: 'suppressed' },
      withdrawn: { state: 'dropped', reason: 'withdrawn' },
      superseded: { state: 'dropped', reason: 'superseded' },
    };
    const followers = Object.fromEntries(Object.keys(states).map((id) => [id, instant]));
    const { resend, queued, reopened } = aService({ ...followers, gone: instant }, states);
    expect(await resend('border')).toEqual({ outcome: 'queued', alerts: 0 });
    expect([queued, reopened]).toEqual([[], []]);
  });

  it('sends again what SES refused or rejected, because the cause may be gone', async () => {
    const { resend, queued, reopened } = aService(
      { refused: instant, rejected: instant },
      {
        refused: { state: 'dropped', reason: 'refused: InvalidParameterValue' },
        rejected: { state: 'dropped', reason: 'rejected: Bad content' },
      },
    );
    expect(await resend('border')).toEqual({ outcome: 'queued', alerts: 2 });
    expect(reopened).toEqual(['refused', 'rejected']);
    expect(queued).toEqual(['refused', 'rejected']);
  });

  it('goes on where the last call ended, until every follower was looked at', async () => {
    const ids = Array.from({ length: 50 }, (_, index) => `id-${String(index).padStart(2, '0')}`);
    const { resend, queued } = aService(Object.fromEntries(ids.map((id) => [id, instant])));
    let startAfter: string | undefined;
    let calls = 0;
    do {
      const outcome = await resend('border', startAfter);
      startAfter = outcome.outcome === 'queued' ? outcome.next : undefined;
      calls += 1;
    } while (startAfter !== undefined && calls < 100);
    expect(calls).toBeGreaterThan(1);
    expect([...new Set(queued)].sort()).toEqual(ids);
  });

  it('knows no other briefing', async () => {
    expect(await aService({}).resend('unknown')).toEqual({ outcome: 'unknown' });
  });
});

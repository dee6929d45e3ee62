import { NO_ALERTS } from '../../lambdas/domain/alert-window';
import { waitingSince } from '../../lambdas/domain/waiting-since';
import { aSubscription } from '../support/adapters';

describe('the time since when something waits', () => {
  const [MAY, JUNE, JULY] = [
    '2026-05-01T08:00:00.000Z',
    '2026-06-01T08:00:00.000Z',
    '2026-07-01T08:00:00.000Z',
  ] as const;
  const plan = { round: 1, follows: 1, reschedules: 0, listed: [] };
  const monthly = aSubscription('gaza', { frequency: 'monthly', since: MAY });
  const digests = [
    { ...plan, frequency: 'daily' as const, settledUntil: MAY },
    { ...plan, frequency: 'monthly' as const, settledUntil: JUNE },
  ];

  it('is the last digest of a frequency that is followed', () => {
    expect(waitingSince({ subscriptions: [monthly], digests, alerts: NO_ALERTS })).toBe(JUNE);
  });

  it('is the first alert that was gathered, if that is earlier', () => {
    const alerts = (gatheredSince: string) => ({ ...NO_ALERTS, gatheredSince });
    expect(waitingSince({ subscriptions: [monthly], digests, alerts: alerts(MAY) })).toBe(MAY);
    expect(waitingSince({ subscriptions: [monthly], digests, alerts: alerts(JULY) })).toBe(JUNE);
  });

  it('is unknown if nothing can wait', () => {
    expect(waitingSince({ subscriptions: [], digests, alerts: NO_ALERTS })).toBeUndefined();
  });
});

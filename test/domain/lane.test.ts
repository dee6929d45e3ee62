import { laneOf } from '../../lambdas/domain/lane';

describe('the lane of a delivery', () => {
  const subscriberId = 'ann';
  const follow = {
    address: 'ann@example.org',
    expressions: ['Gaza aid'],
    language: 'en',
    frequency: 'instant',
    timeZone: 'UTC',
    hour: 8,
  } as const;

  it.each([
    ['confirmations', { kind: 'confirm', askedAt: '2026-12-02T12:00:00.000Z', follow }],
    ['alerts', { kind: 'alert', briefingId: 'border', edition: 1, subscriberId }],
    ['digests', { kind: 'digest', frequency: 'daily', round: 0, subscriberId }],
  ] as const)('is %s for its kind of email', (lane, request) => {
    expect(laneOf(JSON.parse(JSON.stringify(request)))).toBe(lane);
  });
});

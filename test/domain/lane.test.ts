import { laneOf } from '../../lambdas/domain/lane';

describe('the lane of a delivery', () => {
  const subscriberId = 'ann';

  it.each([
    ['confirmations', { kind: 'confirm', deliveryId: 'confirm-1' }],
    ['confirmations', { kind: 'account', deliveryId: 'account-1', subscriberId }],
    ['alerts', { kind: 'alert', briefingId: 'border', edition: 1, subscriberId }],
    ['alerts', { kind: 'gathered', round: 0, subscriberId }],
    ['digests', { kind: 'digest', frequency: 'daily', round: 0, subscriberId }],
  ] as const)('is %s for its kind of email', (lane, request) => {
    expect(laneOf(request)).toBe(lane);
  });
});

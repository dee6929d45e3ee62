import { storedProgress } from '../../lambdas/adapters/delivery-items';

describe('the progress that is stored with a claim', () => {
  const gathered = {
    subscriberId: 'ann',
    round: 2,
    unlisted: 1,
    next: { dueAt: '2026-12-02T13:00:00.000Z' },
  };
  const included = [{ briefingId: 'border', edition: 1 }];

  it('is that of gathered alerts', () => {
    const progress = { ...gathered, included };
    expect(storedProgress({ progress })).toEqual({ progress });
  });

  it('can be read if an older version stored the alerts as `told`', () => {
    expect(storedProgress({ progress: { ...gathered, told: included } })).toEqual({
      progress: { ...gathered, included },
    });
  });

  it('is absent if none was stored', () => {
    expect(storedProgress({})).toEqual({});
  });
});

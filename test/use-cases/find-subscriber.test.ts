import { findSubscriber } from '../../lambdas/use-cases/find-subscriber';

describe('finding a subscriber', () => {
  const find = (email: string, stored = {}) =>
    findSubscriber({
      findAddress: async (address) => (address === 'ann@example.org' ? stored : {}),
    })(email);

  it('returns who has the address, and how often it bounced', async () => {
    expect(await find(' ann@EXAMPLE.org ', { subscriberId: 'ann', softBounces: 2 })).toEqual({
      outcome: 'found',
      subscriberId: 'ann',
      softBounces: 2,
    });
    expect(await find('ann@example.org', { subscriberId: 'ann' })).toMatchObject({
      softBounces: 0,
    });
  });

  it('says whether an address without a subscriber is suppressed', async () => {
    expect(await find('bob@example.org')).toStrictEqual({ outcome: 'unknown' });
    expect(await find('ann@example.org', { suppressed: 'bounce' })).toEqual({
      outcome: 'unknown',
      suppressed: 'bounce',
    });
  });

  it('refuses what is not an address', async () => {
    expect(await find('ann')).toMatchObject({
      outcome: 'refused',
      reason: 'That is not a complete email address. Write it like name@example.org.',
    });
  });
});

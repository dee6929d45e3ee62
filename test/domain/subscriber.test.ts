import { topicsOfDigest } from '../../lambdas/domain/subscriber';
import { aSubscription } from '../support/adapters';

const [JUNE, JULY, AUGUST] = [
  '2026-06-01T00:00:00.000Z',
  '2026-07-01T00:00:00.000Z',
  '2026-08-01T00:00:00.000Z',
];

describe('the topics of a digest', () => {
  it('are those that are followed at its frequency, from when they were', () => {
    const daily = aSubscription('gaza', { frequency: 'daily', since: JUNE });
    const others = [
      aSubscription('rain', { frequency: 'weekly' }),
      aSubscription('fire', { frequency: 'instant' }),
    ];
    expect(topicsOfDigest([daily, ...others], 'daily')).toEqual([
      { subscription: daily, since: JUNE },
    ]);
  });

  it('are also those that were followed so before, up to when that changed', () => {
    const moved = aSubscription('gaza', {
      frequency: 'weekly',
      since: JULY,
      formerly: [{ frequency: 'daily', since: JUNE, until: JULY }],
    });
    expect(topicsOfDigest([moved], 'daily')).toEqual([
      { subscription: moved, since: JUNE, until: JULY },
    ]);
    expect(topicsOfDigest([moved], 'weekly')).toEqual([{ subscription: moved, since: JULY }]);
  });

  it('are also those of every time at which they were followed so, before and again', () => {
    const returned = aSubscription('gaza', {
      frequency: 'daily',
      since: AUGUST,
      formerly: [
        { frequency: 'daily', since: JUNE, until: JULY },
        { frequency: 'weekly', since: JULY, until: AUGUST },
      ],
    });
    expect(topicsOfDigest([returned], 'daily')).toEqual([
      { subscription: returned, since: JUNE, until: JULY },
      { subscription: returned, since: AUGUST },
    ]);
  });

  it('are none where nothing is followed so', () => {
    const moved = aSubscription('gaza', {
      formerly: [{ frequency: 'daily', since: JUNE, until: JULY }],
    });
    expect(topicsOfDigest([moved], 'weekly')).toEqual([]);
    expect(topicsOfDigest([], 'daily')).toEqual([]);
  });
});

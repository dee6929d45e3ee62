import { topicsOfDigest } from '../../lambdas/domain/subscriber';
import { aSubscription } from '../support/adapters';

const [JUNE, JULY, AUGUST] = [
  '2026-06-01T00:00:00.000Z',
  '2026-07-01T00:00:00.000Z',
  '2026-08-01T00:00:00.000Z',
];

describe('the topics of a digest', () => {
  it('are those that are followed at its frequency, with the time since when', () => {
    const daily = aSubscription('gaza', { frequency: 'daily', since: JUNE });
    const others = [
      aSubscription('rain', { frequency: 'weekly' }),
      aSubscription('fire', { frequency: 'instant' }),
    ];
    expect(topicsOfDigest([daily, ...others], 'daily')).toEqual([
      { subscription: daily, since: JUNE },
    ]);
  });

  it('include those that were followed at its frequency before, until the change', () => {
    const changed = aSubscription('gaza', {
      frequency: 'weekly',
      since: JULY,
      formerly: [{ frequency: 'daily', since: JUNE, until: JULY }],
    });
    expect(topicsOfDigest([changed], 'daily')).toEqual([
      { subscription: changed, since: JUNE, until: JULY },
    ]);
    expect(topicsOfDigest([changed], 'weekly')).toEqual([{ subscription: changed, since: JULY }]);
  });

  it('include every period in which a topic was followed at its frequency', () => {
    const changedBack = aSubscription('gaza', {
      frequency: 'daily',
      since: AUGUST,
      formerly: [
        { frequency: 'daily', since: JUNE, until: JULY },
        { frequency: 'weekly', since: JULY, until: AUGUST },
      ],
    });
    expect(topicsOfDigest([changedBack], 'daily')).toEqual([
      { subscription: changedBack, since: JUNE, until: JULY },
      { subscription: changedBack, since: AUGUST },
    ]);
  });

  it('are empty if no topic is or was followed at its frequency', () => {
    const instant = aSubscription('gaza', {
      formerly: [{ frequency: 'daily', since: JUNE, until: JULY }],
    });
    expect(topicsOfDigest([instant], 'weekly')).toEqual([]);
    expect(topicsOfDigest([], 'daily')).toEqual([]);
  });
});

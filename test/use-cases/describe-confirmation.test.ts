import type { FollowRequest } from '../../lambdas/domain/follow-request';
import { refuse } from '../../lambdas/domain/refusal';
import type { ConfirmationState } from '../../lambdas/use-cases/confirm-follow';
import { describeConfirmation } from '../../lambdas/use-cases/describe-confirmation';
import { aSubscriber, aSubscriberFile } from '../support/adapters';

const follow: FollowRequest = {
  address: 'ann@example.org',
  expressions: ['Gaza'],
  language: 'en',
  frequency: 'daily',
  timeZone: 'Asia/Tokyo',
  hour: 18,
};

describe('what the button behind a confirmation link will do', () => {
  const describeLink = (
    request: FollowRequest,
    {
      state = 'open',
      isSubscriber = false,
      isFull = false,
    }: { state?: ConfirmationState; isSubscriber?: boolean; isFull?: boolean } = {},
  ) =>
    describeConfirmation({
      checkConfirmation: async () => state,
      checkTopicLimit: async () =>
        isFull
          ? { outcome: 'too-many', refusal: refuse('tooManyTopics', 100) }
          : { outcome: 'within-limit' },
      findAddress: async () => (isSubscriber ? { subscriberId: 'ann' } : {}),
      subscriberFile: async () =>
        aSubscriberFile({ subscriber: aSubscriber('ann', { timeZone: 'Europe/London', hour: 8 }) }),
    })({ claims: { id: 'confirm-1', follow: request }, issuedAt: '2026-12-02T10:00:00.000Z' });

  it('is to follow the topics at the hour and time zone of the form, for someone new', async () => {
    expect(await describeLink(follow)).toEqual({
      outcome: 'open',
      follow,
      schedule: { hour: 18, timeZone: 'Asia/Tokyo' },
    });
  });

  it('keeps the hour and time zone of a subscriber who chose none', async () => {
    const own = { hour: 8, timeZone: 'Europe/London' };
    expect(await describeLink(follow, { isSubscriber: true })).toEqual({
      outcome: 'open',
      follow,
      schedule: own,
      ownSchedule: own,
    });
  });

  it('changes only what a subscriber chose, and says what they have now', async () => {
    const request: FollowRequest = { ...follow, chosen: ['hour'] };
    expect(await describeLink(request, { isSubscriber: true })).toMatchObject({
      schedule: { hour: 18, timeZone: 'Europe/London' },
      ownSchedule: { hour: 8, timeZone: 'Europe/London' },
    });
  });

  it('says why the topics cannot all be followed', async () => {
    expect(await describeLink(follow, { isFull: true })).toMatchObject({
      outcome: 'open',
      refusal: { code: 'tooManyTopics' },
    });
  });

  it.each(['already-confirmed', 'left'] as const)('is nothing if it is %s', async (state) => {
    expect(await describeLink(follow, { state, isSubscriber: true })).toEqual({ outcome: state });
  });
});

import type { FollowRequest } from '../../lambdas/domain/delivery';
import type { Consent } from '../../lambdas/domain/subscriber';
import {
  type OperatorSubscription,
  type SubscribeForOperatorDependencies,
  subscribeForOperator,
} from '../../lambdas/use-cases/subscribe-for-operator';

const NOON = '2026-12-02T12:00:00.000Z';
/** When the same was asked before. */
const EARLIER = '2026-12-02T11:55:00.000Z';
const ASKED = `ann@example.org ${EARLIER}`;

describe('subscribing for an operator', () => {
  const subscribe = async (
    fields: Partial<OperatorSubscription> = {},
    dependencies: Partial<SubscribeForOperatorDependencies> = {},
  ) => {
    const followed: { request: FollowRequest; consent: Consent }[] = [];
    const asked: string[] = [];
    const defaults = { timeZone: 'Europe/Berlin', hour: 7, language: 'en' as const };
    const outcome = await subscribeForOperator({
      followTopics: async (request, consent) => {
        followed.push({ request, consent });
        return { subscriberId: 'ann', schedule: { hour: 7, timeZone: 'UTC' }, topics: [] };
      },
      countRequest: async () => ({ outcome: 'repeated', askedAt: EARLIER }),
      sendConfirmation: async ({ follow, askedAt }) => {
        asked.push(`${follow.address} ${askedAt}`);
      },
      defaults,
      now: () => NOON,
      ...dependencies,
    })({
      email: 'ann@example.org',
      expressions: ['Gaza aid'],
      frequency: 'daily',
      timeZone: '',
      hour: '',
      language: '',
      confirmed: true,
      consent: 'paper form, 3 May',
      ...fields,
    });
    return { outcome, followed, asked };
  };

  it('follows at once and records the consent that the operator obtained', async () => {
    const { outcome, followed, asked } = await subscribe({ consent: ' paper form, 3 May\n' });
    expect(outcome).toMatchObject({ outcome: 'followed', subscriberId: 'ann', topics: [] });
    expect(followed).toEqual([
      {
        request: expect.objectContaining({ address: 'ann@example.org', timeZone: 'Europe/Berlin' }),
        consent: { how: 'recorded', at: NOON, text: 'paper form, 3 May' },
      },
    ]);
    expect(asked).toEqual([]);
  });

  it.each(['', ' '])('asks the owner if the operator has no consent: "%s"', async (consent) => {
    const { outcome, followed, asked } = await subscribe({ confirmed: false, consent });
    expect(outcome).toEqual({ outcome: 'asked' });
    expect({ followed, asked }).toEqual({ followed: [], asked: [ASKED] });
  });

  it.each([true, false])(
    'refuses a consent that is too long (confirmed: %s)',
    async (confirmed) => {
      const { outcome, followed, asked } = await subscribe({
        confirmed,
        consent: 'c'.repeat(1_001),
      });
      expect(outcome).toEqual({
        outcome: 'refused',
        errors: { consent: { reason: expect.stringContaining('1000 characters') } },
      });
      expect({ followed, asked }).toEqual({ followed: [], asked: [] });
    },
  );

  it('asks the owner unless the operator says that the consent is confirmed', async () => {
    const { outcome, followed, asked } = await subscribe({ confirmed: false });
    expect(outcome).toEqual({ outcome: 'asked' });
    expect({ followed, asked }).toEqual({ followed: [], asked: [ASKED] });
  });

  it('refuses an invalid form with and without consent', async () => {
    const refused = {
      outcome: 'refused',
      errors: {
        email: {
          code: 'incompleteAddress',
          values: [],
          reason: 'That is not a complete email address. Write it like name@example.org.',
        },
      },
    };
    for (const consent of ['paper form, 3 May', '']) {
      const confirmed = consent !== '';
      const { outcome, followed, asked } = await subscribe({ email: 'ann', confirmed, consent });
      expect(outcome).toStrictEqual(refused);
      expect({ followed, asked }).toEqual({ followed: [], asked: [] });
    }
  });

  it.each(['mailbox', 'never-ask'] as const)(
    'sends nothing if the limit stops it: %s',
    async (limit) => {
      const { outcome, asked } = await subscribe(
        { confirmed: false },
        { countRequest: async () => ({ outcome: 'silenced', limit }) },
      );
      expect(outcome).toEqual({ outcome: 'stopped', limit });
      expect(asked).toEqual([]);
    },
  );

  it('names every field that must change, the missing consent among them', async () => {
    const { outcome, followed } = await subscribe({ email: 'nobody', hour: '25', consent: ' ' });
    expect(outcome).toEqual({
      outcome: 'refused',
      errors: {
        email: expect.objectContaining({ code: 'incompleteAddress' }),
        hour: expect.objectContaining({ code: 'unknownHour' }),
        consent: { reason: expect.stringContaining('when and how') },
      },
    });
    expect(followed).toEqual([]);
  });
});

import type { DeliveryRequest } from '../../lambdas/domain/delivery';
import type { FollowForm } from '../../lambdas/use-cases/check-follow-form';
import {
  type RequestConfirmationDependencies,
  requestConfirmation,
} from '../../lambdas/use-cases/request-confirmation';

const NOON = '2026-12-02T12:00:00.000Z';

describe('requesting a confirmation', () => {
  const request = async (
    fields: Partial<FollowForm> = {},
    dependencies: Partial<RequestConfirmationDependencies> = {},
  ) => {
    const sent: DeliveryRequest[] = [];
    const steps: unknown[][] = [];
    const form = {
      email: 'ann@example.org',
      expressions: ['Gaza aid'],
      frequency: 'daily',
      timeZone: '',
      hour: '',
      ...fields,
    };
    const checked = await requestConfirmation({
      countRequest: async (...counted) => {
        steps.push(['count', ...counted]);
        return { outcome: 'counted' };
      },
      storeRequest: async (...stored) => {
        steps.push(['store', ...stored]);
        return true;
      },
      sendDeliveries: async (requests) => {
        steps.push(['send']);
        sent.push(...requests);
      },
      defaults: { timeZone: 'Europe/Berlin', hour: 7, language: 'en' },
      now: () => NOON,
      ...dependencies,
    })(form);
    return { checked, sent, steps };
  };
  const errorsOf = async (fields: Partial<FollowForm>) => {
    const { checked, steps } = await request(fields);
    expect(steps).toEqual([]);
    return checked.outcome === 'refused' ? checked.errors : {};
  };
  const acceptedRequest = async (fields: Partial<FollowForm>) => {
    const { checked } = await request(fields);
    if (checked.outcome !== 'read') throw new Error(JSON.stringify(checked));
    return checked.follow;
  };

  it('counts the request, stores it, and then queues only its id', async () => {
    const { checked, sent, steps } = await request();
    const follow = {
      address: 'ann@example.org',
      expressions: ['Gaza aid'],
      language: 'en',
      frequency: 'daily',
      timeZone: 'Europe/Berlin',
      hour: 7,
    };
    expect(checked).toEqual({ outcome: 'read', follow });
    const deliveryId = expect.stringMatching(/^confirm-[0-9a-f]{24}-\d+$/);
    expect(steps).toEqual([
      ['count', deliveryId, 'ann@example.org', NOON],
      ['store', { about: 'follow', follow, askedAt: NOON }],
      ['send'],
    ]);
    expect(sent).toEqual([{ kind: 'confirm', deliveryId: steps[0]?.[1] }]);
  });

  it('says when to try again, and stores and sends nothing, if a limit is reached', async () => {
    const limited = { outcome: 'limited', limit: 'budget', retryAfterSeconds: 90 } as const;
    const { checked, steps } = await request({}, { countRequest: async () => limited });
    expect(checked).toEqual(limited);
    expect(steps).toEqual([]);
  });

  it('answers a repeated request in the same way, but queues nothing more', async () => {
    const { checked, sent } = await request({}, { storeRequest: async () => false });
    expect(checked).toEqual((await request()).checked);
    expect(sent).toEqual([]);
  });

  describe('remembers the hour and time zone as chosen', () => {
    it('if they were given', async () => {
      const given = await acceptedRequest({ hour: '7', timeZone: 'Asia/Tokyo' });
      expect(given.chosen).toEqual(['hour', 'timeZone']);
      expect((await acceptedRequest({ hour: '9' })).chosen).toEqual(['hour']);
      expect(await acceptedRequest({})).not.toHaveProperty('chosen');
    });

    it('if they differ from those that the form was filled in with', async () => {
      const prefilled = { isPrefilled: true, hour: '7', timeZone: 'Europe/Berlin' };
      expect(await acceptedRequest(prefilled)).not.toHaveProperty('chosen');
      const later = await acceptedRequest({ ...prefilled, hour: '20' });
      expect(later.chosen).toEqual(['hour']);
      const elsewhere = await acceptedRequest({ ...prefilled, timeZone: 'Asia/Tokyo' });
      expect(elsewhere.chosen).toEqual(['timeZone']);
    });
  });

  it('reports all errors of the form at once', async () => {
    const errors = await errorsOf({
      email: 'ann',
      expressions: ['the'],
      frequency: 'hourly',
      timeZone: 'Mars/Olympus',
      hour: '24',
    });
    expect(Object.keys(errors).sort()).toEqual([
      'email',
      'expression',
      'frequency',
      'hour',
      'timeZone',
    ]);
    for (const sentence of Object.values(errors)) expect(sentence).toMatch(/^[A-Z“"].*\.$/s);
  });

  it('refuses more topics than fit into a link', async () => {
    const long = Array.from(
      { length: 20 },
      (_, number) => `topic${number} ${'غزةالقطاع '.repeat(24)}`,
    );
    expect(await errorsOf({ expressions: long })).toEqual({
      expression: 'These topics are too long to follow at once. Name fewer topics.',
    });
  });

  it.each(['-1', '24', '7.5', '007', 'seven', '1e1', '٧'])('refuses the hour %j', async (hour) => {
    expect(await errorsOf({ hour })).toEqual({ hour: 'Choose an hour from 0 to 23.' });
  });

  it('accepts hours and time zones with spaces around them', async () => {
    expect(await acceptedRequest({ hour: ' 0 ' })).toMatchObject({ hour: 0 });
    expect(await acceptedRequest({ hour: '23', timeZone: ' Asia/Tokyo ' })).toMatchObject({
      hour: 23,
      timeZone: 'Asia/Tokyo',
    });
  });

  it('requests a topic once if it is typed in two ways', async () => {
    const { expressions } = await acceptedRequest({
      expressions: ['Gaza aid', '  aid GAZA ', 'Hezbollah', 'gaza aids'],
    });
    expect(expressions[0]).toBe('Gaza aid');
    expect(expressions).toContain('Hezbollah');
    expect(expressions).not.toContain('aid GAZA');
  });

  it('refuses a form without topics or with more than twenty', async () => {
    expect(await errorsOf({ expressions: [] })).toEqual({ expression: 'Name a topic to follow.' });
    const many = Array.from({ length: 21 }, (_, number) => `topic${number}`);
    expect(await errorsOf({ expressions: many })).toEqual({
      expression: 'Name at most 20 topics at once.',
    });
    expect((await acceptedRequest({ expressions: many.slice(1) })).expressions).toHaveLength(20);
  });

  it.each([
    [
      'email',
      { email: 'ann' },
      'That is not a complete email address. Write it like name@example.org.',
    ],
    ['frequency', { frequency: 'hourly' }, 'Choose instant, daily, weekly or monthly.'],
    [
      'timeZone',
      { timeZone: 'Mars' },
      'We do not know that time zone. Choose one such as Europe/London.',
    ],
    [
      'language',
      { language: 'tlh' },
      'Choose a language: any, ar, de, en, es, fr, it, nl, pt, ru, tr.',
    ],
  ])('refuses a form in which only this field is invalid: %s', async (field, fields, sentence) => {
    expect(await errorsOf(fields)).toEqual({ [field]: sentence });
  });

  it('reads topics in the chosen language, or in the default language if that is invalid', async () => {
    expect(await acceptedRequest({ language: 'fr', expressions: ['the'] })).toMatchObject({
      language: 'fr',
    });
    const errors = await errorsOf({ language: 'tlh', expressions: ['the'] });
    expect(Object.keys(errors).sort()).toEqual(['expression', 'language']);
  });

  it('accepts topics of 4,000 bytes together, and refuses one byte more', async () => {
    const topics = Array.from({ length: 20 }, (_, index) =>
      `topic${index} ${'ordinary '.repeat(22)}`.slice(0, 199).padEnd(200, 's'),
    );
    expect((await acceptedRequest({ expressions: topics })).expressions).toEqual(topics);
    const [first, ...others] = topics;
    expect(await errorsOf({ expressions: [`${first}s`, ...others] })).toEqual({
      expression: 'These topics are too long to follow at once. Name fewer topics.',
    });
  });

  it('refuses all topics if one of them is invalid', async () => {
    expect(await errorsOf({ expressions: ['Gaza aid', 'the of'] })).toHaveProperty('expression');
  });
});

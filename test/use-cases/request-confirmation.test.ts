import { refusalTexts } from '../../lambdas/rendering/wording/refusals';
import type { FollowForm } from '../../lambdas/use-cases/check-follow-form';
import {
  type Asker,
  type RequestConfirmationDependencies,
  requestConfirmation,
} from '../../lambdas/use-cases/request-confirmation';

const NOON = '2026-12-02T12:00:00.000Z';

describe('requesting a confirmation', () => {
  const request = async (
    fields: Partial<FollowForm> = {},
    dependencies: Partial<RequestConfirmationDependencies> = {},
    asker: Partial<Asker> = {},
  ) => {
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
      formAge: async () => ({ outcome: 'made', agoMs: 20_000 }),
      countRequest: async (...counted) => {
        steps.push(['count', ...counted]);
        return { outcome: 'counted', from: 'hash of the network' };
      },
      sendConfirmation: async (...sent) => {
        steps.push(['send', ...sent]);
      },
      countStopped: async (...stopped) => {
        steps.push(['stopped', ...stopped]);
      },
      rules: {
        defaults: { timeZone: 'Europe/Berlin', hour: 7, language: 'en' },
        refusedDomains: ['trash.example'],
      },
      now: () => NOON,
      ...dependencies,
    })(form, {
      network: '203.0.113.0/24',
      wordingLanguage: 'fr',
      origin: 'site',
      guard: { stamp: 'signed', honeypot: '' },
      ...asker,
    });
    return { checked, steps };
  };
  const errorsOf = async (fields: Partial<FollowForm>) => {
    const { checked, steps } = await request(fields);
    expect(steps).toEqual([]);
    return checked.outcome === 'refused' ? refusalTexts(checked.errors, 'en') : {};
  };
  const acceptedRequest = async (fields: Partial<FollowForm>) => {
    const { checked } = await request(fields);
    if (checked.outcome !== 'read') throw new Error(JSON.stringify(checked));
    return checked.follow;
  };

  const follow = {
    address: 'ann@example.org',
    expressions: ['Gaza aid'],
    language: 'en',
    frequency: 'daily',
    timeZone: 'Europe/Berlin',
    hour: 7,
    wordingLanguage: 'fr',
  };
  const accepted = { outcome: 'read', follow };

  it('counts the request with its network, and sends the email in the language of the page', async () => {
    const { checked, steps } = await request();
    expect(checked).toEqual(accepted);
    expect(steps).toEqual([
      ['count', { follow, network: '203.0.113.0/24', isUnproven: false }, NOON],
      ['send', { follow, askedAt: NOON, from: 'hash of the network' }],
    ]);
  });

  it.each(['network', 'domain', 'budget'] as const)(
    'says when to try again, but not why, and sends nothing at the limit of the %s',
    async (limit) => {
      const limited = { outcome: 'limited', limit, retryAfterSeconds: 90 } as const;
      const { checked, steps } = await request({}, { countRequest: async () => limited });
      expect(checked).toEqual({ outcome: 'limited', retryAfterSeconds: 90 });
      expect(steps).toEqual([['stopped', limit, NOON]]);
    },
  );

  it('counts and stores the form of a program like any other, so that it learns nothing', async () => {
    const person = await request();
    const program = await request({}, {}, { guard: { stamp: 'signed', honeypot: 'x' } });
    expect(program.checked).toEqual(person.checked);
    expect(program.steps).toEqual([
      person.steps[0],
      ['send', { follow, askedAt: NOON, from: 'hash of the network', isProgram: true }],
    ]);
  });

  it('lets a form that was filled in too fast be sent again a moment later', async () => {
    const sentAfter = (agoMs: number, origin: Asker['origin'] = 'site') =>
      request({}, { formAge: async () => ({ outcome: 'made', agoMs }) }, { origin });
    const { checked, steps } = await sentAfter(700);
    expect(checked).toEqual({ outcome: 'limited', retryAfterSeconds: 2 });
    expect(steps).toEqual([['stopped', 'too-fast', NOON]]);
    expect((await sentAfter(2_000)).checked).toEqual(accepted);
    expect((await sentAfter(0, 'embedded')).checked).toEqual(accepted);
  });

  it('counts a form without a valid time as unproven, unless the operator embeds it', async () => {
    const isUnproven = async (origin: Asker['origin']) => {
      const { steps } = await request(
        {},
        { formAge: async () => ({ outcome: 'unknown' }) },
        { origin },
      );
      return steps[0]?.[1];
    };
    expect(await isUnproven('site')).toMatchObject({ isUnproven: true });
    expect(await isUnproven('embedded')).toMatchObject({ isUnproven: false });
  });

  it('asks whether a misspelled address is meant, until the asker keeps it', async () => {
    const { checked, steps } = await request({ email: 'Ann@gmial.com' });
    expect(checked).toEqual({ outcome: 'misspelled', suggestion: 'Ann@gmail.com' });
    expect(steps).toEqual([]);
    const email = 'Ann@gmial.com';
    const other = await request({ email }, {}, { keptAddress: 'ann@hotmial.com' });
    expect(other.checked.outcome).toBe('misspelled');
    const kept = await request({ email }, {}, { keptAddress: 'Ann@gmial.com ' });
    expect(kept.checked).toMatchObject({ outcome: 'read', follow: { address: email } });
  });

  it('refuses the domains that the operator refuses, and counts them', async () => {
    for (const email of ['ann@trash.example', 'ann@mx.Trash.example']) {
      const { checked, steps } = await request({ email });
      expect(checked).toMatchObject({ errors: { email: { code: 'refusedDomain' } } });
      expect(steps).toEqual([['stopped', 'refused-domain', NOON]]);
    }
    expect((await request({ email: 'ann@nottrash.example' })).checked.outcome).toBe('read');
  });

  it('refuses a web address as a topic', async () => {
    const { checked, steps } = await request({
      email: 'ann',
      expressions: ['Your account is locked https://evil.example/login'],
    });
    expect(checked).toMatchObject({
      errors: { expression: { code: 'webAddress' }, email: { code: 'incompleteAddress' } },
    });
    expect(steps).toEqual([]);
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

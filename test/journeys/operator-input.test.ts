import fc from 'fast-check';
import { API, errorReplySchema } from '../../lambdas/handlers/operate/api';
import { aBriefing } from '../support/briefings';
import { advanceClock } from '../support/clock';
import { hostileText } from '../support/hostile-text';
import { type Journey, startJourney } from '../support/journey';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

type Path = keyof typeof API;

const PATHS = Object.keys(API) as Path[];
const MAX_ERROR_LENGTH = 5_000;
const ADDRESS = 'ann@example.org';

const text = fc.oneof(
  hostileText(),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('', '\uFFFF', 'owl\uFFFE', 'owl\uDC00', '__proto__'),
);

/** Usually one of the valid values, sometimes hostile text, sometimes any JSON at all. */
function field(...valid: unknown[]): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(...valid) },
    { weight: 2, arbitrary: text },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
}

const fields = { requiredKeys: [] };
const email = field('cat@example.org', 'dee@example.org');
const expression = field('owl', 'barn owl', 'owl OR "tawny owl"', 'owl*', 'tag:owls', '-owl');
const why = field('asked by phone', 'w'.repeat(501));
const briefingId = field('owl', 'no-such', 'i'.repeat(3_000));
const position = field('0#', '15#alert-', '1.2.x', '99#', '9999999999.0.');
const page = fc.record({ startAfter: field('topic#0', 'term#0#=owl', 'aliases') }, fields);
/** Requests that are mostly valid. */
const requests: Record<Path, fc.Arbitrary<unknown>> = {
  '/api/subscriptions': fc.record(
    {
      email,
      expressions: fc.oneof(fc.array(expression, { minLength: 1, maxLength: 3 }), fc.jsonValue()),
      frequency: field('instant', 'daily', 'weekly'),
      timeZone: field('Europe/London', 'UTC', '+01:00'),
      hour: field(0, 8, '23', 8.5, 1e300),
      language: field('en', 'ar', 'any'),
      confirmed: field(true, true, false),
      consent: field('paper form', 'c'.repeat(1_001)),
    },
    { requiredKeys: ['email', 'expressions', 'frequency'] },
  ),
  '/api/subscribers/lookup': fc.record({ email }, fields),
  '/api/subscribers/unsubscribe': fc.record({ email }, fields),
  '/api/subscribers/forget': fc.record({ email }, fields),
  '/api/digests': fc.record(
    {
      at: fc.oneof(
        field('9999-12-31T23:59:59-23:59', '0000-01-01T00:00:00+23:59', '2026-02-30T00:00:00Z'),
        fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      ),
    },
    fields,
  ),
  '/api/aliases': fc.record({ text: field('owl, strix', '# none', 'owl') }, fields),
  '/api/topics/list': page,
  '/api/topics/show': fc.record({ expression, language: field('en', 'any', '') }, fields),
  '/api/topics/count-words': fc.jsonValue(),
  '/api/topics/verify': page,
  '/api/topics/rebuild': page,
  '/api/briefings/list': fc.record({ limit: field(1, 10, 0, 1.5), start: field(0, 5, -1) }, fields),
  '/api/feeds/add': fc.record(
    {
      url: field('http://localhost:9/', 'ftp://x', 'http://a:b@localhost:9/', 'localhost:9'),
      tags: fc.oneof(fc.array(field('birds', 't'.repeat(61))), fc.jsonValue()),
      source: field('Bird news', 's'.repeat(201)),
      categoriesAsTags: field(true, false),
    },
    { requiredKeys: ['url'] },
  ),
  '/api/feeds/list': fc.jsonValue(),
  '/api/feeds/poll': fc.record({ id: field('n'.repeat(22), 'host#localhost:9', '') }, fields),
  '/api/feeds/remove': fc.record({ id: field('n'.repeat(22), 'host#localhost:9', '') }, fields),
  '/api/briefings/resend': fc.record({ briefingId, startAfter: position }, fields),
  '/api/scheduled/list': fc.jsonValue(),
  '/api/scheduled/cancel': fc.record({ briefingId }, fields),
  '/api/deliveries': fc.oneof(
    fc.record({ briefingId, startAfter: position }, fields),
    fc.record({ email, startAfter: position }, fields),
  ),
  '/api/addresses/suppress': fc.record({ email, why }, fields),
  '/api/addresses/unsuppress': fc.record({ email, why }, fields),
  '/api/stranded': fc.jsonValue(),
  '/api/sign-ups': fc.jsonValue(),
  '/api/keys/list': fc.jsonValue(),
  '/api/keys/rotate': fc.record({ revoke: field(true, false) }, fields),
  '/api/queues/redrive': fc.record({ queue: field('Unmatched', 'FanOut', 'none') }, fields),
  '/api/emails/receive': fc.record(
    { raw: field('', 'RnJvbTogYUBiLmM=', 'not base64'), dmarc: field('pass', 'gray', 'maybe') },
    fields,
  ),
  '/api/forecast': fc.oneof(
    fc.record({ expression, language: field('en', 'any', '') }, fields),
    fc.record({
      briefing: fc.record(
        {
          title: field('An owl'),
          body: field('An owl'),
          source: field('Owls'),
          tags: fc.oneof(fc.array(text, { maxLength: 3 }), fc.jsonValue()),
          language: field('en', 'xx'),
        },
        fields,
      ),
    }),
  ),
  '/api/issues/test': fc.record({
    email: field('ann@example.org'),
    issue: fc.oneof(
      fc.record({ title: field('Birds'), newsletter: field('birds'), body: field('An owl') }),
      fc.jsonValue(),
    ),
  }),
  '/api/briefings': fc.oneof(
    fc.record({ title: field('An owl'), body: field('<p>An owl</p>'), id: field('owl') }),
    fc.jsonValue(),
  ),
};

describe('the operators’ API', () => {
  let journey: Journey;
  beforeAll(async () => {
    // The first sample takes long, and a blocked event loop would break the service's connections.
    for (const path of PATHS) fc.sample(requests[path], 1);
    journey = await startJourney();
  });
  afterAll(() => journey.stop());

  /** Sends a request and checks the reply against the shared schema, unknown fields included. */
  async function call(path: Path, body: unknown) {
    const { status, body: reply } = await journey.api(path, body);
    if (status < 400 || (path === '/api/briefings' && 'briefings' in reply)) {
      expect(API[path].reply.parse(reply)).toEqual(reply);
      return { status, reply };
    }
    expect(status).toBeLessThan(500);
    expect(errorReplySchema.parse(reply)).toEqual(reply);
    expect(reply.error).toMatch(/^\S.*\.$/s);
    expect(String(reply.error).length).toBeLessThan(MAX_ERROR_LENGTH);
    return { status, reply };
  }

  const aSubscription = (fields: object = {}) => ({
    email: ADDRESS,
    expressions: ['otter'],
    frequency: 'daily',
    confirmed: true,
    consent: 'paper form, 3 May',
    ...fields,
  });

  it('replies as its schemas say, from a first subscription to an erased subscriber', async () => {
    const expressions = ['otter', 'otter "river bank" -seal'];
    await call('/api/aliases', { text: 'Hezbollah, Hizbullah, حزب الله\n' });
    expect((await call('/api/aliases', {})).reply).toMatchObject({ names: 3 });
    expect((await call('/api/subscriptions', aSubscription({ expressions }))).status).toBe(200);
    advanceClock({ hours: 1 });
    const weekly = aSubscription({ frequency: 'weekly' });
    expect((await call('/api/subscriptions', weekly)).status).toBe(200);
    const unconfirmed = { ...aSubscription(), confirmed: false, consent: '' };
    expect(await call('/api/subscriptions', unconfirmed)).toMatchObject({ status: 202 });
    await call('/api/briefings', aBriefing({ title: 'An otter on the river bank' }));
    await call('/api/briefings', [aBriefing(), { title: '' }]);
    await journey.stack.idle();

    const { reply } = await call('/api/subscribers/lookup', { email: ADDRESS });
    expect(reply).toMatchObject({ subscriptions: { length: 2 }, digests: { length: 2 } });
    expect(JSON.stringify(reply)).toContain('"formerly"');
    expect((await call('/api/topics/list', {})).reply).toMatchObject({ topics: { length: 2 } });
    await call('/api/topics/show', { expression: 'otter' });
    await call('/api/topics/count-words', {});
    await call('/api/aliases', { text: 'otter, lutra\n' });
    const { reply: report } = await call('/api/topics/verify', {});
    expect(JSON.stringify(report)).toContain('misplaced');
    await call('/api/topics/rebuild', {});
    await call('/api/digests', { at: '2100-01-01T00:00:00+01:00' });
    await journey.stack.idle();
    await call('/api/subscribers/unsubscribe', { email: ADDRESS });
    expect((await call('/api/subscribers/forget', { email: ADDRESS })).status).toBe(200);
    expect((await call('/api/subscribers/lookup', { email: ADDRESS })).status).toBe(404);
  });

  it('stores a consent of at most 1,000 characters', async () => {
    const longest = 'c'.repeat(1_000);
    const email = 'bob@example.org';
    const subscribe = (consent: string, confirmed = true) =>
      call('/api/subscriptions', aSubscription({ email, consent, confirmed }));
    for (const consent of [`${longest}c`, 'c'.repeat(3_000_000)]) {
      for (const confirmed of [true, false]) {
        const { status, reply } = await subscribe(consent, confirmed);
        expect([status, reply.error]).toEqual([400, expect.stringContaining('1000 characters')]);
      }
    }
    expect((await call('/api/subscribers/lookup', { email })).status).toBe(404);

    expect((await subscribe(` ${longest}\n`)).status).toBe(200);
    const { reply } = await call('/api/subscribers/lookup', { email });
    expect(reply).toMatchObject({ subscriptions: [{ consent: { text: longest } }] });
  });

  it('keeps the aliases when it refuses an alias file', async () => {
    const text = 'Gaza, غزة\n';
    expect((await call('/api/aliases', { text })).status).toBe(200);
    const randomBytes = Buffer.from([0x47, 0xff, 0xfe, 0x00, 0x2c, 0x9d]).toString('utf8');
    for (const wrong of [randomBytes, 'Gaza\nRafah\n', 'x'.repeat(3_000_000), 7]) {
      expect((await call('/api/aliases', { text: wrong })).status).toBe(400);
    }
    expect((await call('/api/aliases', {})).reply).toEqual({ text, names: 2 });
  });

  const huge = 'x'.repeat(3_000_000);
  it.each<[Path, object]>([
    ['/api/subscriptions', aSubscription({ email: `${huge}@example.org` })],
    ['/api/subscriptions', aSubscription({ expressions: [huge] })],
    ['/api/subscriptions', aSubscription({ expressions: Array(600_000).fill('owl') })],
    ['/api/subscriptions', aSubscription({ expressions: Array(1_000_000).fill(1) })],
    ['/api/subscriptions', aSubscription({ expressions: ['('.repeat(3_000_000)] })],
    ['/api/subscriptions', aSubscription({ frequency: huge })],
    ['/api/subscriptions', aSubscription({ timeZone: huge })],
    ['/api/subscriptions', aSubscription({ hour: huge })],
    ['/api/subscriptions', aSubscription({ language: huge })],
    ['/api/subscribers/lookup', { email: huge }],
    ['/api/subscribers/unsubscribe', { email: huge }],
    ['/api/subscribers/forget', { email: huge }],
    ['/api/digests', { at: huge }],
    ['/api/digests', { at: `2026-01-31T08:00:00.${'0'.repeat(3_000_000)}?` }],
    ['/api/topics/list', { startAfter: huge }],
    ['/api/topics/list', { startAfter: 'ش'.repeat(2_000) }],
    ['/api/topics/verify', { startAfter: huge }],
    ['/api/topics/rebuild', { startAfter: huge }],
    ['/api/topics/show', { expression: huge }],
    ['/api/topics/show', { expression: 'owl', language: huge }],
  ])('%s refuses a field that is too long, with a sentence', async (path, body) => {
    expect((await call(path, body)).status).toBe(400);
  });

  it('refuses JSON that is nested a hundred thousand levels deep', async () => {
    const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    for (const path of PATHS) {
      const status = (await journey.api(path, nested)).status;
      const ignoresBody = [
        '/api/topics/count-words',
        '/api/stranded',
        '/api/sign-ups',
        '/api/keys/list',
        '/api/scheduled/list',
        '/api/feeds/list',
      ].includes(path);
      expect([path, status]).toEqual([path, ignoresBody ? 200 : 400]);
    }
  });

  it.each(PATHS)('%s replies as its schema says, or with a sentence, to any JSON', async (path) => {
    const anyRequest = fc.oneof(
      { weight: 9, arbitrary: requests[path] },
      { weight: 1, arbitrary: fc.jsonValue() },
    );
    await fc.assert(
      fc.asyncProperty(anyRequest, async (body) => {
        await call(path, JSON.stringify(body));
      }),
      // Counting words ignores the request and reads every briefing.
      { numRuns: path === '/api/topics/count-words' ? 5 : 60 },
    );
    await journey.stack.idle();
  });
});

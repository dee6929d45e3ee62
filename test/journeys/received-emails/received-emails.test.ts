import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Journey, startJourney } from '../../support/journey';
import { receiver } from '../../support/receiver';
import { CASES, type ReceivedCase } from './cases';

jest.mock('../../../lambdas/adapters/clock', () => jest.requireActual('../../support/clock'));

const FIXTURES = path.resolve(__dirname, '../../fixtures/received-emails');

it('has an expectation for every email of the corpus', () => {
  const files = readdirSync(FIXTURES).map((file) => path.basename(file, '.eml'));
  expect(CASES.map(({ name }) => name).toSorted()).toEqual(files.toSorted());
});

describe('a received email', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
    for (const one of CASES.filter(({ alert }) => alert)) await follow(one);
    await journey.publish({ id: 'heron', title: 'A heron', summary: 'A grey heron in the rain.' });
  }, 120_000);
  afterAll(() => journey.stop());

  const addressOf = ({ name }: ReceivedCase) => `${name}@example.org`;

  async function follow(one: ReceivedCase) {
    for (const [expression, frequency] of Object.entries(one.follows ?? {})) {
      await journey.subscribe({ email: addressOf(one), expressions: [expression], frequency });
    }
  }

  /** The file, with the addresses of the alert that it replies to. */
  function rawOf(one: ReceivedCase): Buffer {
    const raw = readFileSync(path.join(FIXTURES, `${one.name}.eml`));
    if (!one.alert) return raw;
    const alert = journey.emailsTo(addressOf(one))[0];
    const text = raw
      .toString('latin1')
      .replaceAll('{{replyTo}}', alert?.headers.get('reply-to') ?? 'missing')
      .replaceAll('{{messageId}}', alert?.headers.get('message-id') ?? '<missing@example.org>');
    return Buffer.from(text, 'latin1');
  }

  it.each(CASES)('$name: $outcome', async (one) => {
    if (!one.alert) await follow(one);
    const before = journey.emails.length;
    const receipt = await receiver(journey)(rawOf(one), one.dmarc);
    await journey.stack.idle();
    expect(receipt).toMatchObject({ outcome: one.outcome, replied: one.replied });

    const sent = journey.emails.slice(before);
    expect(sent).toHaveLength(one.replied ? 1 : 0);
    expect(sent.map(({ to }) => to)).not.toEqual(expect.arrayContaining(one.silent ?? ['nobody']));
    for (const { raw } of sent) expect(raw).not.toMatch(/^(?:Bcc|Cc):/im);
    const { body } = await journey.api('/api/subscribers/lookup', { email: addressOf(one) });
    if (one.after) {
      const subscriptions = (body.subscriptions ?? []) as {
        expression: string;
        frequency: string;
      }[];
      const topics = subscriptions.map(({ expression, frequency }) => [expression, frequency]);
      expect(Object.fromEntries(topics)).toEqual(one.after);
    }
    const subscriber = (body.subscriber ?? {}) as { pausedUntil?: string; muted?: unknown[] };
    if (one.isPaused !== undefined) expect(subscriber.pausedUntil !== undefined).toBe(one.isPaused);
    if (one.muted) expect(subscriber.muted).toHaveLength(1);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Receipt } from '../../../lambdas/domain/email-commands/receiving-outcome';
import { type Journey, type ReceivedEmail, startJourney } from '../../support/journey';
import { receiver } from '../../support/receiver';
import { CASES, type ReceivedCase } from './cases';

jest.mock('../../../lambdas/adapters/clock', () => jest.requireActual('../../support/clock'));

const FIXTURES = path.resolve(__dirname, '../../fixtures/received-emails');

it('has an expectation for every email of the corpus', () => {
  const files = readdirSync(FIXTURES).map((file) => path.basename(file, '.eml'));
  expect(CASES.map(({ name }) => name).toSorted()).toEqual(files.toSorted());
});

/**
 * All emails are received before the first test: each is from an address of its own, and waiting for the answers to each
 * would take half a second.
 */
describe('a received email', () => {
  let journey: Journey;
  let answers: ReceivedEmail[];
  const receipts = new Map<string, Receipt>();

  beforeAll(async () => {
    journey = await startJourney({ sendRate: '50' });
    for (const one of CASES.filter(({ alert }) => alert)) await follow(one);
    await journey.publish({ id: 'heron', title: 'A heron', summary: 'A grey heron in the rain.' });
    for (const one of CASES.filter(({ alert }) => !alert)) await follow(one);

    const before = journey.emails.length;
    const receive = receiver(journey);
    for (const one of CASES) receipts.set(one.name, await receive(rawOf(one), one.dmarc));
    await journey.stack.idle(120_000);
    answers = journey.emails.slice(before);
  }, 180_000);
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

  /** The answers to the email of a case, wherever they went, and whatever else went to its address. */
  function answersTo(one: ReceivedCase): ReceivedEmail[] {
    const raw = readFileSync(path.join(FIXTURES, `${one.name}.eml`), 'latin1');
    const messageId = /^message-id:\s*(<[^>]*>)/im.exec(raw)?.[1] ?? 'none';
    return answers.filter(
      ({ to, headers }) => to === addressOf(one) || headers.get('in-reply-to') === messageId,
    );
  }

  it.each(CASES)('$name: $outcome', async (one) => {
    expect(receipts.get(one.name)).toMatchObject({ outcome: one.outcome, replied: one.replied });

    const sent = answersTo(one);
    expect(sent).toHaveLength(one.replied ? 1 : 0);
    for (const { raw } of sent) expect(raw).not.toMatch(/^(?:Bcc|Cc):/im);
    for (const address of one.silent ?? []) expect(journey.emailsTo(address)).toEqual([]);
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

  it('causes no email but its answer', () => {
    const expected = new Set(CASES.flatMap(answersTo));
    expect(answers.filter((email) => !expected.has(email))).toEqual([]);
    expect(answers).toHaveLength(CASES.filter(({ replied }) => replied).length);
  });
});

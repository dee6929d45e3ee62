import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { advanceClock } from '../support/clock';
import { type Journey, linkIn, startJourney } from '../support/journey';
import { rawCommand } from '../support/raw-command';
import { receiver } from '../support/receiver';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

describe('a command by email while something else happens', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  afterAll(() => journey.stop());

  /** Does the other thing before one of the calls to the tables. */
  const interruption = (index: number, other: () => Promise<unknown>) => {
    const state = { hasRun: false };
    const prepare = (client: DynamoDBDocumentClient): void => {
      let calls = 0;
      client.middlewareStack.add(
        (next) => async (args) => {
          calls += 1;
          if (!state.hasRun && calls > index) {
            state.hasRun = true;
            advanceClock({ minutes: 1 });
            await other();
          }
          return next(args);
        },
        { step: 'initialize', priority: 'high' },
      );
    };
    return { state, prepare };
  };
  const stop = async (from: string) => {
    await receiver(journey)(rawCommand({ from, subject: 'stop' }), 'pass');
  };
  const forget = (from: string) => journey.api('/api/subscribers/forget', { email: from });

  it.each([
    ['subscribe skua', 'left', stop],
    ['subscribe skua', 'forgotten', forget],
    ['daily heron', 'left', stop],
    ['daily heron', 'forgotten', forget],
    ['pause 3 days', 'forgotten', forget],
    ['stop', 'forgotten', forget],
  ])(
    '“%s” brings nobody back who has %s meanwhile',
    async (subject, word, other) => {
      for (let index = 0; ; index += 1) {
        const from = `${subject.replaceAll(' ', '-')}-${word}-${index}@example.org`;
        await journey.subscribe({ email: from, expressions: ['heron'] });
        const { state, prepare } = interruption(index, () => other(from));
        const raw = rawCommand({ from, subject });
        const arrival = `arrival-of-${from}`;
        await receiver(journey, prepare)(raw, 'pass', arrival).catch(() =>
          receiver(journey)(raw, 'pass', arrival),
        );
        if (!state.hasRun) {
          expect(index).toBeGreaterThan(3);
          break;
        }
        expect({ index, topics: await journey.topicsOf(from) }).toEqual({ index, topics: {} });
      }
    },
    120_000,
  );

  it('two tabs that press the button of an email at once do what it says once', async () => {
    const from = 'two-tabs@example.org';
    await journey.subscribe({ email: from, expressions: ['heron'] });
    const raw = rawCommand({ from, text: 'stop heron\ndaily skua' });
    await receiver(journey)(raw, 'gray');
    await journey.stack.idle();
    const link = linkIn(journey.emailsTo(from).at(-1), 'commands');
    const pages = await Promise.all([journey.post(link, {}), journey.post(link, {})]);
    expect(pages.map(({ status }) => status)).toEqual([200, 200]);
    expect(await journey.topicsOf(from)).toEqual({ skua: 'daily' });
  });

  it('two different emails at once are both done', async () => {
    const from = 'two-emails@example.org';
    await journey.subscribe({ email: from, expressions: ['heron', 'egret'] });
    const receive = receiver(journey);
    const receipts = await Promise.all(
      ['daily heron', 'subscribe skua', 'stop egret'].map((subject) =>
        receive(rawCommand({ from, subject }), 'pass'),
      ),
    );
    expect(receipts.map(({ replied }) => replied)).toEqual([true, true, true]);
    expect(await journey.topicsOf(from)).toEqual({ heron: 'daily', skua: 'instant' });
  });
});

import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Journey, linkIn, startJourney } from '../support/journey';
import { rawCommand } from '../support/raw-command';
import { receiver } from '../support/receiver';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

/** Fails when the answer is counted, after the commands were carried out. */
function failBeforeAnswer(client: DynamoDBDocumentClient): void {
  client.middlewareStack.add(
    (next) => (args) => {
      if (/"answers-/.test(JSON.stringify(args.input))) throw new Error('The table is away.');
      return next(args);
    },
    { step: 'initialize', priority: 'high' },
  );
}

describe('an email whose first run ends before its answer', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  afterAll(() => journey.stop());

  it.each([
    ['stop', 'unfollowed', 'unsubscribed from everything', {}],
    ['stop heron', 'unfollowed', 'no longer follow', { egret: 'weekly' }],
    ['daily', 'frequency-set', 'in a daily digest', { heron: 'daily', egret: 'daily' }],
  ])(
    '“%s” is answered by the second as by the first, with its undo',
    async (subject, outcome, says, after) => {
      const from = `${subject.replace(' ', '-')}@example.org`;
      const before = { heron: 'instant', egret: 'weekly' };
      for (const [expression, frequency] of Object.entries(before)) {
        await journey.subscribe({ email: from, expressions: [expression], frequency });
      }
      const raw = rawCommand({ from, subject });
      const arrival = `arrival-of-${from}`;
      await expect(receiver(journey, failBeforeAnswer)(raw, 'pass', arrival)).rejects.toThrow();
      expect(await journey.topicsOf(from)).toEqual(after);

      const sent = journey.emails.length;
      const receipt = await receiver(journey)(raw, 'pass', arrival);
      await journey.stack.idle();
      expect(receipt).toMatchObject({ outcome, replied: true });
      const answers = journey.emails.slice(sent);
      expect(answers).toHaveLength(1);
      expect(answers[0]?.text).toContain(says);
      await journey.post(linkIn(answers[0], 'commands'), {});
      expect(await journey.topicsOf(from)).toEqual(before);
    },
  );

  it('does nothing twice when it arrives twice at the same moment', async () => {
    const from = 'twice@example.org';
    await journey.subscribe({ email: from, expressions: ['heron'] });
    const raw = rawCommand({ from, subject: 'daily heron' });
    const receive = receiver(journey);
    const receipts = await Promise.all([receive(raw, 'pass'), receive(raw, 'pass')]);
    expect(receipts.map((one) => one.outcome).toSorted()).toEqual(['frequency-set', 'ignored']);
  });
});

import { aBriefing } from '../support/briefings';
import { type Journey, linkIn, startJourney } from '../support/journey';
import { rawCommand } from '../support/raw-command';
import { receiver } from '../support/receiver';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

/** Nearly every briefing matches `harbour`. */
const BRIEFINGS = Array.from({ length: 30 }, (_, index) =>
  aBriefing({ title: `Harbour news ${index}` }),
);

describe('a topic that matches very many briefings', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
    await journey.publish(...BRIEFINGS);
  });
  afterAll(() => journey.stop());

  const send = async (from: string, subject: string, dmarc: 'pass' | 'gray') => {
    const before = journey.emails.length;
    const receipt = await receiver(journey)(rawCommand({ from, subject }), dmarc);
    await journey.stack.idle();
    return { ...receipt, answer: journey.emails.slice(before)[0] };
  };

  it.each([
    ['a subscriber', 'ann@example.org', 'pass'],
    ['a stranger', 'bob@example.org', 'gray'],
  ] as const)(
    'is followed by %s only after they accept how much it matches',
    async (_who, from, dmarc) => {
      const followed = from.startsWith('ann') ? { heron: 'instant' } : {};
      if (from.startsWith('ann')) await journey.subscribe({ email: from, expressions: ['heron'] });
      const { outcome, answer } = await send(from, 'weekly harbour', dmarc);
      expect(outcome).toBe('confirmation-asked');
      expect(await journey.topicsOf(from)).toEqual(followed);
      expect(answer?.text).toContain('of all briefings');
      const link = linkIn(answer, 'commands');
      expect((await journey.get(link)).html).toContain('of all briefings');
      await journey.post(link, {});
      expect(await journey.topicsOf(from)).toEqual({ ...followed, harbour: 'weekly' });
    },
  );

  it('is not asked about again by who follows it, nor is a topic with few', async () => {
    await journey.subscribe({ email: 'cat@example.org', expressions: ['harbour'] });
    const again = await send('cat@example.org', 'daily harbour', 'pass');
    expect(again.outcome).toBe('frequency-set');
    expect((await send('cat@example.org', 'subscribe heron', 'pass')).outcome).toBe('followed');
    expect((await send('cat@example.org', 'subscribe *', 'pass')).outcome).toBe('followed');
  });
});

import { advanceClock } from '../support/clock';
import { type Journey, startJourney } from '../support/journey';
import { rawCommand } from '../support/raw-command';
import { receiver } from '../support/receiver';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

describe('a flood', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  afterAll(() => journey.stop());

  it('from 500 addresses gets 400 answers an hour, and subscribers leave all the same', async () => {
    await journey.subscribe({ email: 'ann@example.org', expressions: ['heron'] });
    const receive = receiver(journey);
    const receipts = [];
    for (let at = 0; at < 500; at += 1) {
      receipts.push(await receive(rawCommand({ from: `ann@host-${at}.example`, subject: 'help' })));
    }
    expect(receipts.filter(({ replied }) => replied)).toHaveLength(400);
    const left = await receive(rawCommand({ from: 'ann@example.org', subject: 'stop' }));
    expect(left).toMatchObject({ outcome: 'confirmation-asked', replied: true });
  }, 120_000);

  it('of 50 from one address gets one help', async () => {
    advanceClock({ minutes: 130 });
    const receive = receiver(journey);
    const receipts = [];
    for (let at = 0; at < 50; at += 1) {
      receipts.push(await receive(rawCommand({ from: 'bob@example.org', subject: 'help' })));
    }
    expect(receipts.filter(({ replied }) => replied)).toHaveLength(1);
  });
});

import type { SesEvent } from '../../lambdas/domain/ses-event';
import { handleFeedback } from '../../lambdas/use-cases/handle-feedback';

const NOON = '2026-12-02T12:00:00.000Z';
const [ANN, BOB] = ['ann@example.org', 'bob@example.org'];

describe('what SES says', () => {
  const hear = async (word: SesEvent) => {
    const done: unknown[][] = [];
    const note =
      (name: string) =>
      async (...given: unknown[]): Promise<void> => {
        done.push([name, ...given]);
      };
    await handleFeedback({
      confirmSent: note('confirm'),
      confirmRejected: note('reject'),
      suppress: note('suppress'),
      countSoftBounce: note('count'),
      now: () => NOON,
    })(word);
    return done;
  };

  it.each<[string, SesEvent, unknown[][]]>([
    [
      'of a mail it has ends the delivery',
      { event: 'sent', deliveryId: 'alert-1', messageId: 'ses-1' },
      [['confirm', 'alert-1', 'ses-1', NOON]],
    ],
    [
      'of a mail it won’t send ends the delivery',
      { event: 'rejected', deliveryId: 'alert-1', reason: 'Bad content' },
      [['reject', 'alert-1', 'Bad content', NOON]],
    ],
    [
      'of addresses that are none suppresses each',
      { event: 'bounced', permanent: true, addresses: [ANN, BOB] },
      [
        ['suppress', ANN, 'bounce', NOON],
        ['suppress', BOB, 'bounce', NOON],
      ],
    ],
    [
      'of a full mailbox is counted',
      { event: 'bounced', permanent: false, addresses: [ANN] },
      [['count', ANN]],
    ],
    [
      'of a complaint suppresses the address',
      { event: 'complained', addresses: [ANN] },
      [['suppress', ANN, 'complaint', NOON]],
    ],
    ['of anything else changes nothing', { event: 'other' }, []],
  ])('%s', async (_what, word, done) => {
    expect(await hear(word)).toEqual(done);
  });
});

import type { SesEvent } from '../../lambdas/domain/ses-event';
import { handleFeedback } from '../../lambdas/use-cases/handle-feedback';

const NOON = '2026-12-02T12:00:00.000Z';
const [ANN, BOB] = ['ann@example.org', 'bob@example.org'];

describe('an event from SES', () => {
  /** Handles the event and returns the calls of the dependencies. */
  const callsFor = async (event: SesEvent) => {
    const calls: unknown[][] = [];
    const record =
      (name: string) =>
      async (...args: unknown[]): Promise<void> => {
        calls.push([name, ...args]);
      };
    await handleFeedback({
      confirmSent: record('confirm sent'),
      confirmRejected: record('confirm rejected'),
      suppress: record('suppress'),
      countSoftBounce: record('count soft bounce'),
      now: () => NOON,
    })(event);
    return calls;
  };

  it.each<[string, SesEvent, unknown[][]]>([
    [
      'about an accepted email finishes the delivery',
      { event: 'sent', deliveryId: 'alert-1', messageId: 'ses-1' },
      [['confirm sent', 'alert-1', 'ses-1', NOON]],
    ],
    [
      'about a rejected email finishes the delivery',
      { event: 'rejected', deliveryId: 'alert-1', reason: 'Bad content' },
      [['confirm rejected', 'alert-1', 'Bad content', NOON]],
    ],
    [
      'about a permanent bounce suppresses each address',
      { event: 'bounced', permanent: true, addresses: [ANN, BOB] },
      [
        ['suppress', ANN, 'bounce', NOON],
        ['suppress', BOB, 'bounce', NOON],
      ],
    ],
    [
      'about a temporary bounce is counted',
      { event: 'bounced', permanent: false, addresses: [ANN] },
      [['count soft bounce', ANN]],
    ],
    [
      'about a complaint suppresses the address',
      { event: 'complained', addresses: [ANN] },
      [['suppress', ANN, 'complaint', NOON]],
    ],
    ['of another type is ignored', { event: 'other' }, []],
  ])('%s', async (_what, event, calls) => {
    expect(await callsFor(event)).toEqual(calls);
  });
});

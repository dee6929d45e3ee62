import type { SesEvent } from '../../lambdas/domain/ses-event';
import {
  type FeedbackMessage,
  type HandleFeedbackDependencies,
  handleFeedback,
  MAX_RECEIVES,
} from '../../lambdas/use-cases/handle-feedback';

const NOON = '2026-12-02T12:00:00.000Z';
const EARLIER = '2026-12-02T11:58:00.000Z';
const SENT_AT = '2026-12-02T11:59:58.000Z';
const [ANN, BOB] = ['ann@example.org', 'bob@example.org'];
const sent: SesEvent = {
  event: 'sent',
  deliveryId: 'alert-1',
  messageId: 'ses-1',
  sentAt: SENT_AT,
};
const summary = { eventType: 'Send' };

describe('feedback from SES', () => {
  let calls: unknown[][];
  let failing: string | undefined;
  beforeEach(() => {
    calls = [];
    failing = undefined;
  });

  const record =
    (name: string) =>
    async (...args: unknown[]): Promise<void> => {
      if (name === failing) throw new TypeError('not now');
      calls.push([name, ...args]);
    };
  const dependencies: HandleFeedbackDependencies = {
    confirmSent: record('confirm sent'),
    confirmRejected: record('confirm rejected'),
    suppress: record('suppress'),
    countSoftBounce: record('count soft bounce'),
    markSendEvent: record('mark'),
    markFailedSendEvent: record('mark failure'),
    sendDeadLetter: record('dead letter'),
    now: () => NOON,
  };
  const aMessage = (
    event: SesEvent | undefined,
    fields: Partial<FeedbackMessage> = {},
  ): FeedbackMessage => ({ messageId: 'm-1', receives: 1, event, summary, ...fields });
  const handle = (...messages: FeedbackMessage[]) => handleFeedback(dependencies)(messages);

  it.each<[string, SesEvent, unknown[][]]>([
    [
      'about an accepted email finishes the delivery, and marks that its event arrived',
      sent,
      [
        ['confirm sent', 'alert-1', 'ses-1', NOON],
        ['mark', { sentAt: SENT_AT, handledAt: NOON, isProbe: false }],
      ],
    ],
    [
      'about a probe only marks that its event arrived',
      { event: 'probe', sentAt: SENT_AT },
      [['mark', { sentAt: SENT_AT, handledAt: NOON, isProbe: true }]],
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
  ])('%s', async (_what, event, expected) => {
    expect(await handle(aMessage(event))).toEqual([{ messageId: 'm-1', outcome: 'handled' }]);
    expect(calls).toEqual(expected);
  });

  it('marks the newest email of a batch, once', async () => {
    await handle(
      aMessage(sent),
      aMessage({ event: 'probe', sentAt: EARLIER }),
      aMessage({ ...sent, sentAt: EARLIER }),
    );
    expect(calls.filter(([name]) => name === 'mark')).toEqual([
      ['mark', { sentAt: SENT_AT, handledAt: NOON, isProbe: true }],
    ]);
  });

  it('is received again if it fails, and the others of its batch are handled', async () => {
    failing = 'suppress';
    const bounce: SesEvent = { event: 'bounced', permanent: true, addresses: [ANN] };
    const outcomes = await handle(aMessage(bounce), aMessage(sent, { messageId: 'm-2' }));
    expect(outcomes).toMatchObject([
      { messageId: 'm-1', outcome: 'failed' },
      { messageId: 'm-2', outcome: 'handled' },
    ]);
    expect(calls).toContainEqual(['confirm sent', 'alert-1', 'ses-1', NOON]);
  });

  it('marks nothing if a message of the batch fails: earlier events may be failing too', async () => {
    failing = 'suppress';
    await handle(aMessage({ event: 'complained', addresses: [ANN] }), aMessage(sent));
    expect(calls.map(([name]) => name)).not.toContain('mark');
  });

  it('keeps the path of events from counting as alive if it fails, but only a Send event', async () => {
    failing = 'confirm sent';
    await handle(aMessage(sent));
    expect(calls).toEqual([['mark failure', NOON]]);
    calls = [];
    failing = 'suppress';
    await handle(aMessage({ event: 'complained', addresses: [ANN] }));
    expect(calls).toEqual([]);
  });

  it('is received again if the mark cannot be written', async () => {
    failing = 'mark';
    expect(await handle(aMessage(sent))).toMatchObject([{ outcome: 'failed' }]);
  });

  it('is tried for hours, and then leaves a dead letter without an address', async () => {
    failing = 'suppress';
    const bounce: SesEvent = { event: 'bounced', permanent: true, addresses: [ANN] };
    const tried = (receives: number) => handle(aMessage(bounce, { receives }));
    expect(await tried(MAX_RECEIVES - 1)).toMatchObject([{ outcome: 'failed' }]);
    expect(calls).toEqual([]);
    expect(await tried(MAX_RECEIVES)).toMatchObject([{ outcome: 'given-up' }]);
    expect(calls).toEqual([['dead letter', { eventType: 'Send', error: 'TypeError' }]]);
  });

  it('leaves a dead letter at once if it is unreadable', async () => {
    expect(await handle(aMessage(undefined))).toMatchObject([{ outcome: 'given-up' }]);
    expect(calls).toEqual([['dead letter', { eventType: 'Send', error: 'UnreadableEventError' }]]);
  });

  it('is received again if its dead letter cannot be written', async () => {
    failing = 'dead letter';
    expect(await handle(aMessage(undefined))).toMatchObject([{ outcome: 'failed' }]);
  });
});

import type { HandledSendEvent } from '../domain/send-events';
import type { EventSummary, SesEvent } from '../domain/ses-event';
import type { SuppressionReason } from '../domain/subscriber';

export interface HandleFeedbackDependencies {
  confirmSent: (deliveryId: string, messageId: string, now: string) => Promise<unknown>;
  confirmRejected: (deliveryId: string, reason: string, now: string) => Promise<void>;
  suppress: (address: string, reason: SuppressionReason, at: string) => Promise<void>;
  countSoftBounce: (address: string) => Promise<void>;
  /** Records that a Send event was handled, and with it the events of earlier emails. */
  markSendEvent: (event: HandledSendEvent & { isProbe: boolean }) => Promise<void>;
  /** Records that a Send event could not be handled at `at` (ISO 8601), and will be tried again. */
  markFailedSendEvent: (at: string) => Promise<void>;
  /** Keeps what remains of a message that will not be handled. */
  sendDeadLetter: (letter: DeadLetter) => Promise<void>;
  now: () => string;
}

/** A message of the feedback queue. */
export interface FeedbackMessage {
  messageId: string;
  /** How often it has been received. */
  receives: number;
  /** Undefined if it is unreadable. */
  event: SesEvent | undefined;
  summary: EventSummary;
}

export interface DeadLetter extends EventSummary {
  /** The name of the last error. */
  error: string;
}

export type FeedbackOutcome = Pick<FeedbackMessage, 'messageId'> &
  (
    | { outcome: 'handled' }
    /** It will be received again. */
    | { outcome: 'failed'; error: unknown }
    /** It will not be received again. */
    | { outcome: 'given-up'; error: unknown }
  );

/** Of 30 seconds each: a message is tried for seven and a half hours. */
export const MAX_RECEIVES = 900;

/** A message that is not an event from SES. */
export class UnreadableEventError extends Error {
  override readonly name = 'UnreadableEventError';
}

/**
 * Handles events from SES: finishes accepted deliveries, and suppresses addresses that bounce or
 * complain. An event may be handled twice.
 */
export function handleFeedback(dependencies: HandleFeedbackDependencies) {
  const { confirmSent, confirmRejected, suppress, countSoftBounce, now } = dependencies;

  return async (messages: FeedbackMessage[]): Promise<FeedbackOutcome[]> => {
    const outcomes = await Promise.all(messages.map(handle));
    try {
      // A failure may mean that earlier events are waiting for their retry as well.
      if (outcomes.every(({ outcome }) => outcome === 'handled')) {
        await markNewestSendEvent(messages);
      } else {
        await markFailedSendEvents(messages, outcomes);
      }
      return outcomes;
    } catch (error) {
      // The mark must not be lost: there may be no other Send event for a while.
      return messages.map(({ messageId }) => ({ messageId, outcome: 'failed', error }));
    }
  };

  async function handle(message: FeedbackMessage): Promise<FeedbackOutcome> {
    const { messageId, receives, event } = message;
    if (event === undefined) return giveUp(message, new UnreadableEventError());
    try {
      await handleEvent(event);
      return { messageId, outcome: 'handled' };
    } catch (error) {
      if (receives < MAX_RECEIVES) return { messageId, outcome: 'failed', error };
      return giveUp(message, error);
    }
  }

  async function markFailedSendEvents(
    messages: FeedbackMessage[],
    outcomes: FeedbackOutcome[],
  ): Promise<void> {
    const hasFailed = messages.some(
      ({ event }, index) => event?.event === 'sent' && outcomes[index]?.outcome === 'failed',
    );
    if (hasFailed) await dependencies.markFailedSendEvent(now());
  }

  async function giveUp(
    { messageId, summary }: FeedbackMessage,
    error: unknown,
  ): Promise<FeedbackOutcome> {
    try {
      const name = error instanceof Error ? error.name : typeof error;
      await dependencies.sendDeadLetter({ ...summary, error: name });
      return { messageId, outcome: 'given-up', error };
    } catch (failure) {
      return { messageId, outcome: 'failed', error: failure };
    }
  }

  async function handleEvent(event: SesEvent): Promise<void> {
    switch (event.event) {
      case 'sent':
        await confirmSent(event.deliveryId, event.messageId, now());
        return;
      case 'probe':
        return;
      case 'rejected':
        await confirmRejected(event.deliveryId, event.reason, now());
        return;
      case 'bounced':
        if (event.permanent) await suppressAll(event.addresses, 'bounce');
        else for (const address of event.addresses) await countSoftBounce(address);
        return;
      case 'complained':
        await suppressAll(event.addresses, 'complaint');
        return;
      case 'other':
        return;
      default:
        event satisfies never;
    }
  }

  async function suppressAll(addresses: string[], reason: SuppressionReason): Promise<void> {
    for (const address of addresses) await suppress(address, reason, now());
  }

  async function markNewestSendEvent(messages: FeedbackMessage[]): Promise<void> {
    const sent = messages.flatMap(({ event }) =>
      event?.event === 'sent' || event?.event === 'probe' ? [event] : [],
    );
    const [newest] = sent
      .map(({ sentAt }) => sentAt)
      .sort()
      .reverse();
    if (newest === undefined) return;
    const isProbe = sent.some(({ event }) => event === 'probe');
    await dependencies.markSendEvent({ sentAt: newest, handledAt: now(), isProbe });
  }
}

import { DIGEST_FREQUENCIES, type DigestFrequency } from './frequency';
import type { AccountReference } from './requested-email';

/** What the ledger knows about a delivery, for operators. */

export const DELIVERY_KINDS = ['confirm', 'account', 'alert', 'digest', 'gathered'] as const;
export const DELIVERY_STATES = ['waiting', 'claimed', 'sent', 'dropped'] as const;

export interface DeliveryRecord {
  deliveryId: string;
  kind: (typeof DELIVERY_KINDS)[number];
  /** Absent for a confirmation to someone new: nothing about the person is stored before they confirm. */
  subscriberId?: string;
  /** The briefing of an alert. */
  briefingId?: string;
  /** `claimed`: a worker is sending it, or nobody knows yet whether SES has it. */
  state: (typeof DELIVERY_STATES)[number];
  /** When it was sent, dropped or last claimed (ISO 8601); absent if it was never claimed. */
  at?: string;
  /** Why it was dropped. */
  reason?: string;
  /** SES's id of the email that was sent. */
  messageId?: string;
  /** How often it was claimed. */
  attempts: number;
  /** What a requested email was about; absent if someone new asked to follow topics. */
  about?: AccountReference['about'];
  /** What the email contained; absent for emails of older versions, and until it is claimed. */
  contents?: { topicIds: string[]; briefings: number };
}

/** The frequency of a digest by its id; undefined for other deliveries. */
export function digestFrequencyOf({
  deliveryId,
}: Pick<DeliveryRecord, 'deliveryId'>): DigestFrequency | undefined {
  return DIGEST_FREQUENCIES.find((frequency) => deliveryId.startsWith(`digest-${frequency}-`));
}

/** Why a delivery is in its state, as a sentence without a full stop. */
export function explainState({ state, reason, messageId, attempts }: DeliveryRecord): string {
  const tries = attempts === 1 ? '1 attempt' : `${attempts} attempts`;
  switch (state) {
    case 'waiting':
      return `it is queued (${tries} so far)`;
    case 'claimed':
      return `it is being sent, or waits for SES to say whether it has it (${tries})`;
    case 'sent':
      return `SES accepted it as ${messageId ?? 'an email without an id'}`;
    case 'dropped':
      if (reason === 'gathered') return 'it is part of a later email with several alerts';
      return reason ?? 'no reason was recorded';
    default:
      return state satisfies never;
  }
}

/**
 * Whether a dropped delivery may be sent after all: only one that SES refused or rejected, since the
 * cause may be gone. The other reasons are the subscriber's choice, or leave nothing to send.
 */
export function mayResend({ state, reason = '' }: DeliveryRecord): boolean {
  return state === 'dropped' && /^(refused|rejected)\b/.test(reason);
}

/** An email is written at most this long before it is recorded as sent (ms), even if it waits for a send slot. */
const MAX_WRITING_TIME_MS = 2 * 60_000;

/**
 * Whether the subscriber got the briefing as it was before `correctedAt` (ISO 8601): alone, or in an email with
 * gathered alerts, which `prepareAlert` looks at once more. An email of minutes later had the corrected text.
 */
export function gotBefore(
  { state, reason, at }: Pick<DeliveryRecord, 'state' | 'reason' | 'at'>,
  correctedAt: string,
): boolean {
  const isDelivered = state === 'sent' || (state === 'dropped' && reason === 'gathered');
  if (!isDelivered || at === undefined) return false;
  return Date.parse(at) <= Date.parse(correctedAt) + MAX_WRITING_TIME_MS;
}

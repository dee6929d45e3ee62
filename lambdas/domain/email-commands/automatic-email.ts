import { fold } from '../languages/characters';
import type { ReceivedEmail } from './received-email';

/** Why an email counts as automatic, and is never answered. */
export type AutomaticReason =
  | 'auto-submitted'
  | 'bulk'
  | 'mailing-list'
  | 'response-suppressed'
  | 'null-sender'
  | 'mail-system'
  | 'report'
  | 'calendar'
  | 'out-of-office'
  | 'loop'
  | 'own';

/** An email with more hops is in a loop (RFC 5321, 6.3: the limit must be at least 100). */
export const MAX_RECEIVED_HEADERS = 100;

/**
 * Why the email is ignored; undefined for one that a person wrote. RFC 3834, 2 says what an automatic responder must not
 * answer; the rest is what programs send in practice.
 */
export function automaticReason(
  email: ReceivedEmail,
  own: { addresses: readonly string[] },
): AutomaticReason | undefined {
  const values = (name: string) => email.headers.get(name) ?? [];
  const tokens = (name: string) =>
    values(name).map((value) => value.split(';', 1)[0]?.trim().toLowerCase());
  if (values('received').length > MAX_RECEIVED_HEADERS) return 'loop';
  if (tokens('auto-submitted').some((value) => value !== 'no')) return 'auto-submitted';
  if (
    tokens('precedence').some((value) =>
      ['bulk', 'junk', 'list', 'auto_reply'].includes(value ?? ''),
    )
  )
    return 'bulk';
  if ([...email.headers.keys()].some((name) => name.startsWith('list-'))) return 'mailing-list';
  if (RESPONSE_HEADERS.some((name) => values(name).length > 0)) return 'response-suppressed';
  if (email.returnPath === '') return 'null-sender';
  const senders = [...email.from, email.returnPath ?? ''].map((address) => address.toLowerCase());
  if (senders.some((address) => MAIL_SYSTEMS.test(address))) return 'mail-system';
  if (senders.some((address) => own.addresses.some((one) => one.toLowerCase() === address)))
    return 'own';
  if (email.partTypes.some((type) => REPORTS.includes(type))) return 'report';
  if (email.partTypes.includes('text/calendar')) return 'calendar';
  return OUT_OF_OFFICE.test(fold(email.subject)) ? 'out-of-office' : undefined;
}

/** Microsoft's and others' ways to ask for no automatic answer, or to say that this is one. */
const RESPONSE_HEADERS = [
  'x-auto-response-suppress',
  'x-autoreply',
  'x-autorespond',
  'x-autoresponse',
  'x-auto-reply-from',
  'x-mail-autoreply',
  'x-loop',
  'feedback-id',
];

const MAIL_SYSTEMS =
  /^(?:mailer-daemon|postmaster|mail-daemon|no-?reply|do-?not-?reply|bounces?|owner-.*|.*-request|.*-bounces?)(?:[+=][^@]*)?@/;

/** RFC 3464, RFC 8098, RFC 5965. */
const REPORTS = [
  'multipart/report',
  'message/delivery-status',
  'message/disposition-notification',
  'message/feedback-report',
];

/** The subjects of absence messages, folded, in the languages of common programs. */
const OUT_OF_OFFICE =
  /^(?:(?:re|aw|sv)\s?:\s?)?(?:automatic reply|auto(?:matic)?[- ]?re(?:ply|sponse)|autoreply|out of (?:the )?office|ooo\b|absence\b|abwesenheit|abwesend|automatische antwort|reponse automatique|absent\b|message d'absence|respuesta automatica|fuera de (?:la )?oficina|ausencia|risposta automatica|resposta automatica|automatisch antwoord|automatiskt svar|رد تلقاءي|رد تلقايي|خارج المكتب)/u;

import MailComposer from 'nodemailer/lib/mail-composer';
import { encodeWord } from 'nodemailer/lib/mime-funcs';
import { plainLine } from '../plain-line';
import { normalizeSiteUrl } from '../safe-url';
import { encodeQuotedPrintable } from './quoted-printable';
import { parseSender } from './sender-address';
import type { EmailContext, RenderedEmail, SubscriberEmailContext } from './views';

/** What the headers of every email need. */
type HeaderContext = Pick<
  EmailContext,
  | 'sender'
  | 'recipientAddress'
  | 'deliveryId'
  | 'language'
  | 'stage'
  | 'sentAt'
  | 'thread'
  | 'replyTo'
>;

/** A rendered email and the view it was rendered from. */
export type EmailToCompose = { rendered: RenderedEmail } & (
  | { kind: 'confirm' | 'account'; context: EmailContext }
  | { kind: 'probe'; context: HeaderContext }
  | { kind: 'alert' | 'issue' | 'digest' | 'gathered'; context: SubscriberEmailContext }
);

/** `=_` cannot occur in quoted-printable (RFC 2045, 6.7), so no body can contain the boundary of its parts. */
const BOUNDARY = '=_briefwire';

const LINE_BREAK = Buffer.from('\r\n');

/** Longer than any of our ids, and well below the 998 octets allowed in a line (RFC 5322, 2.1.1). */
const MAX_TOKEN_LENGTH = 255;

/**
 * Composes the email as raw MIME (RFC 5322, CRLF). Text and HTML are alternatives in quoted-printable, so
 * that no line is longer than SMTP allows. Every header value is one line, so that text from a publisher
 * or subscriber cannot add a header.
 *
 * SES replaces our Date and Message-ID with its own
 * (https://docs.aws.amazon.com/ses/latest/dg/header-fields.html). Other email services keep ours.
 *
 * @throws Error if the sender has no address, or if the recipient is not exactly one address.
 */
export async function composeEmail(email: EmailToCompose): Promise<Buffer> {
  const { kind, context, rendered } = email;
  const from = parseSender(context.sender);
  const composer = new MailComposer({
    ...(looksEncoded(from.name) ? {} : { from }),
    to: { name: '', address: checkRecipient(context.recipientAddress) },
    ...(context.replyTo === undefined ? {} : { replyTo: checkRecipient(context.replyTo) }),
    date: context.sentAt,
    messageId: createMessageId(context.deliveryId, from.address),
    text: rendered.text,
    html: rendered.html,
    textEncoding: 'quoted-printable',
    baseBoundary: BOUNDARY,
    headers: {
      Subject: encodeSubject(plainLine(rendered.subject)),
      ...createCommonHeaders(kind, context),
      ...(isToSubscriber(email) ? createListHeaders(email.context) : {}),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const message = composer.compile();
  const headers = message.buildHeaders();
  // nodemailer accepts no encoded name.
  return joinParts(
    message,
    looksEncoded(from.name) ? `${encodedFrom(from)}\r\n${headers}` : headers,
  );
}

/** Builds the message from its headers and nodemailer's parts. Its own bodies go through streams, which are slow. */
function joinParts(message: ReturnType<MailComposer['compile']>, headers: string): Buffer {
  const delimiter = `--${message.boundary}`;
  const parts = message.childNodes.flatMap((part) => [
    Buffer.from(`${delimiter}\r\n${part.buildHeaders()}\r\n\r\n`),
    encodeQuotedPrintable(String(part.content)),
    LINE_BREAK,
  ]);
  return Buffer.concat([
    Buffer.from(`${headers}\r\n\r\n`),
    ...parts,
    Buffer.from(`${delimiter}--\r\n`),
  ]);
}

/** In octets: an encoded word has at most 75 characters (RFC 2047, 2). */
const MAX_ENCODED_WORD = 52;

/**
 * Text that holds `=?`, from a topic, a title or the sender's name, is encoded as a whole: otherwise the
 * reader's program would decode `=?utf-8?B?…?=` in it to any text (RFC 2047), some even between quotes.
 * Other text is left to nodemailer, which encodes only words that are not ASCII.
 */
function encodeSubject(subject: string) {
  if (!looksEncoded(subject)) return subject;
  return { prepared: true, foldLines: true, value: encodeWhole(subject) };
}

/** The header of a sender whose name looks encoded, one encoded word a line. */
function encodedFrom({ name, address }: { name: string; address: string }): string {
  return `From: ${encodeWhole(name).replaceAll(' ', '\r\n ')} <${address}>`;
}

function looksEncoded(text: string): boolean {
  return text.includes('=?');
}

function encodeWhole(text: string): string {
  return encodeWord(text, 'B', MAX_ENCODED_WORD);
}

function isToSubscriber(
  email: EmailToCompose,
): email is EmailToCompose & { context: SubscriberEmailContext } {
  switch (email.kind) {
    case 'alert':
    case 'issue':
    case 'digest':
    case 'gathered':
      return true;
    case 'confirm':
    case 'account':
    case 'probe':
      return false;
    default:
      return email satisfies never;
  }
}

function createCommonHeaders(
  kind: EmailToCompose['kind'],
  context: HeaderContext,
): Record<string, string> {
  return {
    // Keeps out-of-office programs from replying (RFC 3834, 5).
    'Auto-Submitted': context.thread === undefined ? 'auto-generated' : 'auto-replied',
    ...createThreadHeaders(context.thread),
    'Content-Language': context.language,
    // https://support.google.com/a/answer/6254652: at most four fields, of which the last names the sender.
    'Feedback-ID': `${toHeaderToken(kind)}:${toHeaderToken(context.stage)}:briefwire`,
  };
}

/** RFC 5322, 3.6.4: mail programs show the email under the one that it answers. */
function createThreadHeaders(thread: HeaderContext['thread']): Record<string, string> {
  const references = thread?.references.filter(isMessageId).join(' ') ?? '';
  return {
    ...(thread?.messageId !== undefined && isMessageId(thread.messageId)
      ? { 'In-Reply-To': thread.messageId }
      : {}),
    ...(references === '' ? {} : { References: references }),
  };
}

/** Nothing that a stranger wrote gets into our headers but what looks like a name of an email. */
function isMessageId(text: string): boolean {
  return /^<[\x21-\x3b\x3d\x3f-\x7e]{1,250}>$/.test(text);
}

/** RFC 2369, RFC 2919 and RFC 8058. Gmail and Yahoo require one-click unsubscribing from bulk senders. */
function createListHeaders(context: SubscriberEmailContext): Record<string, string> {
  return {
    'List-Id': `<${toHeaderToken(context.listId)}>`,
    'List-Unsubscribe': `<${normalizeSiteUrl(context.oneClickUrl)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    Precedence: 'list',
  };
}

/** A single address without a name, quoted part or line break. */
const ONE_ADDRESS = /^[^\s\p{C}@<>()[\]\\,;:"]+@[^\s\p{C}@<>()[\]\\,;:"]+$/u;

function checkRecipient(address: string): string {
  if (!ONE_ADDRESS.test(address)) throw new Error('The recipient must be exactly one address.');
  return address;
}

/** The same for every attempt of a delivery. Characters that RFC 5322 does not allow are percent-encoded. */
function createMessageId(deliveryId: string, senderAddress: string): string {
  const local = encodeURIComponent(plainLine(deliveryId)).replace(
    /[()]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16)}`,
  );
  return `<${local.slice(0, MAX_TOKEN_LENGTH)}@${senderAddress.slice(senderAddress.lastIndexOf('@') + 1)}>`;
}

function toHeaderToken(text: string): string {
  return text.replace(/[^A-Za-z0-9._-]/g, '-').slice(0, MAX_TOKEN_LENGTH);
}

import addressParser from 'nodemailer/lib/addressparser';
import MailComposer from 'nodemailer/lib/mail-composer';
import { plainLine } from '../plain-line';
import { ownUrl } from '../safe-url';
import type { MailContext, RenderedMail, SubscriberMailContext } from './views';

/** A rendered mail and the view that it was rendered from. */
export type MailToCompose = { rendered: RenderedMail } & (
  | { kind: 'confirm'; context: MailContext }
  | { kind: 'alert' | 'digest'; context: SubscriberMailContext }
);

/** RFC 2045 section 6.7: `=_` cannot stand in quoted-printable, so no body can hold the border of its parts. */
const BOUNDARY = '=_briefwire';

/**
 * The whole mail as raw MIME (RFC 5322, CRLF), text and html as alternatives in quoted-printable, so that
 * no line is longer than SMTP allows. Values go into headers on one line each: nothing that a publisher
 * or subscriber wrote can begin a header of its own.
 */
export async function composeMail({ kind, context, rendered }: MailToCompose): Promise<Buffer> {
  const from = senderOf(context.sender);
  const composer = new MailComposer({
    from,
    to: { name: '', address: plainLine(context.recipientAddress) },
    subject: plainLine(rendered.subject),
    date: context.sentAt,
    messageId: messageId(context.deliveryId, from.address),
    text: rendered.text,
    html: rendered.html,
    textEncoding: 'quoted-printable',
    baseBoundary: BOUNDARY,
    headers: {
      ...commonHeaders(kind, context),
      ...(kind === 'confirm' ? {} : listHeaders(context)),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

function commonHeaders(kind: MailToCompose['kind'], context: MailContext): Record<string, string> {
  return {
    // RFC 3834: no vacation notice answers it.
    'Auto-Submitted': 'auto-generated',
    'Content-Language': context.language,
    // https://support.google.com/a/answer/6254652: at most four fields, the last one the sender's own.
    'Feedback-ID': `${headerToken(kind)}:${headerToken(context.stage)}:briefwire`,
  };
}

/** RFC 2369, RFC 2919 and RFC 8058, which Gmail and Yahoo ask of everyone who sends to many. */
function listHeaders(context: SubscriberMailContext): Record<string, string> {
  return {
    'List-Id': `<${headerToken(context.listId)}>`,
    'List-Unsubscribe': `<${ownUrl(context.oneClickUrl)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    Precedence: 'list',
  };
}

function senderOf(sender: string): { name: string; address: string } {
  const [parsed] = addressParser(plainLine(sender), { flatten: true });
  if (!parsed?.address.includes('@')) {
    throw new Error('The sender must be an address, or a name with an address in <>.');
  }
  return { name: parsed.name, address: parsed.address };
}

/** The same delivery always gets the same id; what RFC 5322 forbids in one is percent-encoded. */
function messageId(deliveryId: string, senderAddress: string): string {
  const local = encodeURIComponent(deliveryId).replace(
    /[()]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16)}`,
  );
  return `<${local}@${senderAddress.slice(senderAddress.lastIndexOf('@') + 1)}>`;
}

function headerToken(text: string): string {
  return text.replace(/[^A-Za-z0-9._-]/g, '-');
}

import addressParser from 'nodemailer/lib/addressparser';
import MailComposer from 'nodemailer/lib/mail-composer';
import { plainLine } from '../plain-line';
import { ownUrl } from '../safe-url';
import type { EmailContext, RenderedEmail, SubscriberEmailContext } from './views';

/** A rendered mail and the view that it was rendered from. */
export type EmailToCompose = { rendered: RenderedEmail } & (
  | { kind: 'confirm'; context: EmailContext }
  | { kind: 'alert' | 'digest'; context: SubscriberEmailContext }
);

/** RFC 2045 section 6.7: `=_` cannot stand in quoted-printable, so no body can hold the border of its parts. */
const BOUNDARY = '=_briefwire';

/** Far more than any id of ours has, and far fewer than the 998 octets that a line may have. */
const MAX_TOKEN_LENGTH = 255;

/**
 * The whole mail as raw MIME (RFC 5322, CRLF), text and html as alternatives in quoted-printable, so that
 * no line is longer than SMTP allows. Values go into headers on one line each: nothing that a publisher
 * or subscriber wrote can begin a header of its own.
 *
 * SES puts its own Date and Message-ID in the place of ours
 * (https://docs.aws.amazon.com/ses/latest/dg/header-fields.html); other carriers keep them.
 *
 * @throws Error when the sender holds no address, or the recipient is not exactly one.
 */
export async function composeEmail({ kind, context, rendered }: EmailToCompose): Promise<Buffer> {
  const from = senderOf(context.sender);
  const composer = new MailComposer({
    from,
    to: { name: '', address: recipientOf(context.recipientAddress) },
    subject: plainLine(rendered.subject),
    date: context.sentAt,
    messageId: messageId(context.deliveryId, from.address),
    text: rendered.text,
    html: rendered.html,
    textEncoding: 'quoted-printable',
    baseBoundary: BOUNDARY,
    // RFC 5322 section 2.3: a line ends with CRLF, also in the bodies.
    newline: 'windows',
    headers: {
      ...commonHeaders(kind, context),
      ...(kind === 'confirm' ? {} : listHeaders(context)),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

function commonHeaders(
  kind: EmailToCompose['kind'],
  context: EmailContext,
): Record<string, string> {
  return {
    // RFC 3834: no vacation notice answers it.
    'Auto-Submitted': 'auto-generated',
    'Content-Language': context.language,
    // https://support.google.com/a/answer/6254652: at most four fields, the last one the sender's own.
    'Feedback-ID': `${headerToken(kind)}:${headerToken(context.stage)}:briefwire`,
  };
}

/** RFC 2369, RFC 2919 and RFC 8058, which Gmail and Yahoo ask of everyone who sends to many. */
function listHeaders(context: SubscriberEmailContext): Record<string, string> {
  return {
    'List-Id': `<${headerToken(context.listId)}>`,
    'List-Unsubscribe': `<${ownUrl(context.oneClickUrl)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    Precedence: 'list',
  };
}

/** One address and nothing besides: no second one, no name, no quoted part, no line break. */
const ONE_ADDRESS = /^[^\s\p{C}@<>()[\]\\,;:"]+@[^\s\p{C}@<>()[\]\\,;:"]+$/u;

function recipientOf(address: string): string {
  if (!ONE_ADDRESS.test(address)) throw new Error('The recipient must be exactly one address.');
  return address;
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
  const local = encodeURIComponent(plainLine(deliveryId)).replace(
    /[()]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16)}`,
  );
  return `<${local.slice(0, MAX_TOKEN_LENGTH)}@${senderAddress.slice(senderAddress.lastIndexOf('@') + 1)}>`;
}

function headerToken(text: string): string {
  return text.replace(/[^A-Za-z0-9._-]/g, '-').slice(0, MAX_TOKEN_LENGTH);
}

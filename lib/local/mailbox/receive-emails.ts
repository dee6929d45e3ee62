import { randomBytes } from 'node:crypto';
import type { MailboxDefinition } from '../template/mailboxes';
import type { EmailStore } from './email-store';

/** What an SMTP client said before it sent the email. */
export interface Envelope {
  /** Empty for a null sender. */
  readonly sender: string;
  readonly recipients: readonly string[];
}

export interface ReceiveEmailsDependencies {
  readonly mailboxes: readonly MailboxDefinition[];
  readonly store: Pick<EmailStore, 'put'>;
  /** Publishes a message to a topic. */
  readonly publish: (topicArn: string, message: string) => Promise<void>;
  /** ISO 8601. */
  readonly now: () => string;
}

/** What SES does with email for its receipt rules. */
export interface EmailReceiver {
  /** Whether a receipt rule matches the address. */
  accepts(recipient: string): boolean;
  /** Stores the email and publishes a notification. @returns its id. */
  receive(envelope: Envelope, raw: Buffer): Promise<string>;
}

export function receiveEmails(dependencies: ReceiveEmailsDependencies): EmailReceiver {
  const { mailboxes, store, publish, now } = dependencies;
  return {
    accepts: (recipient) => mailboxes.some((mailbox) => matchesRecipient(mailbox, recipient)),
    receive: async (envelope, raw) => {
      const messageId = randomBytes(20).toString('hex');
      for (const mailbox of mailboxes) {
        const recipients = envelope.recipients.filter((recipient) =>
          matchesRecipient(mailbox, recipient),
        );
        if (recipients.length === 0) continue;
        await store.put(mailbox.bucket, messageId, raw);
        const received = { messageId, sender: envelope.sender, recipients, at: now() };
        await publish(mailbox.topicArn, JSON.stringify(notification(received, mailbox)));
      }
      return messageId;
    },
  };
}

/**
 * A rule for an address is also for the address with any label, in any case:
 * https://docs.aws.amazon.com/ses/latest/dg/receiving-email-receipt-rules-console-walkthrough.html
 */
function matchesRecipient({ recipients }: MailboxDefinition, recipient: string): boolean {
  return recipients.includes(recipient.toLowerCase().replace(/\+[^@]*(?=@[^@]*$)/, ''));
}

interface Received extends Envelope {
  readonly messageId: string;
  readonly at: string;
}

/**
 * https://docs.aws.amazon.com/ses/latest/dg/receiving-email-notifications-contents.html
 * Nothing is checked on this machine, so every verdict is `GRAY`.
 */
function notification(
  { messageId, sender, recipients, at }: Received,
  { bucket, topicArn }: MailboxDefinition,
) {
  const gray = { status: 'GRAY' };
  return {
    notificationType: 'Received',
    mail: { timestamp: at, source: sender, messageId, destination: recipients },
    receipt: {
      timestamp: at,
      processingTimeMillis: 0,
      recipients,
      spamVerdict: gray,
      virusVerdict: gray,
      spfVerdict: gray,
      dkimVerdict: gray,
      dmarcVerdict: gray,
      action: {
        type: 'S3',
        topicArn,
        bucketName: bucket,
        objectKeyPrefix: '',
        objectKey: messageId,
      },
    },
  };
}

import type { Email } from '../../domain/delivery';
import { composeEmail } from './compose-email';

/**
 * The address of SES's mailbox simulator that accepts every email and reports only that. It counts neither
 * as a bounce nor as a complaint.
 * https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html#send-email-simulator
 */
const PROBE_ADDRESS = 'success@simulator.amazonses.com';

export interface ProbeContent {
  /** `address` or `Name <address>`. */
  sender: string;
  stage: string;
  /** ISO 8601. */
  sentAt: string;
}

/** Composes the email that nobody reads: only SES's Send event about it matters. */
export async function composeProbe({ sender, stage, sentAt }: ProbeContent): Promise<Email> {
  const text = 'This email shows that events about sent emails arrive.';
  const raw = await composeEmail({
    kind: 'probe',
    context: {
      sender,
      stage,
      language: 'en',
      recipientAddress: PROBE_ADDRESS,
      deliveryId: `probe-${sentAt}`,
      sentAt: new Date(sentAt),
    },
    rendered: { subject: 'Probe', text, html: `<p>${text}</p>` },
  });
  return { to: PROBE_ADDRESS, raw };
}

import { unmarshall } from '@aws-sdk/util-dynamodb';
import PostalMime from 'postal-mime';
import { type AcceptedEmail, isProbe } from '../simulation/ses';
import type { StoredItem, Version } from '../simulation/tables';

/** An email that SES accepted, with what the ledger says about it. */
export interface SentEmail extends AcceptedEmail {
  readonly text: string;
  readonly person: string;
  /** When the ledger's claim for this email was written. */
  readonly claimedAt: number;
  /** Of an email with gathered alerts: those that the claim names, whether the email lists them or not. */
  readonly gathered: readonly { readonly briefingId: string; readonly edition: number }[];
}

/** Reads the emails of a run, except those to addresses that nobody reads. */
export async function readSentEmails(
  accepted: readonly AcceptedEmail[],
  versions: readonly Version[],
): Promise<SentEmail[]> {
  const emails: SentEmail[] = [];
  for (const email of accepted) {
    if (isProbe(email)) continue;
    const { text = '' } = await PostalMime.parse(email.raw);
    const claim = versions.findLast(
      ({ at, image }) =>
        image?.deliveryId?.S === email.deliveryId &&
        image.status?.S === 'claimed' &&
        at <= email.at,
    );
    emails.push({
      ...email,
      text: text.replace(/\s+/g, ' '),
      person: email.to.split('@')[0] ?? '',
      claimedAt: claim?.at ?? email.at,
      gathered: gatheredFor(claim?.image),
    });
  }
  return emails;
}

function gatheredFor(claim: StoredItem | undefined): SentEmail['gathered'] {
  if (claim?.progress === undefined) return [];
  const { progress } = unmarshall({ progress: claim.progress } as never);
  return progress.included ?? [];
}

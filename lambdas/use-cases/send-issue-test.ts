import { readAddress } from '../domain/address';
import type { Briefing } from '../domain/briefing';
import type { DeliveryRequest } from '../domain/delivery';
import { packIssue } from '../domain/newsletters/pack-issue';
import { deliveryOf, type RequestedEmail } from '../domain/requested-email';
import { readSubmission } from '../domain/submission';
import { type MakeBriefingDependencies, makeBriefing } from './make-briefing';

export interface SendIssueTestDependencies extends MakeBriefingDependencies {
  /** Fills the lists of the issue, as when it is published. */
  fillIssue: (briefing: Briefing) => Promise<Briefing>;
  storeRequest: (requested: RequestedEmail, now: string) => Promise<boolean>;
  sendDeliveries: (requests: DeliveryRequest[]) => Promise<void>;
  newId: () => string;
}

export type IssueTestOutcome = { outcome: 'requested' } | { outcome: 'refused'; reason: string };

/** Sends a newsletter issue to one address as its followers would get it. Nothing is published. */
export function sendIssueTest(dependencies: SendIssueTestDependencies) {
  const { fillIssue, storeRequest, sendDeliveries, newId, now } = dependencies;
  return async (sent: unknown, email: string): Promise<IssueTestOutcome> => {
    const address = readAddress(email);
    if (address.outcome === 'refused') return refused(`"${email}" is not an email address.`);
    const read = readSubmission(sent);
    if (read.outcome === 'refused') return refused(toSentence(read.reason));
    const made = makeBriefing(read.submission, dependencies);
    if (made.outcome === 'refused') return refused(toSentence(made.problems.join('; ')));
    if (made.briefing.newsletter === undefined) {
      return refused('The briefing names no "newsletter", so it is no newsletter issue.');
    }
    const requested = toRequest(await fillIssue(made.briefing), {
      address: address.value,
      testId: newId(),
      askedAt: now(),
    });
    await storeRequest(requested, now());
    await sendDeliveries([deliveryOf(requested)]);
    return { outcome: 'requested' };
  };
}

function toRequest(
  {
    briefingId,
    title,
    summary,
    url,
    source,
    language,
    publishedAt,
    newsletter = '',
    issue,
  }: Briefing,
  request: { address: string; testId: string; askedAt: string },
): RequestedEmail {
  const packed = packIssue({ markdown: undefined, issue, bodyHtml: undefined });
  return {
    about: 'issue-test',
    ...request,
    newsletter,
    briefing: {
      briefingId,
      title,
      summary,
      ...(url === undefined ? {} : { url }),
      ...(source === undefined ? {} : { source }),
      language,
      publishedAt,
    },
    issue: Buffer.from(packed).toString('base64'),
  };
}

function refused(reason: string): IssueTestOutcome {
  return { outcome: 'refused', reason };
}

function toSentence(reason: string): string {
  return `The issue was refused: ${reason}.`;
}

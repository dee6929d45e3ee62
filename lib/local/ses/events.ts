import { randomUUID } from 'node:crypto';
import { ACCOUNT, REGION } from '../template/references';
import type { SendRequest } from './send-request';

export type SesEventType = 'Send' | 'Bounce' | 'Complaint';

type SimulatorAddress = 'success' | 'bounce' | 'complaint';

/**
 * The address of the mailbox simulator that the email goes to, if it goes to one.
 * https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html#send-email-simulator
 */
function simulatorAddressOf(destinations: readonly string[]): SimulatorAddress | undefined {
  for (const address of destinations) {
    const [, kind] =
      /^(success|bounce|complaint)(?:\+.*)?@simulator\.amazonses\.com$/i.exec(address) ?? [];
    if (kind !== undefined) return kind.toLowerCase() as SimulatorAddress;
  }
  return undefined;
}

/**
 * Whether the email goes to the address of the mailbox simulator that accepts everything. Nobody reads
 * it there, so it is not shown as sent. Emails to the other addresses are, because they stand for
 * people whose mailbox rejects email.
 */
export function isForNobody(destinations: readonly string[]): boolean {
  return simulatorAddressOf(destinations) === 'success';
}

/** The events of an email that SES accepted. The simulator's addresses bounce or complain. */
export function outcomesOf(destinations: readonly string[]): SesEventType[] {
  const simulated = simulatorAddressOf(destinations);
  switch (simulated) {
    case 'bounce':
      return ['Send', 'Bounce'];
    case 'complaint':
      return ['Send', 'Complaint'];
    case 'success':
    case undefined:
      return ['Send'];
    default:
      return simulated satisfies never;
  }
}

/**
 * Creates the event that SES publishes to a topic.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-examples.html
 */
export function createEvent(
  type: SesEventType,
  request: SendRequest,
  messageId: string,
  time: string,
): Record<string, unknown> {
  return {
    eventType: type,
    mail: emailDetail(request, messageId, time),
    [type.toLowerCase()]: outcomeDetail(type, request, time),
  };
}

function emailDetail(request: SendRequest, messageId: string, timestamp: string) {
  const { email, destinations, configurationSet = '', tags } = request;
  const source = email.from?.address ?? '';
  return {
    timestamp,
    source,
    sourceArn: `arn:aws:ses:${REGION}:${ACCOUNT}:identity/${source}`,
    sendingAccountId: ACCOUNT,
    messageId,
    destination: destinations,
    headersTruncated: false,
    headers: email.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    commonHeaders: { from: [source], to: destinations, messageId, subject: email.subject ?? '' },
    // Every tag has a list of values, including SES's own tags.
    tags: {
      'ses:operation': ['SendRawEmail'],
      'ses:configuration-set': [configurationSet],
      'ses:from-domain': [source.slice(source.lastIndexOf('@') + 1)],
      ...Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]])),
    },
  };
}

function outcomeDetail(type: SesEventType, { destinations }: SendRequest, timestamp: string) {
  const feedbackId = randomUUID();
  switch (type) {
    case 'Send':
      return {};
    case 'Bounce':
      return {
        bounceType: 'Permanent',
        bounceSubType: 'General',
        bouncedRecipients: destinations.map((emailAddress) => ({
          emailAddress,
          action: 'failed',
          status: '5.1.1',
          diagnosticCode: 'smtp; 550 5.1.1 user unknown',
        })),
        timestamp,
        feedbackId,
        reportingMTA: 'dns; localhost',
      };
    case 'Complaint':
      return {
        complainedRecipients: destinations.map((emailAddress) => ({ emailAddress })),
        timestamp,
        feedbackId,
        complaintFeedbackType: 'abuse',
      };
    default:
      return type satisfies never;
  }
}

import { randomUUID } from 'node:crypto';
import { ACCOUNT, REGION } from '../template/references';
import type { SendRequest } from './send-request';

/** The name of each event type on the event bus: https://docs.aws.amazon.com/ses/latest/dg/monitoring-eventbridge.html */
const DETAIL_TYPES = {
  Send: 'Email Sent',
  Bounce: 'Email Bounced',
  Complaint: 'Email Complaint Received',
} as const;

export type SesEventType = keyof typeof DETAIL_TYPES;

/**
 * The events of an email that SES accepted. Emails to the bounce and complaint addresses of the
 * mailbox simulator bounce or lead to a complaint.
 * https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html#send-email-simulator
 */
export function outcomesOf({ destinations }: SendRequest): SesEventType[] {
  const simulated = destinations
    .map((address) => /^(bounce|complaint)(\+.*)?@simulator\.amazonses\.com$/i.exec(address)?.[1])
    .find((kind) => kind !== undefined);
  if (simulated?.toLowerCase() === 'bounce') return ['Send', 'Bounce'];
  if (simulated?.toLowerCase() === 'complaint') return ['Send', 'Complaint'];
  return ['Send'];
}

/**
 * Creates the event that SES sends to the default event bus.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-firehose-examples.html
 */
export function createEvent(
  type: SesEventType,
  request: SendRequest,
  messageId: string,
  now: Date,
): Record<string, unknown> {
  const time = now.toISOString();
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': DETAIL_TYPES[type],
    source: 'aws.ses',
    account: ACCOUNT,
    time: time.replace(/\.\d+Z$/, 'Z'),
    region: REGION,
    resources: [
      `arn:aws:ses:${REGION}:${ACCOUNT}:configuration-set/${request.configurationSet ?? ''}`,
    ],
    detail: {
      eventType: type,
      mail: emailDetail(request, messageId, time),
      [type.toLowerCase()]: outcomeDetail(type, request, time),
    },
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

import { randomUUID } from 'node:crypto';
import { ACCOUNT, REGION } from '../declared/names';
import type { SendRequest } from './send-request';

/** By SES's kind of event, its name on the event bus: https://docs.aws.amazon.com/ses/latest/dg/monitoring-eventbridge.html */
const DETAIL_TYPES = {
  Send: 'Email Sent',
  Delivery: 'Email Delivered',
  Bounce: 'Email Bounced',
  Complaint: 'Email Complaint Received',
} as const;

export type SesEventType = keyof typeof DETAIL_TYPES;

/**
 * What becomes of a mail after SES took it: it is sent, then delivered, but for the addresses of
 * the mailbox simulator that bounce or complain.
 * https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html#send-email-simulator
 */
export function fateOf({ destinations }: SendRequest): SesEventType[] {
  const simulated = destinations
    .map((address) => /^(bounce|complaint)(\+.*)?@simulator\.amazonses\.com$/i.exec(address)?.[1])
    .find((kind) => kind !== undefined);
  if (simulated?.toLowerCase() === 'bounce') return ['Send', 'Bounce'];
  if (simulated?.toLowerCase() === 'complaint') return ['Send', 'Delivery', 'Complaint'];
  return ['Send', 'Delivery'];
}

/**
 * The event that SES puts on the default event bus.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-firehose-examples.html
 */
export function busEvent(
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
      mail: mailDetail(request, messageId, time),
      [type.toLowerCase()]: outcomeDetail(type, request, time),
    },
  };
}

function mailDetail(request: SendRequest, messageId: string, timestamp: string) {
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
    // Every tag holds a list, those of SES's own among them.
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
    case 'Delivery':
      return {
        timestamp,
        processingTimeMillis: 1,
        recipients: destinations,
        smtpResponse: '250 2.0.0 OK',
        reportingMTA: 'localhost',
      };
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
  }
}

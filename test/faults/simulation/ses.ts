import { createEvent } from '../../../lib/local/ses/events';
import { sentResponse } from '../../../lib/local/ses/responses';
import { parseSendRequest, type SendRequest } from '../../../lib/local/ses/send-request';
import { resolveIntrinsics } from '../../../lib/local/template/intrinsics';
import { createReferenceResolver } from '../../../lib/local/template/references';
import { resourcesOfType, type Template } from '../../../lib/local/template/template';
import { UNUSED_URL } from './service';

/** An email that SES accepted. */
export interface AcceptedEmail {
  readonly messageId: string;
  readonly deliveryId: string;
  readonly to: string;
  /** Virtual time (ms). */
  readonly at: number;
  readonly raw: Buffer;
}

/** Addresses of SES's mailbox simulator accept emails that nobody reads. */
export const isProbe = ({ to }: AcceptedEmail): boolean => to.endsWith('@simulator.amazonses.com');

/** Reads a call of SendRawEmail. */
export async function acceptEmail(form: string, messageId: string, at: number) {
  const request = await parseSendRequest(new URLSearchParams(form));
  const email: AcceptedEmail = {
    messageId,
    deliveryId: request.tags.deliveryId ?? '',
    to: request.destinations[0] ?? '',
    at,
    raw: request.raw,
  };
  return { email, request, response: sentResponse(messageId) };
}

/** The messages about an accepted email that the queues of the stack get, by the ARN of the queue. */
export function sendEvents(
  template: Template,
): (request: SendRequest, messageId: string, now: Date) => { queueArn: string; body: string }[] {
  const queueArns = snsTargets(template);
  return (request, messageId, now) => {
    const body = JSON.stringify(createEvent('Send', request, messageId, now.toISOString()));
    return queueArns.map((queueArn) => ({ queueArn, body }));
  };
}

/** The queues that subscribe, with raw delivery, to the topic that a configuration set publishes to. */
function snsTargets(template: Template): string[] {
  const destinations = resourcesOfType(template, 'AWS::SES::ConfigurationSetEventDestination');
  const topics = destinations.flatMap(([, { Properties }]) => {
    const text = JSON.stringify(Properties);
    if (!text.includes('SnsDestination')) return [];
    return resourcesOfType(template, 'AWS::SNS::Topic')
      .map(([logicalId]) => logicalId)
      .filter((logicalId) => text.includes(`"${logicalId}"`));
  });
  const subscriptions = resourcesOfType(template, 'AWS::SNS::Subscription');
  return subscriptions.flatMap(([, { Properties = {} }]) => {
    const topic = JSON.stringify(Properties.TopicArn);
    if (!topics.some((logicalId) => topic.includes(`"${logicalId}"`))) return [];
    const references = createReferenceResolver(template, { queues: UNUSED_URL });
    return [String(resolveIntrinsics(Properties.Endpoint, references))];
  });
}

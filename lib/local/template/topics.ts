import { z } from 'zod';
import { parseResources, type ResolvableTemplate } from './parse-resources';

/** The ARNs of the queues that receive the messages of each topic, by the topic's ARN. */
export type TopicSubscribers = ReadonlyMap<string, readonly string[]>;

// A topic needs no properties. Its messages are passed on at once.
const topicSchema = z.strictObject({});

const subscriptionSchema = z.discriminatedUnion('Protocol', [
  z.strictObject({
    Protocol: z.literal('sqs'),
    TopicArn: z.string(),
    Endpoint: z.string().startsWith('arn:aws:sqs:'),
    // Without it, SNS wraps the message in an envelope.
    RawMessageDelivery: z.literal(true),
  }),
  // Nobody is emailed on this machine: only alarms publish to such a topic, and there are none.
  z.strictObject({ Protocol: z.literal('email'), TopicArn: z.string(), Endpoint: z.string() }),
]);

export function parseTopics(template: ResolvableTemplate): TopicSubscribers {
  const topics = new Map<string, string[]>();
  for (const { logicalId } of parseResources(template, 'AWS::SNS::Topic', topicSchema)) {
    topics.set(template.references(logicalId), []);
  }
  const type = 'AWS::SNS::Subscription';
  for (const { properties } of parseResources(template, type, subscriptionSchema)) {
    if (properties.Protocol === 'sqs') topics.get(properties.TopicArn)?.push(properties.Endpoint);
  }
  return topics;
}

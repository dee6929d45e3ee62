import { z } from 'zod';
import { ignored, parseResources, type ResolvableTemplate } from './parse-resources';

/** Where a configuration set publishes which events. */
export interface EventDestination {
  readonly eventTypes: ReadonlySet<string>;
  readonly topicArn: string;
}

/** The event destinations of each configuration set, by its name. */
export type ConfigurationSets = ReadonlyMap<string, readonly EventDestination[]>;

// The local SES suppresses nobody, so that tests can send to a bouncing address again.
const configurationSetSchema = z.strictObject({ SuppressionOptions: ignored });

const destinationSchema = z.strictObject({
  ConfigurationSetName: z.string(),
  EventDestination: z.strictObject({
    Enabled: z.literal(true),
    // A local email is never rejected after SES accepted it, so there are no such events.
    MatchingEventTypes: z.array(z.enum(['send', 'reject', 'bounce', 'complaint'])),
    SnsDestination: z.strictObject({ TopicARN: z.string() }),
  }),
});

export function parseConfigurationSets(template: ResolvableTemplate): ConfigurationSets {
  const sets = new Map<string, EventDestination[]>();
  const setType = 'AWS::SES::ConfigurationSet';
  for (const { logicalId } of parseResources(template, setType, configurationSetSchema)) {
    sets.set(logicalId, []);
  }
  const destinationType = 'AWS::SES::ConfigurationSetEventDestination';
  for (const { properties } of parseResources(template, destinationType, destinationSchema)) {
    const { MatchingEventTypes, SnsDestination } = properties.EventDestination;
    sets.get(properties.ConfigurationSetName)?.push({
      eventTypes: new Set(MatchingEventTypes),
      topicArn: SnsDestination.TopicARN,
    });
  }
  return sets;
}

import { z } from 'zod';
import { type EventPattern, parseEventPattern } from '../event-pattern';
import { ignored, parseResources, type ResolvableTemplate } from './parse-resources';

/** The types of event that each configuration set sends to the default event bus, by its name. */
export type ConfigurationSets = ReadonlyMap<string, ReadonlySet<string>>;

export interface EventRule {
  readonly pattern: EventPattern;
  readonly targetArns: string[];
}

// The local SES suppresses nobody, so that tests can send to a bouncing address again.
const configurationSetSchema = z.strictObject({ SuppressionOptions: ignored });

const destinationSchema = z.strictObject({
  ConfigurationSetName: z.string(),
  EventDestination: z.strictObject({
    Enabled: z.literal(true),
    // A local email is never rejected after SES accepted it, so there are no such events.
    MatchingEventTypes: z.array(z.enum(['send', 'reject', 'bounce', 'complaint'])),
    EventBridgeDestination: z.strictObject({
      EventBusArn: z.string().endsWith(':event-bus/default'),
    }),
  }),
});

const ruleSchema = z.strictObject({
  Description: ignored,
  EventPattern: z.record(z.string(), z.unknown()),
  State: z.literal('ENABLED'),
  // The event bus sends to queues only.
  Targets: z.array(z.strictObject({ Id: ignored, Arn: z.string().startsWith('arn:aws:sqs:') })),
});

export function parseConfigurationSets(template: ResolvableTemplate): ConfigurationSets {
  const sets = new Map<string, Set<string>>();
  const setType = 'AWS::SES::ConfigurationSet';
  for (const { logicalId } of parseResources(template, setType, configurationSetSchema)) {
    sets.set(logicalId, new Set());
  }
  const destinationType = 'AWS::SES::ConfigurationSetEventDestination';
  for (const { properties } of parseResources(template, destinationType, destinationSchema)) {
    const eventTypes = sets.get(properties.ConfigurationSetName);
    for (const type of properties.EventDestination.MatchingEventTypes) eventTypes?.add(type);
  }
  return sets;
}

export function parseEventRules(template: ResolvableTemplate): EventRule[] {
  return parseResources(template, 'AWS::Events::Rule', ruleSchema).map(({ properties }) => ({
    pattern: parseEventPattern(properties.EventPattern),
    targetArns: properties.Targets.map(({ Arn }) => Arn),
  }));
}

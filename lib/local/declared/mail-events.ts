import { z } from 'zod';
import { type EventPattern, parseEventPattern } from '../event-pattern';
import { type ResolvableTemplate, readResources } from './read-properties';

/** By the name of each configuration set: the kinds of event it tells the default event bus. */
export type DeclaredConfigurationSets = ReadonlyMap<string, ReadonlySet<string>>;

export interface DeclaredRule {
  readonly pattern: EventPattern;
  readonly targetArns: string[];
}

const destinationSchema = z.object({
  ConfigurationSetName: z.string(),
  EventDestination: z.strictObject({
    Name: z.string().optional(),
    Enabled: z.boolean().default(true),
    MatchingEventTypes: z.array(z.string()),
    EventBridgeDestination: z.object({ EventBusArn: z.string().endsWith(':event-bus/default') }),
  }),
});

const ruleSchema = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  EventPattern: z.record(z.string(), z.unknown()),
  State: z.literal('ENABLED').default('ENABLED'),
  Targets: z
    .array(
      z.strictObject({
        Id: z.string(),
        // Only queues hear of events: what else could, nothing declares yet.
        Arn: z.string().startsWith('arn:aws:sqs:'),
        DeadLetterConfig: z.unknown().optional(),
        RetryPolicy: z.unknown().optional(),
      }),
    )
    .default([]),
});

export function declaredConfigurationSets(template: ResolvableTemplate): DeclaredConfigurationSets {
  const sets = new Map(
    readResources(template, 'AWS::SES::ConfigurationSet', z.object({})).map(({ logicalId }) => [
      logicalId,
      new Set<string>(),
    ]),
  );
  const type = 'AWS::SES::ConfigurationSetEventDestination';
  for (const { properties } of readResources(template, type, destinationSchema)) {
    const { Enabled, MatchingEventTypes } = properties.EventDestination;
    const kinds = sets.get(properties.ConfigurationSetName);
    if (Enabled) for (const kind of MatchingEventTypes) kinds?.add(kind.toLowerCase());
  }
  return sets;
}

export function declaredRules(template: ResolvableTemplate): DeclaredRule[] {
  return readResources(template, 'AWS::Events::Rule', ruleSchema).map(({ properties }) => ({
    pattern: parseEventPattern(properties.EventPattern),
    targetArns: properties.Targets.map(({ Arn }) => Arn),
  }));
}

import { z } from 'zod';
import { ignored, parseResources, type ResolvableTemplate } from './parse-resources';

export interface QueueDefinition {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  /** The attributes for SQS's CreateQueue. */
  readonly attributes: Record<string, string>;
}

const schema = z.strictObject({
  MessageRetentionPeriod: z.coerce.number().optional(),
  RedrivePolicy: z
    .strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() })
    .optional(),
  VisibilityTimeout: z.coerce.number().optional(),
  SqsManagedSseEnabled: ignored,
});

export function parseQueues(resolvable: ResolvableTemplate): QueueDefinition[] {
  return parseResources(resolvable, 'AWS::SQS::Queue', schema).map(({ logicalId, properties }) => {
    const { SqsManagedSseEnabled, ...settings } = properties;
    const attributes = Object.entries(settings).map(
      ([name, value]) =>
        [name, typeof value === 'object' ? JSON.stringify(value) : String(value)] as const,
    );
    return {
      name: logicalId,
      arn: resolvable.references(logicalId, 'Arn'),
      url: resolvable.references(logicalId),
      attributes: Object.fromEntries(attributes),
    };
  });
}

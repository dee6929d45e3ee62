import { z } from 'zod';
import { type ResolvableTemplate, readResources } from './read-properties';

export interface DeclaredQueue {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  /** As SQS's CreateQueue takes them. */
  readonly attributes: Record<string, string>;
}

const schema = z.strictObject({
  DelaySeconds: z.coerce.number().optional(),
  MaximumMessageSize: z.coerce.number().optional(),
  MessageRetentionPeriod: z.coerce.number().optional(),
  ReceiveMessageWaitTimeSeconds: z.coerce.number().optional(),
  RedrivePolicy: z
    .object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() })
    .optional(),
  VisibilityTimeout: z.coerce.number().optional(),
  // Nothing is encrypted on one machine, nor tagged.
  KmsMasterKeyId: z.unknown().optional(),
  KmsDataKeyReusePeriodSeconds: z.unknown().optional(),
  SqsManagedSseEnabled: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

export function declaredQueues(resolvable: ResolvableTemplate): DeclaredQueue[] {
  return readResources(resolvable, 'AWS::SQS::Queue', schema).map(({ logicalId, properties }) => {
    const {
      KmsMasterKeyId,
      KmsDataKeyReusePeriodSeconds,
      SqsManagedSseEnabled,
      Tags,
      ...settings
    } = properties;
    const attributes = Object.entries(settings).map(
      ([name, value]) =>
        [name, typeof value === 'object' ? JSON.stringify(value) : String(value)] as const,
    );
    return {
      name: logicalId,
      arn: String(resolvable.references(logicalId, 'Arn')),
      url: String(resolvable.references(logicalId)),
      attributes: Object.fromEntries(attributes),
    };
  });
}

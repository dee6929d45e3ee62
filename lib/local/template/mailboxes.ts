import { z } from 'zod';
import { ignored, parseResources, type ResolvableTemplate } from './parse-resources';

/** What SES does with emails to some addresses: each is stored in the bucket and announced on the topic. */
export interface MailboxDefinition {
  readonly recipients: readonly string[];
  readonly bucket: string;
  /** How long the bucket keeps an email. */
  readonly retentionDays: number;
  readonly topicArn: string;
}

const bucketSchema = z.strictObject({
  LifecycleConfiguration: z.strictObject({
    Rules: z.tuple([
      z.strictObject({ ExpirationInDays: z.coerce.number(), Status: z.literal('Enabled') }),
    ]),
  }),
  BucketEncryption: ignored,
  PublicAccessBlockConfiguration: ignored,
});

// Rules are the same in every set, and the set of this machine is active.
const ruleSetSchema = z.strictObject({ RuleSetName: ignored });

const ruleSchema = z.strictObject({
  RuleSetName: ignored,
  Rule: z.strictObject({
    Name: ignored,
    Enabled: z.literal(true),
    Recipients: z.array(z.string()).min(1),
    // Nothing is scanned on this machine.
    ScanEnabled: ignored,
    Actions: z.tuple([
      z.strictObject({
        S3Action: z.strictObject({ BucketName: z.string(), TopicArn: z.string() }),
      }),
    ]),
  }),
});

export function parseMailboxes(template: ResolvableTemplate): MailboxDefinition[] {
  parseResources(template, 'AWS::SES::ReceiptRuleSet', ruleSetSchema);
  const retention = new Map(
    parseResources(template, 'AWS::S3::Bucket', bucketSchema).map(({ logicalId, properties }) => [
      template.references(logicalId),
      properties.LifecycleConfiguration.Rules[0].ExpirationInDays,
    ]),
  );
  return parseResources(template, 'AWS::SES::ReceiptRule', ruleSchema).map(
    ({ logicalId, properties: { Rule } }) => {
      const { BucketName: bucket, TopicArn: topicArn } = Rule.Actions[0].S3Action;
      const retentionDays = retention.get(bucket);
      if (retentionDays === undefined) {
        throw new Error(`The template has no bucket ${bucket}, which ${logicalId} names.`);
      }
      return { recipients: Rule.Recipients, bucket, retentionDays, topicArn };
    },
  );
}

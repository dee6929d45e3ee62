import { Aws, Stack, type StackProps } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { Mailbox, type ReceivedEmails } from './mailbox';
import type { Settings } from './settings';

type MailboxSettings = Pick<
  Settings,
  'stage' | 'inboundAddress' | 'inboundRegion' | 'inboundRuleSet' | 'keepData'
>;

export interface MailboxStackProps extends StackProps {
  /** With an `inboundAddress` and an `inboundRegion`. */
  readonly settings: MailboxSettings;
}

/**
 * The part of a stage that receives email, in another region than the rest. A stack can't refer to a resource in another
 * region, so both make the names from the settings.
 */
export class MailboxStack extends Stack {
  constructor(scope: Construct, id: string, { settings, ...props }: MailboxStackProps) {
    const { inboundAddress, inboundRegion, inboundRuleSet, keepData } = settings;
    if (inboundAddress === undefined || inboundRegion === undefined) {
      throw new Error('A mailbox of its own needs inboundAddress and inboundRegion.');
    }
    super(scope, id, { ...props, env: { ...props.env, region: inboundRegion } });
    new Mailbox(this, 'Mailbox', {
      address: inboundAddress,
      ruleSet: inboundRuleSet,
      keepData,
      names: namesOf(settings, inboundRegion),
    });
  }
}

/** Whether the stage receives email in another region, and so has a stack there. */
export function hasMailboxStack({ inboundAddress, inboundRegion }: MailboxSettings): boolean {
  return inboundAddress !== undefined && inboundRegion !== undefined;
}

/** What `MailboxStack` has in that region, for the main stack. */
export function receivedElsewhere(
  scope: Construct,
  settings: MailboxSettings,
  region: string,
): ReceivedEmails {
  const { bucket, topic } = namesOf(settings, region);
  const topicArn = `arn:${Aws.PARTITION}:sns:${region}:${Aws.ACCOUNT_ID}:${topic}`;
  return {
    region,
    bucketName: bucket,
    bucketArn: `arn:${Aws.PARTITION}:s3:::${bucket}`,
    bucketInFindings: `arn:<AWS::Partition>:s3:::${settings.stage}-in-<AWS::AccountId>-${region}`,
    topic: Topic.fromTopicArn(scope, 'ReceivedElsewhere', topicArn),
  };
}

/** The name of a bucket is unique in all of AWS, and has at most 63 characters: 32 of the stage, 12 and 14. */
function namesOf({ stage }: MailboxSettings, region: string): { bucket: string; topic: string } {
  return {
    bucket: `${stage}-in-${Aws.ACCOUNT_ID}-${region}`,
    topic: `Briefwire-${stage}-inbound`,
  };
}

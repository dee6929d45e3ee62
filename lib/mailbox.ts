import { Arn, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket } from 'aws-cdk-lib/aws-s3';
import { type IReceiptRuleSet, ReceiptRule, ReceiptRuleSet } from 'aws-cdk-lib/aws-ses';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

/** How long a received email is kept, handled or not. Notifications about it stay in queues no longer. */
export const EMAIL_RETENTION = Duration.days(7);

/** Where received emails are stored, and the topic that announces them. */
export interface ReceivedEmails {
  readonly region: string;
  readonly bucketName: string;
  readonly bucketArn: string;
  /** The ARN of the bucket as cdk-nag writes it in its findings. */
  readonly bucketInFindings: string;
  /** SES publishes a notification of each email to it. */
  readonly topic: ITopic;
}

export interface MailboxProps {
  /** Emails to it are received, with any label (`alerts+label@in.example.org`). */
  readonly address: string;
  /** The rule set to join. @default one is created, named after the stack */
  readonly ruleSet?: string | undefined;
  /** Whether the bucket stays when the stack is deleted. */
  readonly keepData: boolean;
  /** Names that another stack knows. @default names that CloudFormation makes */
  readonly names?: { readonly bucket: string; readonly topic: string };
}

/**
 * Receives email through SES. An email goes to the bucket as it is: the notification of an SNS action would contain it,
 * and SES bounces what is larger than 150 KB (docs/decisions/023-email-is-received-through-s3.md).
 */
export class Mailbox extends Construct {
  readonly received: ReceivedEmails;
  private readonly ruleArn: string;

  constructor(scope: Construct, id: string, props: MailboxProps) {
    super(scope, id);
    const { address, keepData, names } = props;
    const { stackName, region } = Stack.of(this);
    // Named, so that the policies can name the rule, which SES creates only when they allow it.
    const ruleName = stackName;
    const ruleSetName = props.ruleSet ?? stackName;
    this.ruleArn = Arn.format(
      {
        service: 'ses',
        resource: 'receipt-rule-set',
        resourceName: `${ruleSetName}:receipt-rule/${ruleName}`,
      },
      Stack.of(this),
    );
    const bucket = this.addBucket(keepData, names?.bucket);
    const topic = this.addTopic(names?.topic);
    const rule = new ReceiptRule(this, 'Rule', {
      receiptRuleName: ruleName,
      ruleSet: this.findRuleSet(props.ruleSet, ruleSetName),
      recipients: [address],
      scanEnabled: true,
      actions: [
        {
          bind: () => ({
            s3Action: { bucketName: bucket.bucketName, topicArn: topic.topicArn },
          }),
        },
      ],
    });
    // SES tries both when the rule is created.
    rule.node.addDependency(bucket, topic);
    this.received = {
      region,
      bucketName: bucket.bucketName,
      bucketArn: bucket.bucketArn,
      bucketInFindings: `<${Stack.of(this).getLogicalId(bucket.node.defaultChild as CfnBucket)}.Arn>`,
      topic,
    };
  }

  private findRuleSet(existing: string | undefined, name: string): IReceiptRuleSet {
    return existing === undefined
      ? new ReceiptRuleSet(this, 'RuleSet', { receiptRuleSetName: name })
      : ReceiptRuleSet.fromReceiptRuleSetName(this, 'RuleSet', existing);
  }

  private addBucket(keepData: boolean, bucketName: string | undefined): Bucket {
    const bucket = new Bucket(this, 'Emails', {
      ...(bucketName === undefined ? {} : { bucketName }),
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [{ expiration: EMAIL_RETENTION }],
      removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    bucket.addToResourcePolicy(this.allowSes('s3:PutObject', bucket.arnForObjects('*')));
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'Access logs would outlive the emails. SES writes, and one function reads.',
    });
    return bucket;
  }

  private addTopic(topicName: string | undefined): Topic {
    const topic = new Topic(this, 'Topic', {
      ...(topicName === undefined ? {} : { topicName }),
      enforceSSL: true,
    });
    topic.addToResourcePolicy(this.allowSes('sns:Publish', topic.topicArn));
    return topic;
  }

  /**
   * Only our rule of this account may do it:
   * https://docs.aws.amazon.com/ses/latest/dg/receiving-email-permissions.html
   */
  private allowSes(action: string, resource: string): PolicyStatement {
    return new PolicyStatement({
      principals: [new ServicePrincipal('ses.amazonaws.com')],
      actions: [action],
      resources: [resource],
      conditions: {
        StringEquals: {
          'aws:SourceAccount': Stack.of(this).account,
          'aws:SourceArn': this.ruleArn,
        },
      },
    });
  }
}

import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  ConfigurationSet,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { ServiceFunction } from './service-function';
import { addressOf, type Settings } from './settings';

export type SendingProps = Pick<Settings, 'sender' | 'identity'>;

/** The SES events to record. */
const EMAIL_EVENTS = [
  EmailSendingEvent.SEND,
  EmailSendingEvent.REJECT,
  EmailSendingEvent.BOUNCE,
  EmailSendingEvent.COMPLAINT,
];

/** Sending through SES: the identity of the sender, and the configuration set that publishes events. */
export class Sending extends Construct {
  /** The DNS records for DKIM, which authorize SES to send for the domain; empty for an address. */
  readonly dkimRecords: { name: string; value: string }[];
  /** SES publishes events about the emails of this stage, and about no others, to this topic. */
  readonly events: Topic;
  private readonly configurationSetName: string;
  private readonly address: string;

  constructor(scope: Construct, id: string, { sender, identity }: SendingProps) {
    super(scope, id);
    this.address = addressOf(sender);
    const configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    this.configurationSetName = configurationSet.configurationSetName;
    // A topic, because SES publishes to EventBridge on a best-effort basis only
    // (docs/decisions/304-ses-events-over-sns.md). The CDK allows only this configuration set of this
    // account to publish to it.
    this.events = new Topic(this, 'Topic', { enforceSSL: true });
    configurationSet.addEventDestination('Events', {
      destination: EventDestination.snsTopic(this.events),
      events: EMAIL_EVENTS,
    });
    this.dkimRecords = identity === 'existing' ? [] : this.addIdentity(identity);
  }

  /** Grants permission to send, only from the sender's address, and sets the configuration set. */
  grantSend(fn: ServiceFunction): void {
    const arn = (resource: string) => Stack.of(this).formatArn({ service: 'ses', resource });
    fn.configure({ CONFIGURATION_SET: this.configurationSetName });
    fn.addToRolePolicy(
      new PolicyStatement({
        actions: ['ses:SendRawEmail'],
        // All identities, because in the sandbox SES also checks those of the recipients. The
        // condition restricts the sender:
        // https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html
        resources: [arn('identity/*')],
        // Case-sensitive, because the settings normalize the address to the form in the From header,
        // and ignoring case would also allow other local parts (RFC 5321, 2.4). SES documents no
        // other operators than StringEquals and StringLike for this key:
        // https://docs.aws.amazon.com/ses/latest/dg/sending-authorization-policy-examples.html
        conditions: { StringEquals: { 'ses:FromAddress': this.address } },
      }),
    );
    Validations.of(fn.role ?? fn).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/*]',
      reason:
        'In the SES sandbox the identities of recipients are checked too. A condition restricts the sender.',
    });
    // A configuration set is not an identity, so this statement alone does not allow sending.
    fn.addToRolePolicy(
      new PolicyStatement({
        actions: ['ses:SendRawEmail'],
        resources: [arn(`configuration-set/${this.configurationSetName}`)],
      }),
    );
  }

  /**
   * Grants permission to read the account's sending quota and to change its suppression list. SES has
   * no resources for these actions, so they are allowed for the whole account:
   * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonses.html
   */
  grantAccount(fn: ServiceFunction): void {
    fn.addToRolePolicy(
      new PolicyStatement({
        actions: [
          'ses:GetSendQuota',
          'ses:PutSuppressedDestination',
          'ses:DeleteSuppressedDestination',
        ],
        resources: ['*'],
      }),
    );
    Validations.of(fn.role ?? fn).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'SES has no resources for the sending quota and the suppression list of an account.',
    });
  }

  private addIdentity(kind: 'domain' | 'address'): { name: string; value: string }[] {
    const domain = this.address.slice(this.address.lastIndexOf('@') + 1);
    const identity = new EmailIdentity(this, 'Identity', {
      identity: kind === 'domain' ? Identity.domain(domain) : Identity.email(this.address),
    });
    return kind === 'domain' ? identity.dkimRecords : [];
  }
}

import { Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  ConfigurationSet,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { ServiceFunction } from './service-function';
import { addressOf, type Settings } from './settings';

export type SendingProps = Pick<Settings, 'sender' | 'identity'>;

/**
 * What SES tells of every mail, each under the name that it has on the event bus:
 * https://docs.aws.amazon.com/ses/latest/dg/monitoring-eventbridge.html
 */
export const MAIL_EVENTS = {
  'Email Sent': EmailSendingEvent.SEND,
  'Email Rejected': EmailSendingEvent.REJECT,
  'Email Bounced': EmailSendingEvent.BOUNCE,
  'Email Complaint Received': EmailSendingEvent.COMPLAINT,
};

/** Sending through SES: the sender's identity, and the configuration set whose events come back. */
export class Sending extends Construct {
  /** The DNS records that prove to receivers that SES sends for the domain; none for an address. */
  readonly dkimRecords: { name: string; value: string }[];
  /** Stands in every event about a mail of this stage. */
  readonly configurationSetName: string;
  private readonly address: string;

  constructor(scope: Construct, id: string, { sender, identity }: SendingProps) {
    super(scope, id);
    this.address = addressOf(sender);
    const configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    this.configurationSetName = configurationSet.configurationSetName;
    configurationSet.addEventDestination('Events', {
      // SES speaks to the account's default bus alone:
      // https://docs.aws.amazon.com/ses/latest/dg/event-publishing-add-event-destination-eventbridge.html
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'Bus', 'default')),
      events: Object.values(MAIL_EVENTS),
    });
    this.dkimRecords = identity === 'existing' ? [] : this.addIdentity(identity);
  }

  /** Lets the function send as the sender and as nobody else. */
  grantSend(fn: ServiceFunction): void {
    const arn = (resource: string) => Stack.of(this).formatArn({ service: 'ses', resource });
    fn.configure({ CONFIGURATION_SET: this.configurationSetName });
    fn.addToRolePolicy(
      new PolicyStatement({
        actions: ['ses:SendRawEmail'],
        // Every identity, since in its sandbox SES asks for those of the recipients too; the
        // condition keeps the sender: https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html
        resources: [arn('identity/*')],
        conditions: { StringEquals: { 'ses:FromAddress': this.address } },
      }),
    );
    // A configuration set is no identity: nobody can send by this statement alone.
    fn.addToRolePolicy(
      new PolicyStatement({
        actions: ['ses:SendRawEmail'],
        resources: [arn(`configuration-set/${this.configurationSetName}`)],
      }),
    );
  }

  private addIdentity(kind: 'domain' | 'address'): { name: string; value: string }[] {
    const domain = this.address.slice(this.address.lastIndexOf('@') + 1);
    const identity = new EmailIdentity(this, 'Identity', {
      identity: kind === 'domain' ? Identity.domain(domain) : Identity.email(this.address),
    });
    return kind === 'domain' ? identity.dkimRecords : [];
  }
}

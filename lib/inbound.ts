import { Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Lanes } from './lanes';
import { EMAIL_RETENTION, type ReceivedEmails } from './mailbox';
import { ServiceFunction, WORKER_TIMEOUT } from './service-function';
import type { Storage } from './storage';
import { grantFollowing } from './subscribing';
import { WorkQueue } from './work-queue';

export interface InboundProps {
  readonly storage: Storage;
  /** Receive the answers. */
  readonly lanes: Lanes;
  readonly received: ReceivedEmails;
  readonly logRetention: RetentionDays;
}

/** Each email takes well below a second, so more are a flood. It must not use up the account's concurrency. */
const MAX_WORKERS = 2;

/** Carries out the commands of received emails, and answers them. */
export class Inbound extends Construct {
  /** The notifications of received emails. */
  readonly queue: WorkQueue;
  /** The function that needs the operator's settings. */
  readonly receive: ServiceFunction;

  constructor(scope: Construct, id: string, { storage, lanes, received, ...props }: InboundProps) {
    super(scope, id);
    this.queue = new WorkQueue(this, 'Received', { retention: EMAIL_RETENTION });
    received.topic.addSubscription(
      new SqsSubscription(this.queue.queue, { rawMessageDelivery: true }),
    );
    this.receive = new ServiceFunction(this, 'Receive', {
      handler: 'receive',
      description: 'Does what a received email asks for, and queues the answer.',
      timeout: WORKER_TIMEOUT,
      memorySize: 512,
      logRetention: props.logRetention,
    });
    grantReceiving(this.receive, { storage, lanes });
    this.grantRead(received);
    this.queue.addWorker(this.receive, { batchSize: 10, maxConcurrency: MAX_WORKERS });
  }

  private grantRead({ region, bucketName, bucketArn, bucketInFindings }: ReceivedEmails): void {
    this.receive.configure({ INBOUND_BUCKET: bucketName, INBOUND_REGION: region });
    this.receive.addToRolePolicy(
      new PolicyStatement({ actions: ['s3:GetObject'], resources: [`${bucketArn}/*`] }),
    );
    // Without it, S3 answers that access is denied to an email that has expired.
    this.receive.addToRolePolicy(
      new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucketArn] }),
    );
    Validations.of(this.receive.role ?? this.receive).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${bucketInFindings}/*]`,
      reason: 'SES chooses the names of the objects.',
    });
  }
}

/** Grants what carrying out the commands of an email needs. */
export function grantReceiving(
  fn: ServiceFunction,
  { storage, lanes }: Pick<InboundProps, 'storage' | 'lanes'>,
): void {
  grantFollowing(fn, storage);
  // The email that was replied to, and how many answers an address got.
  storage.deliveries.grantIndexQuery(fn, 'bySubscriber');
  storage.deliveries.grantActions(fn, 'GetItem', 'BatchGetItem', 'UpdateItem');
  // The story that is muted, and why an alert was sent.
  storage.briefings.grantIndexQuery(fn, 'headings');
  // How much a topic matches.
  storage.briefings.grantIndexQuery(fn, 'archive');
  storage.briefings.grantActions(fn, 'BatchGetItem');
  storage.matches.grantActions(fn, 'BatchGetItem');
  // Answers, and what waited for the end of a pause.
  lanes.grantSend(fn, 'confirmations', 'alerts', 'digests');
}

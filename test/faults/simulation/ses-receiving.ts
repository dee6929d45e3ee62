import type { QueueSources } from './queue-sources';
import type { Service } from './service';
import type { Response } from './tables';
import type { Timeline } from './timeline';

/** An email to the service. */
export interface InboundEmail {
  readonly raw: Buffer;
  /** Of the envelope. */
  readonly sender: string;
  readonly recipient: string;
  /** What SES finds out about the sender's domain. */
  readonly dmarc: 'PASS' | 'FAIL' | 'GRAY';
}

/** SES as it receives email: it puts the email into the bucket and publishes a notification. */
export class SesReceiving {
  private readonly objects = new Map<string, Buffer>();

  constructor(
    private readonly service: Service,
    private readonly timeline: Timeline,
    private readonly queues: QueueSources,
  ) {}

  /** @throws Error if the stack receives no email. */
  receive({ raw, sender, recipient, dmarc }: InboundEmail): void {
    const { mailboxes, topics } = this.service.definition;
    const [mailbox] = mailboxes;
    if (mailbox === undefined) throw new Error('The stack receives no email.');
    const { bucket, topicArn } = mailbox;
    const messageId = `arrival${this.objects.size + 1}`;
    this.objects.set(messageId, raw);
    this.timeline.log(`SES received ${messageId} from ${sender}, DMARC ${dmarc}`);
    const body = JSON.stringify({
      notificationType: 'Received',
      mail: { source: sender, messageId, destination: [recipient] },
      receipt: {
        recipients: [recipient],
        spamVerdict: { status: 'PASS' },
        virusVerdict: { status: 'PASS' },
        dmarcVerdict: { status: dmarc },
        action: { type: 'S3', topicArn, bucketName: bucket, objectKey: messageId },
      },
    });
    for (const arn of topics.get(topicArn) ?? [])
      this.queues.send(this.queues.withArn(arn), body, 0);
  }

  /** @param path that of the URL of a call of GetObject, whose end is the key. */
  getObject(path: string): Response {
    const raw = this.objects.get(path.slice(path.lastIndexOf('/') + 1));
    if (raw === undefined) throw new Error(`The bucket has no ${path}.`);
    return { statusCode: 200, body: raw.toString(), isObject: true };
  }
}

import type { Points } from './points';
import type { QueueSources } from './queue-sources';
import type { Random } from './random';
import type { Service } from './service';
import { type AcceptedEmail, acceptEmail, sendEvents } from './ses';
import type { Response, Tables } from './tables';
import type { Timeline } from './timeline';

/** SES: it accepts every email, and reports each with a Send event. */
export class SesSending {
  readonly emails: AcceptedEmail[] = [];

  private readonly eventsOf: ReturnType<typeof sendEvents>;
  private noEventsUntil = 0;

  constructor(
    { template }: Service,
    private readonly timeline: Timeline,
    private readonly random: Random,
    private readonly points: Points,
    private readonly tables: Tables,
    private readonly queues: QueueSources,
  ) {
    this.eventsOf = sendEvents(template);
  }

  /** Lets no event arrive for a time (ms). */
  withholdEvents(ms: number): void {
    this.noEventsUntil = this.timeline.now + ms;
  }

  /** @param text the body of a call of SendRawEmail. */
  async accept(text: string): Promise<Response> {
    const { timeline, points, random } = this;
    const messageId = `message-${this.emails.length + 1}`;
    const { email, request, response } = await acceptEmail(text, messageId, timeline.now);
    this.emails.push(email);
    timeline.log(`SES accepted ${email.deliveryId} to ${email.to}`);
    const fault = points.reach('event Send', 'event');
    const delay = random.between(300, 4_000) + (fault?.kind === 'late-event' ? fault.ms : 0);
    if (fault?.kind === 'late-event') points.strike(fault);
    const deliver = () => {
      if (this.noEventsUntil > timeline.now) {
        timeline.at(this.noEventsUntil + delay, deliver);
        return;
      }
      if (fault?.kind === 'lost-event' && this.isRecordedAsSent(email)) {
        points.strike(fault);
        return;
      }
      const copies = fault?.kind === 'duplicate-event' ? 2 : 1;
      if (copies > 1 && fault) points.strike(fault);
      for (const { queueArn, body } of this.eventsOf(request, messageId, new Date(email.at))) {
        const queue = this.queues.withArn(queueArn);
        for (let copy = 0; copy < copies; copy += 1) queue.send(body, 0, timeline.now);
      }
    };
    timeline.at(timeline.now + delay, deliver);
    return response;
  }

  /**
   * Only then may its Send event get lost: if SES's answer and its event are both lost, nobody can know
   * that SES has the email.
   */
  private isRecordedAsSent({ deliveryId }: AcceptedEmail): boolean {
    const { tables } = this;
    return tables.definitions.some(({ TableName }) =>
      tables
        .itemsOf(TableName)
        .some((item) => item.deliveryId?.S === deliveryId && item.status?.S === 'sent'),
    );
  }
}

import { randomUUID } from 'node:crypto';
import type { ConfigurationSets } from '../template/email-events';
import type { EmailFiles } from './email-files';
import { createEvent, isForNobody, outcomesOf, type SesEventType } from './events';
import type { Inbox } from './inbox';
import type { PendingEmail, PendingEmails } from './pending-emails';
import { parseSendRequest, type SendRequest } from './send-request';
import type { SentEmail } from './sent-email';
import type { SuppressionList } from './suppression-list';

export interface EmailAcceptanceDependencies {
  readonly pending: PendingEmails;
  readonly inbox: Inbox;
  readonly suppressionList: Pick<SuppressionList, 'has'>;
  /** Undefined if emails are not written to files. */
  readonly files: EmailFiles | undefined;
  readonly configurationSets: ConfigurationSets;
  /** Publishes a message to a topic. */
  readonly publish: (topicArn: string, message: string) => Promise<void>;
  readonly onEmail: (email: SentEmail) => void | Promise<void>;
  /** ISO 8601. */
  readonly now: () => string;
}

/**
 * SES accepts an email to an address on the suppression list, and bounces it:
 * https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html
 */
const SUPPRESSED_OUTCOMES: readonly SesEventType[] = ['Send', 'Bounce'];

/** An email that SES has accepted and shown, and that SES still has to publish events about. */
export interface AcceptedEmail {
  readonly messageId: string;
  /** Publishes the events. The email is not pending any more when they are in their queues. */
  publishEvents(): Promise<void>;
}

/** Accepts emails: shows each once, and publishes its events, even if the process is killed in between. */
export class EmailAcceptance {
  constructor(private readonly dependencies: EmailAcceptanceDependencies) {}

  async accept(form: URLSearchParams, request: SendRequest): Promise<AcceptedEmail> {
    const { pending, files, suppressionList, now } = this.dependencies;
    const { destinations } = request;
    const isSuppressed = destinations.some((address) => suppressionList.has(address));
    const isShown = !isSuppressed && !isForNobody(destinations);
    const email: PendingEmail = {
      messageId: randomUUID(),
      acceptedAt: now(),
      form: form.toString(),
      fileName: isShown ? files?.reserve(sentOf(request)) : undefined,
      isSuppressed,
    };
    await pending.add(email);
    try {
      await this.show(email, request);
    } catch (error) {
      // Not accepted after all, so there must be no event about it.
      await pending.remove(email.messageId);
      throw error;
    }
    return {
      messageId: email.messageId,
      publishEvents: () => this.publishEvents(email, request),
    };
  }

  /**
   * Finishes the emails that were pending when the process was killed. An email that was shown already
   * is written to the same file again.
   */
  async finishPending(): Promise<void> {
    for (const email of await this.dependencies.pending.all()) {
      const request = await parseSendRequest(new URLSearchParams(email.form));
      await this.show(email, request);
      await this.publishEvents(email, request);
    }
  }

  private async show(email: PendingEmail, request: SendRequest): Promise<void> {
    if (email.isSuppressed || isForNobody(request.destinations)) return;
    const { inbox, files, onEmail } = this.dependencies;
    await inbox.send(new URLSearchParams(email.form));
    if (email.fileName !== undefined) await files?.write(email.fileName, request.raw);
    await onEmail({ ...sentOf(request), messageId: email.messageId });
  }

  private async publishEvents(
    { messageId, acceptedAt, isSuppressed }: PendingEmail,
    request: SendRequest,
  ): Promise<void> {
    const { configurationSets, publish, pending } = this.dependencies;
    const destinations = configurationSets.get(request.configurationSet ?? '') ?? [];
    const types = isSuppressed ? SUPPRESSED_OUTCOMES : outcomesOf(request.destinations);
    for (const type of types) {
      for (const { eventTypes, topicArn } of destinations) {
        if (!eventTypes.has(type.toLowerCase())) continue;
        const event = createEvent(type, request, messageId, acceptedAt);
        await publish(topicArn, JSON.stringify(event));
      }
    }
    await pending.remove(messageId);
  }
}

/** The email as callers of the local stack see it. */
export function sentOf({
  email,
  destinations,
  raw,
  tags,
}: SendRequest): Omit<SentEmail, 'messageId'> {
  return {
    to: destinations,
    subject: email.subject ?? '',
    html: email.html ?? '',
    text: email.text ?? '',
    raw,
    tags,
  };
}

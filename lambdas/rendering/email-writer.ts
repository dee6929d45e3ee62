import type { BriefingHeading } from '../domain/briefing';
import type { FollowRequest } from '../domain/delivery';
import type { Subscriber } from '../domain/subscriber';
import type { EmailWriter } from '../use-cases/prepare-delivery/email-writer';
import { composeEmail } from './emails/compose-email';
import { groupByTopic } from './emails/group-by-topic';
import { renderAlert } from './emails/render-alert';
import { renderConfirm } from './emails/render-confirm';
import { renderDigest } from './emails/render-digest';
import type { EmailContext, SubscriberEmailContext } from './emails/views';
import { safeUrl } from './safe-url';
import type { SitePages } from './site-pages';

/** What the mails say of the service. */
export interface EmailSite {
  siteName: string;
  sender: string;
  postalAddress: string;
  stage: string;
}

/** Signs what a mail's links may do. */
export interface SignLinks {
  confirmToken: (follow: FollowRequest) => Promise<string>;
  unsubscribeToken: (subscriberId: string) => Promise<string>;
  manageToken: (subscriberId: string) => Promise<string>;
  /** How long a confirm link works, in days. */
  readonly confirmDays: number;
}

const DAY_MS = 24 * 3600_000;

/** Turns what a delivery says into a mail: templates, links, MIME. */
export function createEmailWriter(
  site: EmailSite,
  pages: SitePages,
  links: SignLinks,
  now: () => string,
): EmailWriter {
  const context = (recipientAddress: string, deliveryId: string): EmailContext => ({
    siteName: site.siteName,
    siteUrl: pages.home,
    sender: site.sender,
    postalAddress: site.postalAddress,
    language: 'en',
    recipientAddress,
    deliveryId,
    listId: `${site.stage}.${new URL(pages.home).hostname}`,
    stage: site.stage,
    sentAt: new Date(now()),
  });
  const subscriberContext = async (
    { subscriberId, address, timeZone }: Subscriber,
    deliveryId: string,
  ): Promise<SubscriberEmailContext> => {
    const unsubscribe = pages.unsubscribe(await links.unsubscribeToken(subscriberId));
    return {
      ...context(address, deliveryId),
      manageUrl: pages.manage(await links.manageToken(subscriberId)),
      unsubscribeUrl: unsubscribe,
      // A POST to the same address unsubscribes at once (RFC 8058); a GET asks first.
      oneClickUrl: unsubscribe,
      timeZone,
    };
  };

  /** Where the publisher's address is none that a mail may link to, our own page stands in. */
  const linked = (briefing: BriefingHeading) => ({
    ...briefing,
    url: safeUrl(briefing.url) ?? pages.briefing(briefing.briefingId),
  });

  return {
    confirmation: async ({ deliveryId, follow, askedAt }) => {
      const view = {
        ...context(follow.address, deliveryId),
        expressions: follow.expressions,
        frequency: follow.frequency,
        confirmUrl: pages.confirm(await links.confirmToken(follow)),
        expiresAt: new Date(Date.parse(askedAt) + links.confirmDays * DAY_MS),
        timeZone: follow.timeZone,
      };
      const rendered = renderConfirm(view);
      const raw = await composeEmail({ kind: 'confirm', context: view, rendered });
      return { to: follow.address, raw };
    },

    alert: async ({ deliveryId, subscriber, briefing, topics }) => {
      const view = {
        ...(await subscriberContext(subscriber, deliveryId)),
        briefing: linked(briefing),
        topics: topics.map(({ topicId, expression, snippet }) => ({
          expression,
          topicUrl: pages.topic(topicId),
          snippet,
        })),
      };
      const rendered = renderAlert(view);
      const raw = await composeEmail({ kind: 'alert', context: view, rendered });
      return { to: subscriber.address, raw };
    },

    digest: async ({ deliveryId, subscriber, frequency, matches, periodStart, periodEnd }) => {
      const groups = groupByTopic(
        matches.map(({ topicId, expression, snippet, briefing }) => ({
          topic: { expression, topicUrl: pages.topic(topicId) },
          briefing: linked(briefing),
          snippet,
        })),
      );
      const view = {
        ...(await subscriberContext(subscriber, deliveryId)),
        frequency,
        groups,
        periodStart: new Date(periodStart),
        periodEnd: new Date(periodEnd),
      };
      const rendered = renderDigest(view);
      const raw = await composeEmail({ kind: 'digest', context: view, rendered });
      return { to: subscriber.address, raw };
    },
  };
}

import type { Brand } from '../domain/brand';
import type { BriefingHeading } from '../domain/briefing';
import {
  DEFAULT_WORDING_LANGUAGE,
  WORDING_LANGUAGES,
  type WordingLanguage,
} from '../domain/languages/wording-language';
import { LINK_DAYS, type SignLink } from '../domain/link';
import type { Newsletter } from '../domain/newsletters/newsletter';
import { newsletterTopic } from '../domain/newsletters/newsletter-issue';
import type { EmailThread } from '../domain/requested-email';
import type { Subscriber } from '../domain/subscriber';
import type { EmailWriter } from '../use-cases/prepare-delivery/email-writer';
import { answerView } from './emails/answer-view';
import { composeEmail } from './emails/compose-email';
import { groupByTopic } from './emails/group-by-topic';
import { renderAlert } from './emails/render-alert';
import { renderAnswer } from './emails/render-answer';
import { renderConfirm } from './emails/render-confirm';
import { renderDigest } from './emails/render-digest';
import { renderIssue } from './emails/render-issue';
import { renderNotice } from './emails/render-notice';
import type {
  DigestOccasion,
  EmailContext,
  NoticeKind,
  SubscriberEmailContext,
} from './emails/views';
import { safeUrl } from './safe-url';
import type { SitePages } from './site-pages';
import { EMAILS_WORDING } from './wording/emails';

/** How emails describe the service. */
export interface EmailSite {
  siteName: string;
  brand: Brand;
  sender: string;
  postalAddress: string;
  stage: string;
  newsletters: readonly Newsletter[];
}

/** Where replies to emails go, if the stage takes emails. */
export interface Replies {
  /** Takes commands. */
  inboundAddress: string;
  /** The address that says whose email is replied to. */
  addressOf: (delivery: {
    subscriberId: string;
    deliveryId: string;
  }) => Promise<string | undefined>;
}

const DAY_MS = 24 * 3600_000;

/** Nobody who tests an issue has chosen a time zone. */
const TEST_TIME_ZONE = 'UTC';

/** Creates the raw email of a delivery: fills the templates, signs the links and composes the MIME message. */
export function createEmailWriter(
  site: EmailSite,
  pages: SitePages,
  sign: SignLink,
  now: () => string,
  replies?: Replies,
): EmailWriter {
  const createContext = (
    recipientAddress: string,
    deliveryId: string,
    language: WordingLanguage = DEFAULT_WORDING_LANGUAGE,
  ): EmailContext => ({
    siteName: site.siteName,
    siteUrl: pages.home,
    brand: site.brand,
    sender: site.sender,
    postalAddress: site.postalAddress,
    language,
    newsletters: site.newsletters,
    recipientAddress,
    deliveryId,
    listId: `${site.stage}.${new URL(pages.home).hostname}`,
    stage: site.stage,
    sentAt: new Date(now()),
  });
  const createSubscriberContext = async (
    { subscriberId, address, timeZone, wordingLanguage }: Subscriber,
    deliveryId: string,
    topicIds: string[],
  ): Promise<SubscriberEmailContext> => {
    const unsubscribe = pages.unsubscribe(await sign('unsubscribe', { sub: subscriberId }));
    const [topicId, ...others] = new Set(topicIds);
    const ofTopic =
      topicId !== undefined && others.length === 0
        ? pages.unsubscribe(await sign('unsubscribe', { sub: subscriberId, topicId }))
        : undefined;
    const replyTo = await replies?.addressOf({ subscriberId, deliveryId });
    return {
      ...createContext(address, deliveryId, wordingLanguage),
      ...(replyTo === undefined ? {} : { replyTo }),
      ...(ofTopic === undefined ? {} : { unsubscribeTopicUrl: ofTopic }),
      manageUrl: pages.manage(await sign('manage', { sub: subscriberId })),
      unsubscribeUrl: unsubscribe,
      // A POST to this URL unsubscribes immediately (RFC 8058). A GET asks first.
      oneClickUrl: unsubscribe,
      timeZone,
    };
  };

  /** For an email that answers one. */
  const inThread = (thread: EmailThread | undefined) =>
    thread === undefined ? {} : { thread, ...(replies ? { replyTo: replies.inboundAddress } : {}) };

  /** Links to our own page if the publisher's URL is missing or must not be linked to. */
  const withSafeUrl = (briefing: BriefingHeading) => ({
    ...briefing,
    url: safeUrl(briefing.url) ?? pages.briefing(briefing.briefingId),
  });

  const daysAfter = (time: string, days: number) => new Date(Date.parse(time) + days * DAY_MS);

  const writeNotice = async (
    about: NoticeKind,
    { deliveryId, subscriber, address, askedAt }: Parameters<EmailWriter['manageLink']>[0],
    link?: { url: string; expiresAt: Date },
  ) => {
    const view = {
      ...createContext(address, deliveryId, subscriber.wordingLanguage),
      about,
      ...(link ? { link } : {}),
      askedAt: new Date(askedAt),
      timeZone: subscriber.timeZone,
    };
    const raw = await composeEmail({
      kind: 'account',
      context: view,
      rendered: renderNotice(view),
    });
    return { to: address, raw };
  };

  /** One email with several briefings. */
  const writeMatches = async (
    kind: 'digest' | 'gathered',
    occasion: DigestOccasion,
    {
      deliveryId,
      subscriber,
      matches,
      periodStart,
      periodEnd,
    }: Omit<Parameters<EmailWriter['digest']>[0], 'frequency' | 'matches'> & {
      matches: (Parameters<EmailWriter['digest']>[0]['matches'][number] & {
        isCorrection?: boolean;
      })[];
    },
  ) => {
    const { correction } = EMAILS_WORDING[subscriber.wordingLanguage ?? DEFAULT_WORDING_LANGUAGE];
    const groups = groupByTopic(
      matches.map(({ topicId, expression, snippet, briefing, isCorrection = false }) => ({
        topic: { expression, topicUrl: pages.topic(topicId) },
        briefing: {
          ...withSafeUrl(briefing),
          ...(isCorrection ? { title: correction(briefing.title) } : {}),
        },
        snippet,
      })),
    );
    const view = {
      ...(await createSubscriberContext(
        subscriber,
        deliveryId,
        matches.map(({ topicId }) => topicId),
      )),
      occasion,
      groups,
      periodStart: new Date(periodStart),
      periodEnd: new Date(periodEnd),
    };
    const raw = await composeEmail({ kind, context: view, rendered: renderDigest(view) });
    return { to: subscriber.address, raw };
  };

  const writeIssue = async (
    context: SubscriberEmailContext,
    {
      briefing,
      document,
      topics,
      isCorrection = false,
    }: Pick<
      Parameters<EmailWriter['issue']>[0],
      'briefing' | 'document' | 'topics' | 'isCorrection'
    >,
  ) => {
    const view = {
      ...context,
      isCorrection,
      briefing,
      document,
      pageUrl: pages.briefing(briefing.briefingId),
      pageOf: pages.briefing,
      topics: topics.map(({ topicId, expression }) => ({
        expression,
        topicUrl: pages.topic(topicId),
      })),
    };
    const raw = await composeEmail({ kind: 'issue', context, rendered: renderIssue(view) });
    return { to: context.recipientAddress, raw };
  };

  return {
    confirmation: async ({ deliveryId, follow, isLast, thread }) => {
      const view = {
        ...createContext(follow.address, deliveryId, follow.wordingLanguage),
        ...inThread(thread),
        expressions: follow.expressions,
        frequency: follow.frequency,
        confirmUrl: pages.confirm(await sign('confirm', { id: deliveryId, follow })),
        isLast,
        neverAskUrl: pages.neverAsk(await sign('never-ask', { address: follow.address })),
        expiresAt: daysAfter(now(), LINK_DAYS.confirm),
        timeZone: follow.timeZone,
      };
      const rendered = renderConfirm(view);
      const raw = await composeEmail({ kind: 'confirm', context: view, rendered });
      return { to: follow.address, raw };
    },

    answer: async ({ deliveryId, ...answer }) => {
      const context = {
        ...createContext(answer.address, deliveryId, answer.wordingLanguage),
        ...inThread(answer.thread),
      };
      const view = await answerView(answer, context, { pages, sign, now });
      const rendered = renderAnswer(view);
      return {
        to: answer.address,
        raw: await composeEmail({ kind: 'account', context: view, rendered }),
      };
    },

    addressChange: async (content) => {
      const { subscriber, address } = content;
      const token = await sign('change-address', { sub: subscriber.subscriberId, address });
      const expiresAt = daysAfter(now(), LINK_DAYS['change-address']);
      return writeNotice('change-address', content, { url: pages.changeAddress(token), expiresAt });
    },

    addressChanged: async (content) => writeNotice('address-changed', content),

    manageLink: async (content) => {
      const token = await sign('manage', { sub: content.subscriber.subscriberId });
      const expiresAt = daysAfter(now(), LINK_DAYS.manage);
      return writeNotice('manage-link', content, { url: pages.manage(token), expiresAt });
    },

    alert: async ({ deliveryId, subscriber, briefing, topics, isCorrection = false }) => {
      const view = {
        isCorrection,
        ...(await createSubscriberContext(
          subscriber,
          deliveryId,
          topics.map(({ topicId }) => topicId),
        )),
        muteUrl: pages.mute(
          await sign('mute', {
            sub: subscriber.subscriberId,
            briefingId: briefing.briefingId,
          }),
        ),
        briefing: withSafeUrl(briefing),
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

    issue: async ({ deliveryId, subscriber, briefing, document, topics, isCorrection = false }) => {
      const topicIds = topics.map(({ topicId }) => topicId);
      const context = await createSubscriberContext(subscriber, deliveryId, topicIds);
      return writeIssue(context, { briefing, document, topics, isCorrection });
    },

    issueTest: async ({ deliveryId, address, briefing, newsletter, document }) => {
      const context = {
        ...createContext(address, deliveryId, wordingLanguageOf(briefing.language)),
        manageUrl: pages.home,
        unsubscribeUrl: pages.home,
        unsubscribeTopicUrl: pages.home,
        oneClickUrl: pages.home,
        timeZone: TEST_TIME_ZONE,
      };
      const topics = [{ topicId: newsletter, expression: newsletterTopic(newsletter) }];
      return writeIssue(context, { briefing, document, topics });
    },

    digest: async ({ frequency, ...content }) =>
      writeMatches('digest', { kind: 'digest', frequency }, content),

    gathered: async ({ isRestOfDay, unlisted, ...content }) =>
      writeMatches('gathered', { kind: 'gathered', isRestOfDay, unlisted }, content),
  };
}

/** The language of a text, if emails are worded in it. */
function wordingLanguageOf(language: string): WordingLanguage {
  return WORDING_LANGUAGES.find((one) => one === language) ?? DEFAULT_WORDING_LANGUAGE;
}

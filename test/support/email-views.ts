import { readIssue } from '../../lambdas/domain/newsletters/read-issue';
import type { Snippet } from '../../lambdas/domain/snippet';
import type { TopicMatch } from '../../lambdas/rendering/emails/group-by-topic';
import type {
  AlertView,
  AnswerView,
  BriefingView,
  ConfirmView,
  DigestView,
  IssueView,
  NoticeView,
  SubscriberEmailContext,
} from '../../lambdas/rendering/emails/views';
import { sanitizeIssue } from '../../lambdas/rendering/sanitize';
import { aBrand } from './page-views';

const SITE = 'https://briefwire.example';

/** A snippet whose matched words are between asterisks: `aSnippet('*Aid* trucks')`. */
export function aSnippet(text: string): Snippet {
  return text
    .split('*')
    .map((part, index) => ({ text: part, matched: index % 2 === 1 }))
    .filter((part) => part.text !== '');
}

export function aBriefingView(changes: Partial<BriefingView> = {}): BriefingView {
  return {
    briefingId: 'lebanese-border',
    title: 'Exchanges of fire on the Lebanese border',
    summary:
      'Heavy exchanges of fire between Israel and Hezbollah undermine talk of a regional consensus.',
    url: 'https://news.example/lebanese-border',
    source: 'ICARO Media Group',
    language: 'en',
    publishedAt: '2023-11-07T06:12:00Z',
    ...changes,
  };
}

export function aTopicLink(expression: string) {
  const slug = encodeURIComponent(expression.replace(/\p{Surrogate}/gu, ''));
  return { expression, topicUrl: `${SITE}/topics/${slug}` };
}

function anEmailContext(): SubscriberEmailContext {
  return {
    siteName: 'Briefwire',
    siteUrl: SITE,
    brand: aBrand(),
    sender: 'Briefwire <briefings@briefwire.example>',
    postalAddress: '1 Example Street, 10115 Berlin, Germany',
    language: 'en',
    newsletters: [],
    recipientAddress: 'ada@reader.example',
    deliveryId: 'alert-lebanese-border-ada',
    listId: 'alerts.briefwire.example',
    stage: 'local',
    sentAt: new Date('2023-11-07T06:12:30Z'),
    manageUrl: `${SITE}/manage?token=manage-token`,
    unsubscribeUrl: `${SITE}/unsubscribe?token=unsubscribe-token`,
    oneClickUrl: `${SITE}/unsubscribe/one-click?token=one-click-token`,
    timeZone: 'Europe/Berlin',
  };
}

export function aConfirmView(changes: Partial<ConfirmView> = {}): ConfirmView {
  return {
    ...anEmailContext(),
    deliveryId: 'confirm-ada',
    expressions: ['Gaza aid'],
    frequency: 'instant',
    confirmUrl: `${SITE}/confirm?token=confirm-token`,
    isLast: false,
    neverAskUrl: `${SITE}/never-ask?token=never-ask-token`,
    expiresAt: new Date('2023-11-09T06:12:00Z'),
    ...changes,
  };
}

export function anAlertView(changes: Partial<AlertView> = {}): AlertView {
  return {
    ...anEmailContext(),
    briefing: aBriefingView(),
    topics: [
      {
        ...aTopicLink('Hezbollah'),
        snippet: aSnippet(
          'heavy exchanges of fire between Israel and *Hezbollah*, which Iran backs',
        ),
      },
    ],
    ...changes,
  };
}

export function anIssueView(markdown: string, changes: Partial<IssueView> = {}): IssueView {
  return {
    ...anEmailContext(),
    deliveryId: 'issue-ada',
    briefing: aBriefingView({ briefingId: 'weekly-12', title: 'The week in talks', url: SITE }),
    document: readIssue(markdown, { sanitize: sanitizeIssue }).document,
    pageUrl: `${SITE}/briefings/weekly-12`,
    pageOf: (briefingId) => `${SITE}/briefings/${briefingId}`,
    topics: [aTopicLink('tag:weekly')],
    ...changes,
  };
}

export function aDigestView(changes: Partial<DigestView> = {}): DigestView {
  return {
    ...anEmailContext(),
    deliveryId: 'digest-ada',
    occasion: { kind: 'digest', frequency: 'daily' },
    groups: [
      {
        topic: aTopicLink('Hezbollah'),
        entries: [
          {
            briefing: aBriefingView(),
            snippet: aSnippet('Israel and *Hezbollah*'),
            alsoMatches: [],
          },
        ],
        total: 1,
      },
    ],
    periodStart: new Date('2023-11-06T07:00:00Z'),
    periodEnd: new Date('2023-11-07T07:00:00Z'),
    ...changes,
  };
}

/** `count` matches of different briefings, spread evenly over the topics, with text of realistic length. */
export function manyMatches(count: number, expressions: string[]): TopicMatch[] {
  return Array.from({ length: count }, (_, index) => ({
    topic: aTopicLink(expressions[index % expressions.length] ?? '*'),
    briefing: aBriefingView({
      briefingId: `briefing-${index}`,
      title: `Report ${index} on what the trucks carried through the crossing`,
      url: `https://news.example/reports/${index}`,
    }),
    snippet: aSnippet(
      `Report ${index}: fewer *trucks* with *aid* reached the crossing than the week before, drivers and aid workers said`,
    ),
  }));
}

export function aNoticeView(changes: Partial<NoticeView> = {}): NoticeView {
  return {
    ...anEmailContext(),
    deliveryId: 'manage-link-ada',
    about: 'manage-link',
    link: {
      url: `${SITE}/manage?token=manage-token`,
      expiresAt: new Date('2023-12-07T06:12:00Z'),
    },
    askedAt: new Date('2023-11-07T06:12:00Z'),
    ...changes,
  };
}

export function anAnswerView(changes: Partial<AnswerView> = {}): AnswerView {
  return { ...anEmailContext(), results: [], pending: [], ...changes };
}

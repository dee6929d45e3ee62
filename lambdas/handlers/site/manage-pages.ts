import type { AbsenceOutcome } from '../../domain/absence';
import { readFrequency } from '../../domain/frequency';
import type { TopicLanguage } from '../../domain/languages/language';
import type { SubscriberFile } from '../../domain/subscriber';
import { renderAbsencePage } from '../../rendering/pages/manage/absence-page';
import { renderAccountPage } from '../../rendering/pages/manage/account-page';
import { renderSentPage } from '../../rendering/pages/manage/sent-page';
import { renderSettingsPage } from '../../rendering/pages/manage/settings-page';
import { renderTopicEditorPage } from '../../rendering/pages/manage/topic-editor-page';
import { renderTopicsPage } from '../../rendering/pages/manage/topics-page';
import type { FollowedTopicView, ManagePage, ManageView } from '../../rendering/pages/manage/views';
import { ACCEPT_BROAD } from '../../rendering/pages/preview';
import { HISTORY_WORDING } from '../../rendering/wording/history';
import { isBroadTopicAccepted } from '../../use-cases/request-follow';
import type { SiteDependencies } from '../wiring/site';

export type ManagePagesDependencies = Pick<
  SiteDependencies,
  'pages' | 'listSentEmails' | 'previewExpression' | 'defaults'
>;

/** The page to show: one of those in the navigation, or the one for a topic. */
export type ShownPage = ManagePage | 'topic';

/** What a page shows besides the subscriber's file: fields of its address or form. */
export interface Shown {
  /** The topic to edit. */
  topicId?: string;
  /** The last email of the page before. */
  after?: string;
  /** The address of a briefing, and what was found out about it. */
  url?: string;
  found?: AbsenceOutcome;
}

/** Renders the manage pages. */
export function managePages(dependencies: ManagePagesDependencies) {
  const { pages, listSentEmails } = dependencies;

  return async (
    page: ShownPage,
    view: ManageView,
    file: SubscriberFile,
    shown: Shown,
  ): Promise<string> => {
    switch (page) {
      case 'topics':
        return renderTopicsPage({ ...view, topics: topicsOf(file) });
      case 'topic': {
        const topic = topicsOf(file).find(({ topicId }) => topicId === shown.topicId);
        const expression = view.entered.expression ?? topic?.expression ?? '';
        const entered = readFrequency(view.entered.frequency ?? '');
        const frequency =
          topic?.frequency ?? (entered.outcome === 'read' ? entered.value : 'daily');
        const language =
          file.subscriptions.find(({ topicId }) => topicId === shown.topicId)?.language ??
          dependencies.defaults.language;
        const preview = await previewOf(view, language);
        return renderTopicEditorPage({
          ...view,
          expression,
          frequency,
          ...(topic && { topic }),
          ...(preview && { preview }),
        });
      }
      case 'settings':
        return renderSettingsPage(view);
      case 'sent': {
        const { emails, next } = await listSentEmails(file, shown.after);
        return renderSentPage({
          ...view,
          emails: emails.map((email) => ({ ...email, ...linkOf(email.subject) })),
          ...(next === undefined ? {} : { next }),
        });
      }
      case 'absence':
        return renderAbsencePage(absenceView(view, shown));
      case 'account':
        return renderAccountPage(view);
      default:
        return page satisfies never;
    }
  };

  /** Nothing until something that can be followed was entered. */
  async function previewOf({ entered, errors }: ManageView, language: TopicLanguage) {
    const { expression = '', [ACCEPT_BROAD]: accepted = '' } = entered;
    if (expression.trim() === '' || errors.expression) return undefined;
    const previewed = await dependencies.previewExpression(expression, language);
    const acceptsBroad = isBroadTopicAccepted(expression, accepted);
    return { previewed, acceptsBroad, briefingHref: pages.briefing };
  }

  function topicsOf({ subscriptions }: SubscriberFile): FollowedTopicView[] {
    return subscriptions.map(({ topicId, expression, frequency }) => ({
      topicId,
      expression,
      topicUrl: pages.topic(topicId),
      frequency,
    }));
  }

  function linkOf(subject: { kind: string; briefingId?: string; title?: string }) {
    const { briefingId, title } = subject;
    return briefingId && title ? { pageUrl: pages.briefing(briefingId) } : {};
  }

  function absenceView(view: ManageView, { url = '', found }: Shown) {
    const { absence } = HISTORY_WORDING[view.language];
    if (found === undefined) return { ...view, url };
    switch (found.outcome) {
      case 'unreadable':
        return { ...view, url };
      case 'unknown':
        return { ...view, url, errors: { url: absence.unknown(found.days) } };
      case 'explained':
        return { ...view, url, found, pageUrl: pages.briefing(found.briefing.briefingId) };
      default:
        return found satisfies never;
    }
  }
}

import type { SentEmail } from '../../../use-cases/list-sent-emails';
import { formatTime } from '../../dates';
import { isolate } from '../../isolate';
import { plainLine } from '../../plain-line';
import { topicInSentence } from '../../topic-wording';
import { BRIEFINGS_WORDING } from '../../wording/briefings';
import { HISTORY_WORDING } from '../../wording/history';
import { formatList } from '../../wording/list';
import { MANAGE_WORDING } from '../../wording/manage';
import { Sentence } from '../sentence';
import { tokenPath } from '../token-path';
import { renderManage } from './manage-layout';
import { MANAGE_PATHS, type SentView } from './views';

/** Renders the emails of the last 90 days with the reason for each. */
export function renderSentPage(view: SentView): string {
  const { sent } = HISTORY_WORDING[view.language];
  return renderManage(view, {
    title: MANAGE_WORDING[view.language].pages.sent,
    page: 'sent',
    children: (
      <>
        <p class="lead">{view.emails.length > 0 ? sent.lead : sent.none}</p>
        <ul class="list">
          {view.emails.map((email) => (
            <Email view={view} email={email} />
          ))}
        </ul>
        {view.next ? (
          <p>
            <a
              class="button plain"
              href={`${tokenPath(MANAGE_PATHS.sent, view.token)}&after=${encodeURIComponent(view.next)}`}
            >
              {sent.older}
            </a>
          </p>
        ) : null}
      </>
    ),
  });
}

function Email({ view, email }: { view: SentView; email: SentView['emails'][number] }) {
  const subject = <Sentence text={subjectOf(view, email)} />;
  const count = countOf(view, email);
  return (
    <li>
      <h2>{email.pageUrl ? <a href={email.pageUrl}>{subject}</a> : subject}</h2>
      <p class="meta">
        <time datetime={email.sentAt}>
          {formatTime(new Date(email.sentAt), view.subscriber.timeZone, view.language)}
        </time>
        {count === undefined ? null : <> · {count}</>}
      </p>
      <p>
        <Sentence text={reasonOf(view, email)} />
      </p>
    </li>
  );
}

function subjectOf({ language }: SentView, { subject }: SentEmail): string {
  const { sent } = HISTORY_WORDING[language];
  switch (subject.kind) {
    case 'alert':
      return subject.title === undefined
        ? sent.alertWithdrawn
        : sent.alert(isolate(plainLine(subject.title)));
    case 'gathered':
      return subject.briefings === undefined ? sent.gathered : sent.gatheredOf(subject.briefings);
    case 'digest':
      return sent.digest[subject.frequency];
    case 'account':
      return sent.account[subject.about].subject;
    default:
      return subject satisfies never;
  }
}

/** How many briefings a digest had; undefined for other emails, whose subject says it. */
function countOf({ language }: SentView, { subject }: SentEmail): string | undefined {
  return subject.kind === 'digest' && subject.briefings !== undefined
    ? BRIEFINGS_WORDING[language].count(subject.briefings)
    : undefined;
}

function reasonOf(
  { language, newsletters }: SentView,
  { subject, topics, formerTopics }: SentEmail,
): string {
  const { sent } = HISTORY_WORDING[language];
  if (subject.kind === 'account') return sent.account[subject.about].reason;
  const names = topics.map((topic) => isolate(topicInSentence(topic, language, newsletters)));
  const list = formatList(language, names, 'conjunction');
  if (names.length > 0) {
    return formerTopics > 0 ? sent.becauseBoth(list, formerTopics) : sent.because(list);
  }
  return formerTopics > 0 ? sent.becauseFormer(formerTopics) : sent.unrecorded;
}

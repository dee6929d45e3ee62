import { LINK_DAYS } from '../../domain/link';
import { timeZoneName } from '../../domain/time-zone';
import { isolate } from '../isolate';
import { confirmButtonLabel, topicInSentence, topicName } from '../topic-wording';
import { formatList } from '../wording/list';
import { SUBSCRIBING_WORDING } from '../wording/subscribing';
import { BriefingList } from './briefing-list';
import { renderMessagePage } from './layout';
import { ManageLinkForm, TokenForm } from './link-pages';
import { OTHER_TOPIC_PATHS } from './other-topic-page';
import type {
  CheckInboxView,
  ConfirmedView,
  ConfirmPageView,
  LinkPageView,
  ScheduleView,
  SiteView,
} from './page-views';
import { Sentence } from './sentence';
import { tokenPath } from './token-path';

type Language = SiteView['language'];

/** After the form was submitted. Says the same for every address, so that nobody can test who is subscribed. */
export function renderCheckInboxPage(view: CheckInboxView): string {
  const { inbox } = SUBSCRIBING_WORDING[view.language];
  const email = isolate(view.email);
  return renderMessagePage({
    site: view,
    title: inbox.title,
    children: (
      <>
        <p class="lead">
          <Sentence text={inbox.sent(email, listTopics(view))} />
        </p>
        <p>{inbox.validFor(LINK_DAYS.confirm * 24)}</p>
        <section aria-labelledby="missing">
          <h2 id="missing">{inbox.ifMissing}</h2>
          <ul>
            <li>{inbox.checkSpam}</li>
            <li>{inbox.wait}</li>
            <li>{inbox.anyEmail(LINK_DAYS.confirm * 24)}</li>
            <li>
              <Sentence text={inbox.checkAddress(email)} />{' '}
              <a href="/#follow">{inbox.enterAgain}</a>
            </li>
          </ul>
        </section>
      </>
    ),
  });
}

/** Asks for confirmation with a button, because email programs and scanners open links by themselves. */
export function renderConfirmPage(view: ConfirmPageView): string {
  const { language, expressions } = view;
  const { confirm } = SUBSCRIBING_WORDING[language];
  return renderMessagePage({
    site: view,
    title: confirm.title(expressions.length),
    children: (
      <>
        <p class="lead">{confirm.lead}</p>
        <dl class="keys">
          <dt>{confirm.topics(expressions.length)}</dt>
          {expressions.map((expression) => (
            <dd>
              <bdi>
                <strong>{topicName(expression, language, view.newsletters)}</strong>
              </bdi>
            </dd>
          ))}
          <dt>{confirm.address}</dt>
          <dd>
            <bdi>{view.email}</bdi>
          </dd>
          <dt>{confirm.frequency}</dt>
          <dd>
            <Sentence text={describeSchedule(view.schedule, language)} />
          </dd>
        </dl>
        {view.warning ? <p class="bad">{view.warning}</p> : null}
        <TokenForm path="/confirm" token={view.token}>
          <button type="submit">{confirmButtonLabel(expressions.length, language)}</button>
        </TokenForm>
        <p>
          <a href={tokenPath(OTHER_TOPIC_PATHS.page, view.token)}>{confirm.otherTopic}</a>
        </p>
        <p class="hint">{confirm.notYou}</p>
      </>
    ),
  });
}

/** For a link that was used before. Shows nothing about the subscriber, because the email may be forwarded. */
export function renderAlreadyConfirmedPage(view: LinkPageView): string {
  const { already } = SUBSCRIBING_WORDING[view.language];
  return renderMessagePage({
    site: view,
    title: already.title,
    children: (
      <>
        <p class="lead">{already.lead}</p>
        <ManageLinkForm view={view} />
      </>
    ),
  });
}

/** For a link that was sent before the owner of the address unsubscribed from everything or was erased. */
export function renderLeftPage(site: SiteView): string {
  const { left } = SUBSCRIBING_WORDING[site.language];
  return renderMessagePage({
    site,
    title: left.title,
    children: (
      <>
        <p class="lead">{left.lead}</p>
        <p>
          <a href="/#follow">{left.follow}</a>
        </p>
      </>
    ),
  });
}

/** After the confirmation: what is followed now, what was refused, and the first matches. */
export function renderConfirmedPage(view: ConfirmedView): string {
  const { expressions, refused, language } = view;
  const { welcome } = SUBSCRIBING_WORDING[language];
  return renderMessagePage({
    site: view,
    title: expressions.length > 0 ? welcome.title : welcome.cannotFollow(refused.length),
    children: (
      <>
        {expressions.length > 0 ? <Following view={view} /> : null}
        {refused.map(({ expression, reason }) => (
          <p>
            <Sentence
              text={welcome.notFollowed(
                isolate(topicInSentence(expression, language, view.newsletters)),
              )}
            />{' '}
            {reason}
          </p>
        ))}
        <ul>
          <li>
            <a href={view.manageUrl}>{welcome.manage}</a>
          </li>
          <li>
            <a href="/#follow">{welcome.another}</a>
          </li>
        </ul>
        <p class="hint">{welcome.unsubscribe}</p>
        {view.firstMatches ? <FirstMatches view={view} {...view.firstMatches} /> : null}
      </>
    ),
  });
}

function Following({ view }: { view: ConfirmedView }) {
  const { language } = view;
  const { welcome } = SUBSCRIBING_WORDING[language];
  return (
    <>
      <p class="lead">
        <Sentence text={welcome.following(listTopics(view))} />
      </p>
      {view.isSuppressed ? (
        <p class="bad">{welcome.suppressed}</p>
      ) : (
        <dl class="keys">
          <dt>{welcome.schedule}</dt>
          <dd>
            <Sentence text={describeSchedule(view.schedule, language)} />
          </dd>
        </dl>
      )}
    </>
  );
}

type FirstMatchesProps = { view: ConfirmedView } & NonNullable<ConfirmedView['firstMatches']>;

function FirstMatches({ view, days, briefings }: FirstMatchesProps) {
  const { language, timeZone } = view;
  const { welcome } = SUBSCRIBING_WORDING[language];
  return (
    <section aria-labelledby="latest">
      <h2 id="latest">{welcome.matches(days)}</h2>
      {briefings.length > 0 ? (
        <BriefingList items={briefings} language={language} timeZone={timeZone} />
      ) : (
        <p>{welcome.noMatches(days)}</p>
      )}
    </section>
  );
}

/** E.g. `In a daily digest at 08:00 (Europe/London)`. */
export function describeSchedule(
  { frequency, hour, timeZone }: ScheduleView,
  language: Language,
): string {
  const time = `${String(hour).padStart(2, '0')}:00`;
  const describe = SUBSCRIBING_WORDING[language].schedule[frequency];
  return describe(time, isolate(timeZoneName(timeZone)));
}

function listTopics({
  expressions,
  language,
  newsletters,
}: Pick<ConfirmedView, 'expressions' | 'language' | 'newsletters'>): string {
  const names = expressions.map((expression) =>
    isolate(topicInSentence(expression, language, newsletters)),
  );
  return formatList(language, names, 'conjunction');
}

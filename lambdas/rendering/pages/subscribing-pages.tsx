import { FREQUENCY_WORDING } from '../frequency-wording';
import { confirmButtonLabel, topicInSentence } from '../topic-wording';
import { renderCardPage } from './layout';
import type { CheckInboxView, ConfirmedView, ConfirmPageView } from './page-views';

/** After the form was submitted. Says the same for every address, so that nobody can test who is subscribed. */
export function renderCheckInboxPage(view: CheckInboxView): string {
  return renderCardPage({
    site: view,
    title: 'Check your inbox',
    children: (
      <>
        <p class="lead">
          We have sent an email to <strong>{view.email}</strong>. Open it and confirm that you want
          to follow <Topics expressions={view.expressions} />.
        </p>
        <h2>If the email does not arrive</h2>
        <ul>
          <li>Check your spam folder.</li>
          <li>
            Check that the address is correct. If it is not, <a href="/#follow">enter it again</a>.
          </li>
        </ul>
      </>
    ),
  });
}

/** Asks for confirmation with a button, because email programs and scanners open links by themselves. */
export function renderConfirmPage(view: ConfirmPageView): string {
  const { expressions } = view;
  return renderCardPage({
    site: view,
    title: expressions.length === 1 ? 'Confirm your topic' : 'Confirm your topics',
    children: (
      <>
        <p class="lead">
          Do you want to follow <Topics expressions={expressions} />? We will send briefings to{' '}
          <strong>{view.email}</strong> {FREQUENCY_WORDING[view.frequency].sent}.
        </p>
        {view.warning ? <p>{view.warning}</p> : null}
        <form method="post" action="/confirm">
          <input type="hidden" name="token" value={view.token} />
          <button type="submit">{confirmButtonLabel(expressions.length)}</button>
        </form>
        <p class="hint">
          If you did not ask for this, close this page. We have not stored anything.
        </p>
      </>
    ),
  });
}

/** After the confirmation. Lists the topics that are now followed, and those that were refused. */
export function renderConfirmedPage(view: ConfirmedView): string {
  const { expressions, refused, frequency, manageUrl } = view;
  return renderCardPage({
    site: view,
    title: expressions.length > 0 ? 'You are subscribed' : cannotFollow(refused.length),
    children: (
      <>
        {expressions.length > 0 ? (
          <p class="lead">
            You follow <Topics expressions={expressions} />. We will send you briefings{' '}
            {FREQUENCY_WORDING[frequency].sent}.
          </p>
        ) : null}
        {refused.map(({ expression, reason }) => (
          <p>
            You do not follow <Topics expressions={[expression]} />. {reason}
          </p>
        ))}
        <p>
          You can <a href={manageUrl}>change what you follow</a> or{' '}
          <a href="/#follow">follow another topic</a>. Every email has a link to unsubscribe.
        </p>
      </>
    ),
  });
}

function cannotFollow(topicCount: number): string {
  return topicCount === 1 ? 'You cannot follow this topic' : 'You cannot follow these topics';
}

function Topics({ expressions }: { expressions: string[] }) {
  return (
    <>
      {expressions.map((expression, index) => (
        <>
          {index === 0 ? '' : index === expressions.length - 1 ? ' and ' : ', '}
          <strong>
            <bdi>{topicInSentence(expression)}</bdi>
          </strong>
        </>
      ))}
    </>
  );
}

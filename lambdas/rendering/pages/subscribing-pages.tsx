import { FREQUENCY_WORDING } from '../frequency-wording';
import { topicInSentence } from '../topic-names';
import { renderPage } from './layout';
import type { CheckInboxView, ConfirmedView, ConfirmPageView } from './page-views';

/** After the form: a mail is on its way. Says the same for any address, so that it tells nothing of one. */
export function renderCheckInboxPage(view: CheckInboxView): string {
  return renderPage({
    site: view,
    title: 'Check your inbox',
    children: (
      <section class="card">
        <h1>Check your inbox</h1>
        <p class="lead">
          We sent a mail to <strong>{view.email}</strong>. Open it and say yes, and you follow{' '}
          <Topics expressions={[view.expression]} />.
        </p>
        <h2>No mail after a few minutes?</h2>
        <ul>
          <li>Look in the spam folder.</li>
          <li>
            Is the address right? If not, <a href="/#follow">fill in the form again</a>.
          </li>
        </ul>
      </section>
    ),
  });
}

/** Behind the link of the confirmation mail; the button, not the link, confirms (mail scanners open links). */
export function renderConfirmPage(view: ConfirmPageView): string {
  return renderPage({
    site: view,
    title: 'Confirm your topic',
    children: (
      <section class="card">
        <h1>One more step</h1>
        <p class="lead">
          Send briefings on <Topics expressions={view.expressions} /> to{' '}
          <strong>{view.email}</strong>, {FREQUENCY_WORDING[view.frequency].sent}?
        </p>
        <form method="post" action="/confirm">
          <input type="hidden" name="token" value={view.token} />
          <button type="submit">Yes, send them</button>
        </form>
        <p class="hint">If you did not ask for this, close the page: nothing is stored.</p>
      </section>
    ),
  });
}

/** After the button. Lists the topics that are followed now, and those that could not be followed. */
export function renderConfirmedPage(view: ConfirmedView): string {
  const { expressions, refused, frequency, manageUrl } = view;
  const title = expressions.length > 0 ? 'You are subscribed' : 'We could not follow this topic';
  return renderPage({
    site: view,
    title,
    children: (
      <section class="card">
        <h1>{title}</h1>
        {expressions.length > 0 ? (
          <p class="lead">
            You follow <Topics expressions={expressions} />. Briefings are sent{' '}
            {FREQUENCY_WORDING[frequency].sent}.
          </p>
        ) : null}
        {refused.map(({ expression, reason }) => (
          <p>
            We no longer accept the topic <Topics expressions={[expression]} />. {reason}
          </p>
        ))}
        <p>
          Every email has a link to unsubscribe.{' '}
          <a href={manageUrl}>See and change what you follow</a>, or{' '}
          <a href="/#follow">follow another topic</a>.
        </p>
      </section>
    ),
  });
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

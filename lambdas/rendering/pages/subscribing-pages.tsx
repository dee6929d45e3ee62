import { COMES } from '../frequency-phrases';
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
          <strong>{view.email}</strong>, {COMES[view.frequency]}?
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

/** After the button. */
export function renderConfirmedPage(view: ConfirmedView): string {
  return renderPage({
    site: view,
    title: 'You are following it',
    children: (
      <section class="card">
        <h1>Done</h1>
        <p class="lead">
          You follow <Topics expressions={view.expressions} />. Briefings come{' '}
          {COMES[view.frequency]}.
        </p>
        <p>
          Each mail has a link to stop it.{' '}
          <a href={view.manageUrl}>See and change what you follow</a>, or{' '}
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

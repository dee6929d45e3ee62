import { renderCardPage } from './layout';
import type { UnsubscribedView, UnsubscribePageView } from './page-views';

/** Asks for confirmation with a button, because email programs and scanners open links by themselves. */
export function renderUnsubscribePage(view: UnsubscribePageView): string {
  return renderCardPage({
    site: view,
    title: 'Unsubscribe from all emails',
    children: (
      <>
        <p class="lead">
          <strong>{view.email}</strong> will stop following all topics and will not get any more
          emails from {view.siteName}.
        </p>
        <form method="post" action="/unsubscribe">
          <input type="hidden" name="token" value={view.token} />
          <button type="submit">Yes, unsubscribe</button>
        </form>
        <p>
          To get fewer emails or to stop following one topic,{' '}
          <a href={view.manageUrl}>change what you follow</a> instead.
        </p>
      </>
    ),
  });
}

/** After unsubscribing. */
export function renderUnsubscribedPage(view: UnsubscribedView): string {
  return renderCardPage({
    site: view,
    title: 'You are unsubscribed',
    children: (
      <>
        <p class="lead">
          We will not send any more emails to{' '}
          {view.email ? <strong>{view.email}</strong> : 'this address'}. An email that is already on
          its way may still arrive.
        </p>
        <p>
          If you unsubscribed by mistake, <a href="/#follow">follow a topic again</a>.
        </p>
      </>
    ),
  });
}

import { renderPage } from './layout';
import type { UnsubscribedView, UnsubscribePageView } from './page-views';

/** Behind the unsubscribe link of a mail; the button, not the link, unsubscribes (mail scanners open links). */
export function renderUnsubscribePage(view: UnsubscribePageView): string {
  return renderPage({
    site: view,
    title: 'Unsubscribe',
    children: (
      <section class="card">
        <h1>Stop all mails?</h1>
        <p class="lead">
          <strong>{view.email}</strong> will follow no topic any more and get no mail from{' '}
          {view.siteName}.
        </p>
        <form method="post" action="/unsubscribe">
          <input type="hidden" name="token" value={view.token} />
          <button type="submit">Yes, stop all mails</button>
        </form>
        <p>
          Too many mails, or one topic too much? <a href={view.manageUrl}>Change what you follow</a>{' '}
          instead.
        </p>
      </section>
    ),
  });
}

/** After the button. */
export function renderUnsubscribedPage(view: UnsubscribedView): string {
  return renderPage({
    site: view,
    title: 'You are unsubscribed',
    children: (
      <section class="card">
        <h1>You are unsubscribed</h1>
        <p class="lead">
          {view.email ? <strong>{view.email}</strong> : 'This address'} gets no more mails. One that
          is already on its way may still arrive.
        </p>
        <p>
          By mistake? <a href="/#follow">Follow a topic again</a>.
        </p>
      </section>
    ),
  });
}

import { ERRORS_WORDING } from '../wording/errors';
import { renderMessagePage } from './layout';
import type { LinkExpiredView, SiteView } from './page-views';
import { tokenPath } from './token-path';

/**
 * The page for a link from an email that has expired or was never valid. Offers to send a new one to the
 * address that the email went to, which it neither knows nor shows.
 */
export function renderLinkExpiredPage(view: LinkExpiredView): string {
  const { expired } = ERRORS_WORDING[view.language];
  return renderMessagePage({
    site: view,
    title: expired.title,
    children: (
      <>
        <p class="lead">{expired.lead}</p>
        {view.token ? <NewLinkForm view={view} token={view.token} /> : null}
        <Advice view={view} />
      </>
    ),
  });
}

function NewLinkForm({ view, token }: { view: LinkExpiredView; token: string }) {
  const { expired } = ERRORS_WORDING[view.language];
  return (
    <form method="post" action={tokenPath('/link', token)}>
      <p>{view.purpose === 'change-address' ? expired.changeAgain : expired.sendLink}</p>
      <p>
        <button type="submit">{expired.button}</button>
      </p>
    </form>
  );
}

function Advice({ view }: { view: LinkExpiredView }) {
  const { expired } = ERRORS_WORDING[view.language];
  switch (view.purpose) {
    case 'confirm':
      return (
        <p>
          <a href="/#follow">{expired.followAgain}</a>
        </p>
      );
    case 'unsubscribe':
      return <p>{expired.unsubscribe}</p>;
    case 'manage':
    case 'mute':
    case 'change-address':
    case 'never-ask':
    case 'undo':
      return <p>{expired.fromEmail}</p>;
    default:
      return view.purpose satisfies never;
  }
}

/** The page for a URL that does not exist. */
export function renderNotFoundPage(site: SiteView): string {
  return renderErrorPage(site, 'notFound');
}

/** The page for a form that is larger than the site accepts. */
export function renderTooLongPage(site: SiteView): string {
  return renderErrorPage(site, 'tooLong');
}

/** The page for an unexpected failure. Shows no internals. */
export function renderFailurePage(site: SiteView): string {
  return renderErrorPage(site, 'failure');
}

function renderErrorPage(site: SiteView, error: 'notFound' | 'tooLong' | 'failure'): string {
  const wording = ERRORS_WORDING[site.language];
  const { title, advice } = wording[error];
  return renderMessagePage({
    site,
    title,
    children: (
      <>
        <p class="lead">{advice}</p>
        <ul class="ways">
          <li>
            <a href="/">{wording.home}</a>
          </li>
          <li>
            <a href="/archive">{wording.archive}</a>
          </li>
        </ul>
      </>
    ),
  });
}

import { renderCardPage } from './layout';
import type { LinkExpiredView, SiteView } from './page-views';

const LINK_ADVICE: Record<
  LinkExpiredView['purpose'],
  { advice: string; href: string; link: string }
> = {
  confirm: {
    advice:
      'It may have expired, or you may not have copied all of it. Follow the topic again to get a new link.',
    href: '/#follow',
    link: 'Follow the topic again',
  },
  unsubscribe: {
    advice:
      'You may not have copied all of it. Use the unsubscribe link at the bottom of our latest email, or the unsubscribe button of your email program.',
    href: '/',
    link: 'Go to the home page',
  },
  manage: {
    advice:
      'It may have expired, or you may not have copied all of it. Use the “Manage your topics” link at the bottom of our latest email.',
    href: '/',
    link: 'Go to the home page',
  },
};

/** The page for a link from an email that has expired or was never valid. Says what to do next. */
export function renderLinkExpiredPage(view: LinkExpiredView): string {
  const { advice, href, link } = LINK_ADVICE[view.purpose];
  return renderCardPage({
    site: view,
    title: 'This link no longer works',
    children: (
      <>
        <p class="lead">{advice}</p>
        <p>
          <a class="button" href={href}>
            {link}
          </a>
        </p>
      </>
    ),
  });
}

/** The page for a URL that does not exist. */
export function renderNotFoundPage(site: SiteView): string {
  return renderErrorPage(
    site,
    'Page not found',
    'There is no page at this address. If you copied the address from an email, check that you copied all of it.',
  );
}

/** The page for a form that is larger than the site accepts. */
export function renderTooLongPage(site: SiteView): string {
  return renderErrorPage(
    site,
    'What you entered is too long',
    'Go back, shorten what you entered and try again.',
  );
}

/** The page for an unexpected failure. Shows no internals. */
export function renderFailurePage(site: SiteView): string {
  return renderErrorPage(
    site,
    'Something went wrong',
    'This is our fault, not yours. Try again in a minute.',
  );
}

function renderErrorPage(site: SiteView, title: string, advice: string): string {
  return renderCardPage({
    site,
    title,
    children: (
      <>
        <p class="lead">{advice}</p>
        <p>
          <a href="/">Go to the home page</a>
        </p>
      </>
    ),
  });
}

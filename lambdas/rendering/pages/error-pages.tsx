import { renderPage } from './layout';
import type { ErrorPageView, LinkExpiredView, SiteView } from './page-views';

const WHAT_NEXT: Record<LinkExpiredView['purpose'], { told: string; link: string }> = {
  confirm: {
    told: 'It works for a limited time, and this one is over it, or was not copied whole. Ask again: it takes a minute.',
    link: 'Follow the topic again',
  },
  unsubscribe: {
    told: 'It may not have been copied whole. Use the link at the foot of the latest mail from us, or your mail program’s own unsubscribe button.',
    link: 'To the home page',
  },
  manage: {
    told: 'It may be too old, or not copied whole. Use the link at the foot of the latest mail from us.',
    link: 'To the home page',
  },
};

/** A link from a mail that is not valid any more, or never was, and the way on from here. */
export function renderLinkExpiredPage(view: LinkExpiredView): string {
  const { told, link } = WHAT_NEXT[view.purpose];
  return renderPage({
    site: view,
    title: 'This link no longer works',
    children: (
      <section class="card">
        <h1>This link no longer works</h1>
        <p class="lead">{told}</p>
        <p>
          <a class="button" href={view.purpose === 'confirm' ? '/#follow' : '/'}>
            {link}
          </a>
        </p>
      </section>
    ),
  });
}

/** Anything that was refused or failed; holds no internals. */
export function renderErrorPage(view: ErrorPageView): string {
  return renderPage({
    site: view,
    title: view.heading,
    children: (
      <section class="card">
        <h1>{view.heading}</h1>
        <p class="lead">{view.advice}</p>
        <p>
          <a href="/">To the home page</a>
        </p>
      </section>
    ),
  });
}

/** No page has this address. */
export function renderNotFoundPage(site: SiteView): string {
  return renderErrorPage({
    ...site,
    heading: 'Page not found',
    advice:
      'No page has this address. If you came by a link in a mail, check that it was copied whole.',
  });
}

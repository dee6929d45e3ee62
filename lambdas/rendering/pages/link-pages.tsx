import type { Child } from 'hono/jsx';
import { UNSUBSCRIBE_WORDING } from '../wording/unsubscribe';
import { renderMessagePage } from './layout';
import type { LinkPageView, SiteView } from './page-views';
import { tokenPath } from './token-path';

/**
 * A form that posts a token. The token is in the address, so that the links to the page in other languages
 * lead back to it.
 */
export function TokenForm({
  path,
  token,
  children,
}: {
  path: string;
  token: string;
  children: Child;
}) {
  return (
    <form method="post" action={tokenPath(path, token)}>
      {children}
    </form>
  );
}

/** The button that sends a link to manage the subscription to its owner. */
export function ManageLinkForm({ view }: { view: LinkPageView }) {
  const { link } = UNSUBSCRIBE_WORDING[view.language];
  return (
    <TokenForm path="/link" token={view.token}>
      <p>{link.lead}</p>
      <button type="submit" class="plain">
        {link.button}
      </button>
    </TokenForm>
  );
}

/** Offers to send a link to manage the subscription by email. */
export function renderLinkPage(view: LinkPageView): string {
  return renderMessagePage({
    site: view,
    title: UNSUBSCRIBE_WORDING[view.language].link.title,
    children: <ManageLinkForm view={view} />,
  });
}

/** After a new link was asked for. The same whether or not one was sent. */
export function renderLinkSentPage(site: SiteView): string {
  const { link } = UNSUBSCRIBE_WORDING[site.language];
  return renderMessagePage({
    site,
    title: link.sentTitle,
    children: <p class="lead">{link.sent}</p>,
  });
}

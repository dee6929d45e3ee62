import { isolate } from '../../isolate';
import { ACCOUNT_WORDING } from '../../wording/account';
import { renderMessagePage } from '../layout';
import { ManageLinkForm } from '../link-pages';
import type { LinkPageView, SiteView } from '../page-views';
import { Sentence } from '../sentence';

/** The page after everything about a subscriber was erased. */
export function renderErasedPage(site: SiteView): string {
  const { title, lead } = ACCOUNT_WORDING[site.language].erased;
  return renderMessagePage({ site, title, children: <p class="lead">{lead}</p> });
}

/** The page for a valid link of someone who was erased. */
export function renderGonePage(site: SiteView): string {
  const { title, lead, follow } = ACCOUNT_WORDING[site.language].gone;
  return renderMessagePage({
    site,
    title,
    children: (
      <>
        <p class="lead">{lead}</p>
        <p>
          <a href="/#follow">{follow}</a>
        </p>
      </>
    ),
  });
}

/** The page that the link to a new address opens. A scanner that opens links changes nothing. */
export function renderChangeAddressPage(view: SiteView & { address: string }): string {
  const { title, lead, button } = ACCOUNT_WORDING[view.language].change;
  return renderMessagePage({
    site: view,
    title,
    children: (
      <>
        <p class="lead">
          <Sentence text={lead(isolate(view.address))} />
        </p>
        {/* Posts to the address of the page, which has the token. */}
        <form method="post">
          <button type="submit">{button}</button>
        </form>
      </>
    ),
  });
}

/** The page after the address was changed. Without `manageUrl`, it offers to send a link to manage. */
export function renderAddressChangedPage(
  view: LinkPageView & { address: string; manageUrl?: string },
): string {
  const { doneTitle, done, toManage } = ACCOUNT_WORDING[view.language].change;
  return renderMessagePage({
    site: view,
    title: doneTitle,
    children: (
      <>
        <p class="lead">
          <Sentence text={done(isolate(view.address))} />
        </p>
        {view.manageUrl === undefined ? (
          <ManageLinkForm view={view} />
        ) : (
          <p>
            <a class="button" href={view.manageUrl}>
              {toManage}
            </a>
          </p>
        )}
      </>
    ),
  });
}

/** The page for an address that has a subscriber or must not be emailed: it does not say which. */
export function renderAddressUnavailablePage(site: SiteView): string {
  const { unavailableTitle, unavailable } = ACCOUNT_WORDING[site.language].change;
  return renderMessagePage({
    site,
    title: unavailableTitle,
    children: <p class="lead">{unavailable}</p>,
  });
}

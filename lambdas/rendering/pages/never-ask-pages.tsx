import { isolate } from '../isolate';
import { UNSUBSCRIBE_WORDING } from '../wording/unsubscribe';
import { renderMessagePage } from './layout';
import { TokenForm } from './link-pages';
import type { LinkPageView, SiteView } from './page-views';
import { Sentence } from './sentence';

/** Asks the owner of an address whether we may never again ask them to confirm a topic. */
export function renderNeverAskPage(view: LinkPageView): string {
  const { neverAsk } = UNSUBSCRIBE_WORDING[view.language];
  return renderMessagePage({
    site: view,
    title: neverAsk.title,
    children: (
      <>
        <p class="lead">
          <Sentence text={neverAsk.lead(isolate(view.siteName))} />
        </p>
        <TokenForm path="/never-ask" token={view.token}>
          <button type="submit">{neverAsk.button}</button>
        </TokenForm>
      </>
    ),
  });
}

/** After that: with a button that takes it back. */
export function renderNeverAskedPage(view: LinkPageView): string {
  const { neverAsk } = UNSUBSCRIBE_WORDING[view.language];
  return renderMessagePage({
    site: view,
    title: neverAsk.doneTitle,
    children: (
      <>
        <p class="lead">{neverAsk.done}</p>
        <TokenForm path="/never-ask" token={view.token}>
          <input type="hidden" name="undo" value="yes" />
          <button type="submit" class="plain">
            {neverAsk.undo}
          </button>
        </TokenForm>
      </>
    ),
  });
}

/** After it was taken back. */
export function renderAskAgainPage(site: SiteView): string {
  const { neverAsk } = UNSUBSCRIBE_WORDING[site.language];
  return renderMessagePage({
    site,
    title: neverAsk.undoneTitle,
    children: <p class="lead">{neverAsk.undone}</p>,
  });
}

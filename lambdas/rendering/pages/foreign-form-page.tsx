import { REQUESTS_WORDING } from '../wording/requests';
import { renderMessagePage } from './layout';
import type { SiteView } from './page-views';

/** The page for a form that another site has sent. */
export function renderForeignFormPage(site: SiteView): string {
  const { foreign } = REQUESTS_WORDING[site.language];
  return renderMessagePage({
    site,
    title: foreign.title,
    children: (
      <>
        <p class="lead">{foreign.lead}</p>
        <p>
          <a class="button" href="/">
            {foreign.home}
          </a>
        </p>
      </>
    ),
  });
}

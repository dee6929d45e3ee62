import { raw } from 'hono/html';
import { plainLine } from '../plain-line';
import { safeUrl } from '../safe-url';
import { ARCHIVE_WORDING } from '../wording/archive';
import { BriefingMeta } from './briefing-list';
import { BriefingMetadata } from './briefing-metadata';
import { FeedAlternates } from './feed-links';
import { renderPage } from './layout';
import type { BriefingPageView } from './page-views';
import { Sentence } from './sentence';

/** Renders one briefing. `bodyHtml` is not escaped, so it must come from `sanitizeBody`. */
export function renderBriefingPage(view: BriefingPageView): string {
  const { briefing } = view;
  const title = plainLine(briefing.title);
  return renderPage({
    site: view,
    title,
    description: plainLine(briefing.summary),
    canonicalUrl: view.pageUrl,
    head: (
      <>
        <FeedAlternates site={view} />
        <BriefingMetadata view={view} />
      </>
    ),
    children: (
      <article class="narrow">
        <p class="kicker">{ARCHIVE_WORDING[view.language].kicker}</p>
        <h1 dir="auto" lang={briefing.language}>
          {title}
        </h1>
        <BriefingMeta briefing={briefing} timeZone={view.timeZone} language={view.language} />
        <Text briefing={briefing} />
        <Original view={view} />
        <Tags view={view} />
      </article>
    ),
  });
}

function Text({ briefing }: Pick<BriefingPageView, 'briefing'>) {
  const { summary, body, bodyHtml, language } = briefing;
  return (
    <>
      {summary ? (
        <p class="lead" dir="auto" lang={language}>
          {plainLine(summary)}
        </p>
      ) : null}
      <div class="body" dir="auto" lang={language}>
        {bodyHtml ? raw(bodyHtml) : splitParagraphs(body).map((text) => <p dir="auto">{text}</p>)}
      </div>
    </>
  );
}

function splitParagraphs(body: string): string[] {
  return body
    .split(/\n\s*\n/)
    .map(plainLine)
    .filter((paragraph) => paragraph !== '');
}

function Original({ view }: { view: BriefingPageView }) {
  const { briefing, language } = view;
  const url = safeUrl(briefing.url);
  if (!url) return null;
  const source = briefing.source ? plainLine(briefing.source) : new URL(url).host;
  return (
    <p>
      <a class="button" href={url} rel="nofollow noopener">
        <Sentence text={ARCHIVE_WORDING[language].readAt(source)} />
      </a>
    </p>
  );
}

/** Each tag leads to the other briefings with it. */
function Tags({ view }: { view: BriefingPageView }) {
  const { tags } = view.briefing;
  if (tags.length === 0) return null;
  return (
    <nav aria-label={ARCHIVE_WORDING[view.language].tags}>
      <ul class="chips">
        {tags.map((tag) => (
          <li>
            <a href={`/archive?${new URLSearchParams({ q: `tag:"${tag}"` })}`} rel="nofollow">
              <bdi>{tag}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

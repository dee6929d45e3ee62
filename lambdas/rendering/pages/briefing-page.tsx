import { raw } from 'hono/html';
import { plainLine } from '../plain-line';
import { safeUrl } from '../safe-url';
import { BriefingMeta } from './briefing-list';
import { renderPage } from './layout';
import type { BriefingPageView } from './page-views';

/** Renders one briefing. `bodyHtml` is not escaped, so it must come from `sanitizeBody`. */
export function renderBriefingPage(view: BriefingPageView): string {
  const { briefing } = view;
  const title = plainLine(briefing.title);
  return renderPage({
    site: view,
    title,
    description: plainLine(briefing.summary),
    canonicalUrl: view.pageUrl,
    children: (
      <article class="card">
        <h1 dir="auto" lang={briefing.language}>
          {title}
        </h1>
        <BriefingMeta briefing={briefing} language={view.language} timeZone={view.timeZone} />
        <Text briefing={briefing} />
        <Original briefing={briefing} />
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

function Original({ briefing }: Pick<BriefingPageView, 'briefing'>) {
  const url = safeUrl(briefing.url);
  if (!url) return null;
  return (
    <p>
      <a class="button" href={url} rel="nofollow noopener">
        Read it at <bdi>{briefing.source ? plainLine(briefing.source) : new URL(url).host}</bdi>
      </a>
    </p>
  );
}

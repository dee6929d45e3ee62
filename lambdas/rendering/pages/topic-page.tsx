import { isEverything, topicName } from '../topic-wording';
import { ARCHIVE_WORDING } from '../wording/archive';
import { BriefingList } from './briefing-list';
import { FeedAlternates, FeedLinks } from './feed-links';
import { followHref } from './follow-href';
import { renderPage } from './layout';
import type { TopicPageView } from './page-views';

/** Renders the latest briefings that match a topic, with a link to follow it. */
export function renderTopicPage(view: TopicPageView): string {
  const { expression, language } = view;
  const wording = ARCHIVE_WORDING[language];
  const name = topicName(expression, language);
  return renderPage({
    site: view,
    title: name,
    description: isEverything(expression) ? `${name}.` : wording.topicDescription(name),
    canonicalUrl: view.pageUrl,
    head: <FeedAlternates site={view} expression={expression} />,
    children: (
      <div class="narrow">
        <p class="kicker">{wording.topicKicker}</p>
        <h1>
          <bdi>{name}</bdi>
        </h1>
        <p>
          <a class="button" href={followHref(expression)}>
            {wording.followThis}
          </a>
        </p>
        <section aria-labelledby="latest">
          <h2 id="latest">{wording.latest}</h2>
          {view.briefings.length > 0 ? (
            <BriefingList items={view.briefings} timeZone={view.timeZone} language={language} />
          ) : (
            <p>{wording.noMatches}</p>
          )}
          <FeedLinks site={view} expression={expression} />
        </section>
      </div>
    ),
  });
}

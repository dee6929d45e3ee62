import { topicInSentence, topicName } from '../topic-names';
import { BriefingList } from './briefing-list';
import { followHref } from './home-page';
import { renderPage } from './layout';
import type { TopicPageView } from './page-views';

/** The latest briefings that meet a topic, and the way to follow it. */
export function renderTopicPage(view: TopicPageView): string {
  const name = topicName(view.expression);
  return renderPage({
    site: view,
    title: name,
    description: `Briefings on ${topicInSentence(view.expression)}.`,
    canonicalUrl: view.pageUrl,
    children: (
      <>
        <h1>
          <bdi>{name}</bdi>
        </h1>
        <p>
          <a class="button" href={followHref(view.expression)}>
            Follow this topic
          </a>
        </p>
        <section class="card" aria-labelledby="latest">
          <h2 id="latest">Latest briefings</h2>
          {view.briefings.length > 0 ? (
            <BriefingList items={view.briefings} timeZone={view.timeZone} />
          ) : (
            <p>None has met this topic yet. Follow it, and you hear of the first.</p>
          )}
        </section>
      </>
    ),
  });
}

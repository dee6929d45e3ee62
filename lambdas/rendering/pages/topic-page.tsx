import { isEverything, topicName } from '../topic-wording';
import { BriefingList } from './briefing-list';
import { followHref } from './follow-href';
import { renderPage } from './layout';
import type { TopicPageView } from './page-views';

/** Renders the latest briefings that match a topic, with a link to follow it. */
export function renderTopicPage(view: TopicPageView): string {
  const name = topicName(view.expression);
  return renderPage({
    site: view,
    title: name,
    description: isEverything(view.expression) ? `${name}.` : `Briefings on ${name}.`,
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
            <BriefingList
              items={view.briefings}
              language={view.language}
              timeZone={view.timeZone}
            />
          ) : (
            <p>No briefings match yet. Follow the topic to hear about the first.</p>
          )}
        </section>
      </>
    ),
  });
}

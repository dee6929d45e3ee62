import { topicName } from '../topic-names';
import { BriefingList } from './briefing-list';
import { FollowForm } from './follow-form';
import { ErrorSummary } from './form-fields';
import { renderPage } from './layout';
import type { HomeView } from './page-views';

/** What the service is, the form to follow a topic (again with what was typed, after an error), the latest briefings. */
export function renderHomePage(view: HomeView): string {
  const refused = Object.values(view.errors).some(Boolean);
  return renderPage({
    site: view,
    title: refused ? 'Something needs changing' : view.siteName,
    description:
      'Name a topic, and get an email when a briefing meets it: at once, daily or weekly.',
    canonicalUrl: view.siteUrl,
    children: (
      <>
        <h1>Know when it is in the news</h1>
        <p class="lead">
          Name a topic in your own words. When a briefing meets it you get an email: at once, or in
          a daily or weekly digest. Nothing else, and you can stop at any time.
        </p>
        <ErrorSummary errors={view.errors} />
        <section class="card" aria-labelledby="follow">
          <h2 id="follow">Follow a topic</h2>
          <Suggestions expressions={view.suggestions} />
          <FollowForm values={view.form} errors={view.errors} />
        </section>
        <section class="card" aria-labelledby="latest">
          <h2 id="latest">Latest briefings</h2>
          {view.briefings.length > 0 ? (
            <BriefingList items={view.briefings} timeZone={view.timeZone} />
          ) : (
            <p>None has been published yet.</p>
          )}
        </section>
      </>
    ),
  });
}

function Suggestions({ expressions }: { expressions: string[] }) {
  if (expressions.length === 0) return null;
  return (
    <nav aria-label="Example topics">
      <p class="hint">For example:</p>
      <ul class="chips">
        {expressions.map((expression) => (
          <li>
            <a href={followHref(expression)}>
              <bdi>{topicName(expression)}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The home page with the topic filled in. */
export function followHref(expression: string): string {
  return `/?${new URLSearchParams({ topic: expression })}#follow`;
}

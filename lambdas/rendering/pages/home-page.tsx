import { FREQUENCIES_IN_SENTENCE } from '../frequency-wording';
import { topicName } from '../topic-wording';
import { BriefingList } from './briefing-list';
import { FollowForm } from './follow-form';
import { Alert, ErrorSummary } from './form-fields';
import { renderPage } from './layout';
import type { FollowFormErrors, HomeView } from './page-views';

/** Renders the form to follow a topic, with any errors and what was entered, and the latest briefings. */
export function renderHomePage(view: HomeView): string {
  const hasErrors = Object.values(view.errors).some(Boolean) || view.tryAgain !== undefined;
  return renderPage({
    site: view,
    title: hasErrors ? 'Error: Follow a topic' : view.siteName,
    description: `Follow a topic and get an email when a briefing matches it, ${FREQUENCIES_IN_SENTENCE}.`,
    canonicalUrl: view.siteUrl,
    children: (
      <>
        <h1>Know when it is in the news</h1>
        <p class="lead">
          Name a topic in your own words. When a briefing matches it, we email you{' '}
          {FREQUENCIES_IN_SENTENCE}. We send nothing else, and you can unsubscribe at any time.
        </p>
        <ErrorSummary errors={inFormOrder(view.errors)} />
        {view.tryAgain === undefined ? null : (
          <Alert heading="Too many requests">
            <p>
              We have received too many requests, so we could not send you an email. What you
              entered is still in the form. Try again {view.tryAgain}.
            </p>
          </Alert>
        )}
        <section class="card" aria-labelledby="follow">
          <h2 id="follow">Follow a topic</h2>
          <Suggestions expressions={view.suggestions} />
          <FollowForm values={view.form} errors={view.errors} guard={view} />
        </section>
        <section class="card" aria-labelledby="latest">
          <h2 id="latest">Latest briefings</h2>
          {view.briefings.length > 0 ? (
            <BriefingList items={view.briefings} timeZone={view.timeZone} />
          ) : (
            <p>No briefings have been published yet.</p>
          )}
        </section>
      </>
    ),
  });
}

function inFormOrder({
  expression,
  email,
  frequency,
  hour,
  timeZone,
}: FollowFormErrors): Record<keyof FollowFormErrors, string | undefined> {
  return { expression, email, frequency, hour, timeZone };
}

function Suggestions({ expressions }: { expressions: string[] }) {
  if (expressions.length === 0) return null;
  return (
    <nav aria-label="Example topics">
      <p class="hint">Try one of these:</p>
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

/** The link to the home page with the topic entered in the form. */
export function followHref(expression: string): string {
  return `/?${new URLSearchParams({ topic: expression })}#follow`;
}

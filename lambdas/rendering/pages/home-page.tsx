import type { WordingLanguage } from '../../domain/languages/wording-language';
import { HOME_WORDING, type HomeWording } from '../wording/home';
import { BriefingList } from './briefing-list';
import { FeedAlternates } from './feed-links';
import { FollowForm } from './follow-form';
import { Alert, ErrorSummary } from './form-fields';
import { renderPage } from './layout';
import type { FollowFormErrors, HomeView } from './page-views';

/**
 * Renders the form to follow a topic, with what was entered, what it would have matched and any errors,
 * and the latest briefings.
 */
export function renderHomePage(view: HomeView): string {
  const wording = HOME_WORDING[view.language];
  const hasErrors =
    Object.values(view.errors).some(Boolean) || view.retryAfterSeconds !== undefined;
  return renderPage({
    site: view,
    title: hasErrors ? wording.errorTitle : view.brand.name,
    description: wording.description,
    canonicalUrl: view.siteUrl,
    head: <FeedAlternates site={view} />,
    hasScript: true,
    children: (
      <div class="columns">
        <div>
          <h1>{wording.title}</h1>
          <p class="lead">{wording.lead}</p>
          <ErrorSummary language={view.language} errors={inFormOrder(view.errors)} />
          <TooMany view={view} wording={wording} />
          <section aria-labelledby="follow">
            <h2 id="follow" class="unseen">
              {wording.follow}
            </h2>
            <FollowForm view={view} />
          </section>
        </div>
        <section aria-labelledby="latest">
          <h2 id="latest">{wording.latest}</h2>
          {view.briefings.length > 0 ? (
            <>
              <BriefingList
                items={view.briefings}
                language={view.language}
                timeZone={view.timeZone}
              />
              <p>
                <a href="/archive">{wording.archive}</a>
              </p>
            </>
          ) : (
            <p>{wording.noneYet}</p>
          )}
        </section>
      </div>
    ),
  });
}

function inFormOrder(errors: FollowFormErrors) {
  const { expression, acceptBroad, email, frequency, hour, timeZone } = errors;
  return { expression, acceptBroad, email, frequency, hour, timeZone };
}

function TooMany({ view, wording }: { view: HomeView; wording: HomeWording }) {
  if (view.retryAfterSeconds === undefined) return null;
  return (
    <Alert heading={wording.tooMany}>
      <p>{wording.notSent}</p>
      <p>{tryAgain(view.retryAfterSeconds, view.language)}</p>
    </Alert>
  );
}

const MINUTE_SECONDS = 60;
const HOUR_MINUTES = 60;

/** Rounded up, so that nobody is sent away twice. */
function tryAgain(seconds: number, language: WordingLanguage): string {
  const wording = HOME_WORDING[language];
  const minutes = Math.max(1, Math.ceil(seconds / MINUTE_SECONDS));
  return minutes <= HOUR_MINUTES
    ? wording.tryAgainInMinutes(minutes)
    : wording.tryAgainInHours(Math.ceil(minutes / HOUR_MINUTES));
}

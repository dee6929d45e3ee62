import { topicName } from '../topic-wording';
import { ARCHIVE_WORDING } from '../wording/archive';
import { BriefingList } from './briefing-list';
import { FeedAlternates, FeedLinks } from './feed-links';
import { followHref } from './follow-href';
import { renderPage } from './layout';
import type { ArchivePageView } from './page-views';
import { Sentence } from './sentence';

const MAX_EXPRESSION_LENGTH = 1_000;

/** Renders the latest briefings, or those that an expression matches, with the form to search. */
export function renderArchivePage(view: ArchivePageView): string {
  const wording = ARCHIVE_WORDING[view.language];
  const { expression, refusal } = view;
  return renderPage({
    site: view,
    title:
      expression === ''
        ? wording.title
        : `${topicName(expression, view.language)} · ${wording.title}`,
    description: wording.description,
    ...(view.pageUrl === undefined ? {} : { canonicalUrl: view.pageUrl }),
    head: <FeedAlternates site={view} expression={refusal ? '' : expression} />,
    children: (
      <>
        <h1>{wording.title}</h1>
        <SearchForm view={view} />
        {refusal ? null : (
          <section aria-labelledby="found">
            <Results view={view} />
          </section>
        )}
      </>
    ),
  });
}

function SearchForm({ view }: { view: ArchivePageView }) {
  const wording = ARCHIVE_WORDING[view.language];
  const { expression, refusal } = view;
  return (
    <search>
      <form class="search" method="get" action="/archive">
        <div class={refusal ? 'field wrong' : 'field'}>
          <label for="q">{wording.search}</label>
          <p class="hint" id="q-hint">
            {wording.searchHint}
          </p>
          {refusal ? (
            <p class="bad" id="q-error">
              {refusal}
            </p>
          ) : null}
          <input
            type="search"
            id="q"
            name="q"
            dir="auto"
            value={expression}
            maxlength={MAX_EXPRESSION_LENGTH}
            autocapitalize="none"
            aria-invalid={refusal ? 'true' : undefined}
            aria-describedby={refusal ? 'q-hint q-error' : 'q-hint'}
          />
        </div>
        <p>
          <button type="submit">{wording.searchButton}</button>
        </p>
      </form>
    </search>
  );
}

function Results({ view }: { view: ArchivePageView }) {
  const wording = ARCHIVE_WORDING[view.language];
  const { expression, briefings, older } = view;
  const name = topicName(expression, view.language);
  return (
    <>
      <h2 id="found">
        {expression === '' ? wording.latest : <Sentence text={wording.found(name)} />}
      </h2>
      {expression === '' ? null : (
        <p class="meta">
          <a href={followHref(expression)}>{wording.followThis}</a>
        </p>
      )}
      {briefings.length > 0 ? (
        <BriefingList
          items={briefings}
          timeZone={view.timeZone}
          language={view.language}
          isFrontPage
        />
      ) : (
        <p>
          <Nothing view={view} />
        </p>
      )}
      {older === undefined ? null : (
        <p>
          <a href={older} rel="next">
            {wording.older}
          </a>
        </p>
      )}
      <FeedLinks site={view} expression={expression} />
    </>
  );
}

function Nothing({ view }: { view: ArchivePageView }) {
  const wording = ARCHIVE_WORDING[view.language];
  const { expression, older, searchedDays } = view;
  if (expression === '' || searchedDays === undefined) return <>{wording.none}</>;
  const name = topicName(expression, view.language);
  const sentence =
    older === undefined ? wording.notFound(name) : wording.notFoundHere(name, searchedDays);
  return <Sentence text={sentence} />;
}

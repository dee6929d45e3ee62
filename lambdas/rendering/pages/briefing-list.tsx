import type { WordingLanguage } from '../../domain/languages/wording-language';
import type { Snippet } from '../../domain/snippet';
import { formatTime } from '../dates';
import { plainLine } from '../plain-line';
import type { BriefingListItem } from './page-views';

interface BriefingListProps {
  items: BriefingListItem[];
  timeZone: string;
  /** Of the wording. */
  language: WordingLanguage;
  /** Set in columns on wide screens, with the first briefing across all of them. */
  isFrontPage?: boolean;
}

/** Briefings with title, source, time and a snippet or summary. Put it under an h2. */
export function BriefingList({
  items,
  timeZone,
  language,
  isFrontPage = false,
}: BriefingListProps) {
  return (
    <ul class={isFrontPage ? 'list front' : 'list'}>
      {items.map(({ briefing, pageUrl, snippet }) => (
        <li>
          <h3 dir="auto" lang={briefing.language}>
            <a href={pageUrl}>{plainLine(briefing.title)}</a>
          </h3>
          <BriefingMeta briefing={briefing} timeZone={timeZone} language={language} />
          {snippet && snippet.length > 0 ? (
            <p dir="auto" lang={briefing.language}>
              <MarkedSnippet snippet={snippet} />
            </p>
          ) : (
            <Summary briefing={briefing} />
          )}
        </li>
      ))}
    </ul>
  );
}

function Summary({ briefing }: { briefing: BriefingListItem['briefing'] }) {
  if (briefing.summary === '') return null;
  return (
    <p dir="auto" lang={briefing.language}>
      {plainLine(briefing.summary)}
    </p>
  );
}

/** A piece of text in which the matched words are marked. */
export function MarkedSnippet({ snippet }: { snippet: Snippet }) {
  return <>{snippet.map(({ text, matched }) => (matched ? <mark>{text}</mark> : text))}</>;
}

interface BriefingMetaProps {
  briefing: Pick<BriefingListItem['briefing'], 'source' | 'publishedAt'>;
  timeZone: string;
  /** Of the wording. */
  language: WordingLanguage;
}

/** The source and the time. */
export function BriefingMeta({ briefing, timeZone, language }: BriefingMetaProps) {
  return (
    <p class="meta">
      {briefing.source ? (
        <>
          <bdi>{plainLine(briefing.source)}</bdi> ·{' '}
        </>
      ) : null}
      <time datetime={briefing.publishedAt}>
        {formatTime(new Date(briefing.publishedAt), timeZone, language)}
      </time>
    </p>
  );
}

import {
  type ClauseCount,
  DAYS_PER_WEEK,
  type ExpressionPreview,
  type FoundBriefing,
} from '../../domain/archive/expression-preview';
import type { WordingLanguage } from '../../domain/languages/wording-language';
import { plainLine } from '../plain-line';
import { topicName } from '../topic-wording';
import { formatNumber } from '../wording/plural';
import { PREVIEW_WORDING, type PreviewWording } from '../wording/preview';
import { refusalText } from '../wording/refusals';
import { BriefingMeta, MarkedSnippet } from './briefing-list';
import { followHref } from './follow-href';
import type { PreviewProps } from './page-views';
import { formatShare, formatWeek } from './preview-numbers';

/** The id of the checkbox that accepts a broad topic. It is posted with the expression that it accepts. */
export const ACCEPT_BROAD = 'acceptBroad';

/**
 * What a topic would have matched: how many briefings, which, and what each of its words does to the
 * result; or why it cannot be followed. Put it inside the form with the expression, under an h2.
 */
export function Preview({ previewed, ...props }: PreviewProps) {
  const wording = PREVIEW_WORDING[props.language];
  switch (previewed.outcome) {
    case 'refused':
      return (
        <>
          <h3>{wording.cannotFollow}</h3>
          <p data-verdict>{refusalText(previewed, props.language)}</p>
        </>
      );
    case 'previewed':
      return <Previewed {...props} preview={previewed.preview} wording={wording} />;
    default:
      return previewed satisfies never;
  }
}

/** The preview without the page around it. */
export function renderPreviewFragment(props: PreviewProps): string {
  return String(<Preview {...props} />);
}

interface PreviewedProps extends Omit<PreviewProps, 'previewed'> {
  preview: ExpressionPreview;
  wording: PreviewWording;
}

function Previewed(props: PreviewedProps) {
  const { preview, wording, language } = props;
  if (preview.briefings === 0) {
    return (
      <>
        <h3>{wording.heading(preview.days)}</h3>
        <p data-verdict>{wording.noBriefings}</p>
      </>
    );
  }
  return (
    <>
      <h3>{wording.heading(preview.days)}</h3>
      <p data-verdict>
        {preview.matched === 0 ? wording.nothing : wording.matched(preview.matched)}
      </p>
      <Breadth {...props} />
      {preview.matched > 0 ? <Bars {...{ preview, wording, language }} /> : null}
      {preview.clauses.length > 1 ? <Clauses {...{ preview, wording, language }} /> : null}
      {preview.latest.length > 0 ? <Latest {...props} /> : null}
    </>
  );
}

/** What to change about a topic that is too broad or too narrow. */
function Breadth({ preview, wording, language, expression, acceptsBroad }: PreviewedProps) {
  switch (preview.breadth) {
    case 'fine':
      return null;
    case 'too-broad':
      return (
        <div class="advice">
          <p>{wording.tooBroad(formatShare(preview.share, language))}</p>
          <label class="choice">
            <input
              type="checkbox"
              id={ACCEPT_BROAD}
              name={ACCEPT_BROAD}
              value={expression}
              checked={acceptsBroad}
            />
            <span>{wording.acceptBroad}</span>
          </label>
        </div>
      );
    case 'too-narrow':
      if (preview.suggestions.length === 0) return <p>{wording.fewerWords}</p>;
      return (
        <div class="advice">
          <p>{wording.tooNarrow}</p>
          <ul class="chips">
            {preview.suggestions.map((suggestion) => (
              <li>
                <a href={followHref(suggestion)} data-expression={suggestion}>
                  <bdi>{topicName(suggestion, language)}</bdi>
                </a>
              </li>
            ))}
          </ul>
        </div>
      );
    default:
      return preview.breadth satisfies never;
  }
}

type TableProps = Pick<PreviewedProps, 'preview' | 'wording' | 'language'>;

/** A table, so that screen readers read the numbers; the bars are for the eye. */
function Bars({ preview, wording, language }: TableProps) {
  const most = Math.max(1, ...preview.weeks.map(({ matched }) => matched));
  return (
    <table class="bars">
      <caption>{wording.perWeek}</caption>
      <tbody>
        {preview.weeks.map((week) => (
          <tr>
            <th scope="row">{weekLabel(week, language)}</th>
            <td>{formatNumber(language, week.matched)}</td>
            <td aria-hidden="true">
              <Bar share={week.matched / most} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function weekLabel(week: ExpressionPreview['weeks'][number], language: WordingLanguage): string {
  const range = formatWeek(week, language);
  return week.days < DAYS_PER_WEEK ? PREVIEW_WORDING[language].partOfWeek(range, week.days) : range;
}

/** An SVG, because the Content-Security-Policy allows no style attributes. */
function Bar({ share }: { share: number }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 100 1" preserveAspectRatio="none" focusable="false">
      <rect width={String(Math.round(share * 100))} height="1" />
    </svg>
  );
}

/** What each word lets through, and what leaving it out would give: so one sees which word costs what. */
function Clauses({ preview, wording, language }: TableProps) {
  return (
    <>
      <h4>{wording.clauses}</h4>
      <p class="hint">{wording.clausesIntro(preview.briefings)}</p>
      <table class="clauses">
        <thead>
          <tr>
            <th scope="col">{wording.clause}</th>
            <th scope="col">{wording.letsThrough}</th>
            <th scope="col">{wording.withoutIt}</th>
          </tr>
        </thead>
        <tbody>
          {preview.clauses.map((clause) => (
            <tr>
              <th scope="row">
                <bdi>{clauseName(clause, wording)}</bdi>
              </th>
              <td>{formatNumber(language, clause.letsThrough)}</td>
              <td>{formatNumber(language, clause.withoutIt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function clauseName({ written, excluded }: ClauseCount, wording: PreviewWording): string {
  return excluded ? wording.not(plainLine(written)) : plainLine(written);
}

function Latest({ preview, wording, language, timeZone, briefingHref }: PreviewedProps) {
  return (
    <>
      <h4>{wording.latest}</h4>
      <ol class="list">
        {preview.latest.map((found) => (
          <Found
            {...{ found, language, timeZone }}
            href={briefingHref(found.briefing.briefingId)}
          />
        ))}
      </ol>
    </>
  );
}

interface FoundProps {
  found: FoundBriefing;
  language: WordingLanguage;
  timeZone: string;
  href: string;
}

function Found({ found: { briefing, snippet }, language, timeZone, href }: FoundProps) {
  return (
    <li>
      <h5 dir="auto" lang={briefing.language}>
        <a href={href}>{plainLine(briefing.title)}</a>
      </h5>
      <BriefingMeta briefing={briefing} language={language} timeZone={timeZone} />
      {snippet.length > 0 ? (
        <p dir="auto" lang={briefing.language}>
          <MarkedSnippet snippet={snippet} />
        </p>
      ) : null}
    </li>
  );
}

import type { AbsenceOutcome, TopicExplanation } from '../../../domain/absence';
import { plainLine } from '../../plain-line';
import { topicName } from '../../topic-wording';
import { HISTORY_WORDING } from '../../wording/history';
import { MANAGE_WORDING } from '../../wording/manage';
import { BriefingMeta } from '../briefing-list';
import { TextField } from '../form-fields';
import { Sentence } from '../sentence';
import { decisionSentences } from './decision-sentences';
import { ActionButton, ManageForm, renderManage } from './manage-layout';
import { type AbsenceView, MANAGE_ACTIONS } from './views';

/** As long as a pasted address may be. */
const MAX_URL_LENGTH = 2_000;
/** Topics that did not match are shown up to this number; the others are folded up. */
const MAX_OPEN_TOPICS = 3;

/** Renders the form that looks up why a briefing did not arrive, and what it found. */
export function renderAbsencePage(view: AbsenceView): string {
  const { absence } = HISTORY_WORDING[view.language];
  return renderManage(view, {
    title: MANAGE_WORDING[view.language].pages.absence,
    page: 'absence',
    children: (
      <>
        <p class="lead">{absence.lead}</p>
        <ManageForm>
          <TextField
            id="url"
            type="text"
            label={absence.label}
            hint={absence.hint}
            value={view.url}
            error={view.errors.url}
            autocomplete="off"
            maxlength={MAX_URL_LENGTH}
          />
          <ActionButton action={MANAGE_ACTIONS.explainAbsence}>{absence.button}</ActionButton>
        </ManageForm>
        {view.found?.outcome === 'explained' ? <Explained view={view} found={view.found} /> : null}
      </>
    ),
  });
}

type ExplainedAbsence = Extract<AbsenceOutcome, { outcome: 'explained' }>;

function Explained({ view, found }: { view: AbsenceView; found: ExplainedAbsence }) {
  const { absence } = HISTORY_WORDING[view.language];
  const { briefing, isSuppressed, topics } = found;
  const unmatched = topics.filter(({ decision }) => decision.outcome === 'missed');
  const decided = topics.filter(({ decision }) => decision.outcome !== 'missed');
  const closest = unmatched.slice(0, MAX_OPEN_TOPICS);
  const others = unmatched.slice(MAX_OPEN_TOPICS);
  return (
    <section aria-labelledby="found" role="status">
      <h2 id="found" dir="auto" lang={briefing.language}>
        {view.pageUrl ? (
          <a href={view.pageUrl}>{plainLine(briefing.title)}</a>
        ) : (
          plainLine(briefing.title)
        )}
      </h2>
      <BriefingMeta
        briefing={briefing}
        timeZone={view.subscriber.timeZone}
        language={view.language}
      />
      {isSuppressed ? <p>{absence.suppressed}</p> : null}
      {topics.length === 0 ? <p>{absence.noTopics}</p> : null}
      {topics.length > 0 && decided.length === 0 ? <p>{absence.noneMatched}</p> : null}
      <TopicDecisions view={view} topics={decided} />
      {closest.length > 0 ? (
        <>
          {others.length > 0 ? <p class="kicker">{absence.closest}</p> : null}
          <TopicDecisions view={view} topics={closest} />
        </>
      ) : null}
      {others.length > 0 ? (
        <details>
          <summary>{absence.others(others.length)}</summary>
          <TopicDecisions view={view} topics={others} />
        </details>
      ) : null}
    </section>
  );
}

function TopicDecisions({ view, topics }: { view: AbsenceView; topics: TopicExplanation[] }) {
  if (topics.length === 0) return null;
  return (
    <ul class="list">
      {topics.map(({ expression, decision }) => (
        <li>
          <h3>
            <bdi>{topicName(expression, view.language)}</bdi>
          </h3>
          {decisionSentences(decision, view.subscriber.timeZone, view.language).map((sentence) => (
            <p>
              <Sentence text={sentence} />
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}

import { readFrequency } from '../../../domain/frequency';
import { isPaused } from '../../../domain/pause';
import { formatDay } from '../../dates';
import { isolate } from '../../isolate';
import { topicInSentence, topicName } from '../../topic-wording';
import { MANAGE_WORDING } from '../../wording/manage';
import { TOPICS_WORDING } from '../../wording/topics';
import { describedBy, ExpressionField, Field, FrequencySelect } from '../form-fields';
import { ActionButton, ManageForm, renderManage } from './manage-layout';
import { type FollowedTopicView, MANAGE_ACTIONS, type TopicsView } from './views';

/** The choice that fits most topics. */
const DEFAULT_FREQUENCY = 'daily';
/** More topics than these are folded up. */
const MAX_OPEN_TOPICS = 12;

/** Renders the topics that a subscriber follows, with forms to change, add and stop them. */
export function renderTopicsPage(view: TopicsView): string {
  const wording = MANAGE_WORDING[view.language];
  return renderManage(view, {
    title: wording.pages.topics,
    page: 'topics',
    children: (
      <>
        <Topics view={view} />
        <AddTopic view={view} />
        {view.topics.some(({ frequency }) => frequency !== 'instant') ? (
          <DigestNow view={view} />
        ) : null}
        {view.topics.length > 0 ? <Pause view={view} /> : null}
        {view.topics.length > 0 ? <UnsubscribeFromAll view={view} /> : null}
      </>
    ),
  });
}

function Topics({ view }: { view: TopicsView }) {
  const { topics: wording } = MANAGE_WORDING[view.language];
  const open = view.topics.slice(0, MAX_OPEN_TOPICS);
  const folded = view.topics.slice(MAX_OPEN_TOPICS);
  return (
    <section aria-labelledby="topics">
      <h2 id="topics">{wording.heading}</h2>
      {open.length === 0 ? <p>{wording.none}</p> : <TopicList view={view} topics={open} />}
      {folded.length > 0 ? (
        <details>
          <summary>{TOPICS_WORDING[view.language].moreTopics(folded.length)}</summary>
          <TopicList view={view} topics={folded} />
        </details>
      ) : null}
    </section>
  );
}

function TopicList({ view, topics }: { view: TopicsView; topics: FollowedTopicView[] }) {
  return (
    <ul class="list">
      {topics.map((topic) => (
        <Topic view={view} topic={topic} />
      ))}
    </ul>
  );
}

function Topic({ view, topic }: { view: TopicsView; topic: FollowedTopicView }) {
  const { topics: wording } = MANAGE_WORDING[view.language];
  const name = isolate(topicInSentence(topic.expression, view.language, view.newsletters));
  const { topicId } = topic;
  return (
    <li>
      <h3>
        <a href={topic.topicUrl}>
          <bdi>{topicName(topic.expression, view.language, view.newsletters)}</bdi>
        </a>
      </h3>
      <ManageForm fields={{ topicId }}>
        <div class="row">
          <FrequencySelect
            language={view.language}
            id={`frequency-${topicId}`}
            label={wording.howOften}
            value={topic.frequency}
          />
          <ActionButton
            action={MANAGE_ACTIONS.setFrequency}
            label={wording.saveFrequency(name)}
            class="plain"
          >
            {wording.save}
          </ActionButton>
          <div class="acts">
            <ActionButton
              action={MANAGE_ACTIONS.openTopic}
              label={wording.editTopic(name)}
              class="plain"
            >
              {wording.edit}
            </ActionButton>
            <ActionButton
              action={MANAGE_ACTIONS.stop}
              label={wording.stopTopic(name)}
              class="danger"
            >
              {wording.stop}
            </ActionButton>
          </div>
        </div>
      </ManageForm>
    </li>
  );
}

function AddTopic({ view }: { view: TopicsView }) {
  const { add, topics } = MANAGE_WORDING[view.language];
  const { entered, errors } = view;
  const frequency = readFrequency(entered.frequency ?? '');
  return (
    <section aria-labelledby="add">
      <h2 id="add">{add.heading}</h2>
      <ManageForm>
        <ExpressionField
          label={add.label}
          hint={add.hint}
          value={entered.expression ?? ''}
          error={errors.expression}
        />
        <FrequencySelect
          language={view.language}
          id="frequency"
          label={topics.howOften}
          value={frequency.outcome === 'read' ? frequency.value : DEFAULT_FREQUENCY}
        />
        <ActionButton action={MANAGE_ACTIONS.previewTopic} class="plain">
          {add.preview}
        </ActionButton>
        <ActionButton action={MANAGE_ACTIONS.addTopic}>{add.follow}</ActionButton>
      </ManageForm>
    </section>
  );
}

function DigestNow({ view }: { view: TopicsView }) {
  const { digestNow } = MANAGE_WORDING[view.language];
  return (
    <section aria-labelledby="digest-now">
      <h2 id="digest-now">{digestNow.heading}</h2>
      <ManageForm>
        <p>{digestNow.hint}</p>
        <ActionButton action={MANAGE_ACTIONS.sendDigest} class="plain">
          {digestNow.button}
        </ActionButton>
      </ManageForm>
    </section>
  );
}

function Pause({ view }: { view: TopicsView }) {
  const { pause } = MANAGE_WORDING[view.language];
  const { timeZone, pausedUntil } = view.subscriber;
  const isOn = pausedUntil !== undefined && isPaused(view.subscriber, view.now);
  const field = { id: 'until', label: pause.until, error: view.errors.until };
  return (
    <section aria-labelledby="pause">
      <h2 id="pause">{pause.heading}</h2>
      {isOn ? (
        <ManageForm>
          <p>{pause.paused(formatDay(new Date(pausedUntil), timeZone, view.language))}</p>
          <ActionButton action={MANAGE_ACTIONS.resume} class="plain">
            {pause.resume}
          </ActionButton>
        </ManageForm>
      ) : null}
      <ManageForm>
        {isOn ? null : <p>{pause.hint}</p>}
        <Field field={field}>
          <input
            type="date"
            id={field.id}
            name={field.id}
            value={view.entered.until ?? ''}
            required
            aria-invalid={field.error ? 'true' : undefined}
            aria-describedby={describedBy(field)}
          />
        </Field>
        <ActionButton action={MANAGE_ACTIONS.pause} class="plain">
          {isOn ? pause.change : pause.button}
        </ActionButton>
      </ManageForm>
    </section>
  );
}

/** The button is inside `details`, so that nobody presses it by accident. */
function UnsubscribeFromAll({ view }: { view: TopicsView }) {
  const { unsubscribe } = MANAGE_WORDING[view.language];
  return (
    <section aria-labelledby="stop">
      <h2 id="stop">{unsubscribe.heading}</h2>
      <details>
        <summary>{unsubscribe.summary}</summary>
        <ManageForm>
          <ActionButton action={MANAGE_ACTIONS.stopEverything} class="danger">
            {unsubscribe.button}
          </ActionButton>
        </ManageForm>
      </details>
    </section>
  );
}

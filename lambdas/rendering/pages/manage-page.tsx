import { topicInSentence, topicName } from '../topic-wording';
import { ErrorSummary, FrequencySelect, ScheduleFields } from './form-fields';
import { renderPage } from './layout';
import { MANAGE_ACTIONS, type ManageView } from './page-views';

/** Renders what a subscriber follows, with forms to change or stop it. Every form posts to /manage. */
export function renderManagePage(view: ManageView): string {
  const hasDigests = view.topics.some((topic) => topic.frequency !== 'instant');
  return renderPage({
    site: view,
    title: 'Your topics',
    children: (
      <>
        <h1>Your topics</h1>
        <p class="lead">
          What we send to <strong>{view.email}</strong>.
        </p>
        {view.notice ? (
          <div class="notice" role="status">
            <p>{view.notice}</p>
          </div>
        ) : null}
        <ErrorSummary language={view.language} errors={view.errors} />
        <Topics view={view} />
        {hasDigests ? <Schedule view={view} /> : null}
        {view.topics.length > 0 ? <UnsubscribeFromAll token={view.token} /> : null}
      </>
    ),
  });
}

function Topics({ view }: { view: ManageView }) {
  return (
    <section class="card" aria-labelledby="topics">
      <h2 id="topics">Topics you follow</h2>
      {view.topics.length === 0 ? (
        <p>You do not follow any topics, so we do not send you any emails.</p>
      ) : (
        <ul class="list">
          {view.topics.map((topic) => (
            <Topic topic={topic} token={view.token} />
          ))}
        </ul>
      )}
      <p>
        <a href="/#follow">Follow another topic</a>
      </p>
    </section>
  );
}

function Topic({ topic, token }: { topic: ManageView['topics'][number]; token: string }) {
  const name = topicInSentence(topic.expression);
  return (
    <li>
      <h3>
        <a href={topic.topicUrl}>
          <bdi>{topicName(topic.expression)}</bdi>
        </a>
      </h3>
      <div class="row">
        <form class="row" method="post" action="/manage">
          <Hidden token={token} action={MANAGE_ACTIONS.setFrequency} topicId={topic.topicId} />
          <FrequencySelect
            language="en"
            id={`frequency-${topic.topicId}`}
            label="How often"
            value={topic.frequency}
          />
          <button
            class="plain"
            type="submit"
            aria-label={`Save how often to email you about ${name}`}
          >
            Save
          </button>
        </form>
        <form method="post" action="/manage">
          <Hidden token={token} action={MANAGE_ACTIONS.stop} topicId={topic.topicId} />
          <button class="danger" type="submit" aria-label={`Stop following ${name}`}>
            Stop
          </button>
        </form>
      </div>
    </li>
  );
}

function Schedule({ view }: { view: ManageView }) {
  return (
    <section class="card" aria-labelledby="schedule">
      <h2 id="schedule">When to send digests</h2>
      <form method="post" action="/manage">
        <Hidden token={view.token} action={MANAGE_ACTIONS.setSchedule} />
        <ScheduleFields
          language={view.language}
          hour={view.hour}
          timeZone={view.digestTimeZone}
          errors={view.errors}
        />
        <button type="submit">Save time</button>
      </form>
    </section>
  );
}

/** The button is inside `details`, so that nobody presses it by accident. */
function UnsubscribeFromAll({ token }: { token: string }) {
  return (
    <section class="card" aria-labelledby="stop">
      <h2 id="stop">Unsubscribe</h2>
      <details>
        <summary>I do not want any more emails</summary>
        <form method="post" action="/manage">
          <Hidden token={token} action={MANAGE_ACTIONS.stopEverything} />
          <button class="danger" type="submit">
            Unsubscribe from all emails
          </button>
        </form>
      </details>
    </section>
  );
}

function Hidden({ token, action, topicId }: { token: string; action: string; topicId?: string }) {
  return (
    <>
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="action" value={action} />
      {topicId ? <input type="hidden" name="topicId" value={topicId} /> : null}
    </>
  );
}

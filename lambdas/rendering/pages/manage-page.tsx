import { topicInSentence, topicName } from '../topic-names';
import { ErrorSummary, FrequencySelect, ScheduleFields } from './form-fields';
import { renderPage } from './layout';
import { MANAGE_ACTIONS, type ManageView } from './page-views';

/** All that a subscriber follows, how often, when digests come, and how to stop. Each button posts to /manage. */
export function renderManagePage(view: ManageView): string {
  const digests = view.topics.some((topic) => topic.frequency !== 'instant');
  return renderPage({
    site: view,
    title: 'Your topics',
    children: (
      <>
        <h1>Your topics</h1>
        <p class="lead">
          What <strong>{view.email}</strong> gets from {view.siteName}.
        </p>
        {view.notice ? (
          <div class="notice" role="status">
            <p>{view.notice}</p>
          </div>
        ) : null}
        <ErrorSummary errors={view.errors} />
        <Topics view={view} />
        {digests ? <Schedule view={view} /> : null}
        {view.topics.length > 0 ? <StopEverything token={view.token} /> : null}
      </>
    ),
  });
}

function Topics({ view }: { view: ManageView }) {
  return (
    <section class="card" aria-labelledby="topics">
      <h2 id="topics">You follow</h2>
      {view.topics.length === 0 ? (
        <p>You follow no topic, and get no mails.</p>
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
            id={`frequency-${topic.topicId}`}
            label="How often"
            value={topic.frequency}
          />
          <button class="plain" type="submit" aria-label={`Save how often for ${name}`}>
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
      <h2 id="schedule">When digests come</h2>
      <form method="post" action="/manage">
        <Hidden token={view.token} action={MANAGE_ACTIONS.setSchedule} />
        <ScheduleFields hour={view.hour} timeZone={view.digestTimeZone} errors={view.errors} />
        <button type="submit">Save the time</button>
      </form>
    </section>
  );
}

/** Folded, so that a slip of the thumb does not stop everything. */
function StopEverything({ token }: { token: string }) {
  return (
    <section class="card" aria-labelledby="stop">
      <h2 id="stop">Stop everything</h2>
      <details>
        <summary>I want no more mails</summary>
        <form method="post" action="/manage">
          <Hidden token={token} action={MANAGE_ACTIONS.stopEverything} />
          <button class="danger" type="submit">
            Stop all mails
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

import type { Child } from 'hono/jsx';
import { UNDO_MINUTES } from '../../domain/unsubscribing';
import { isolate } from '../isolate';
import { UNSUBSCRIBE_WORDING } from '../wording/unsubscribe';
import { renderMessagePage } from './layout';
import { ManageLinkForm, TokenForm } from './link-pages';
import type { SiteView, UnsubscribedView, UnsubscribePageView } from './page-views';
import { Sentence } from './sentence';

/**
 * Asks for confirmation with a button, because email programs and scanners open links by themselves. It
 * shows no address and no link to manage anything: whoever got a forwarded email sees it too.
 */
export function renderUnsubscribePage(view: UnsubscribePageView): string {
  const { all, topic, link } = UNSUBSCRIBE_WORDING[view.language];
  const { token } = view;
  const isOneTopic = view.topic !== undefined;
  return renderMessagePage({
    site: view,
    title: isOneTopic ? topic.title : all.title,
    children: (
      <>
        <TopicName topic={view.topic} />
        <p class="lead">
          {isOneTopic ? topic.lead : <Sentence text={all.lead(isolate(view.siteName))} />}
        </p>
        <div class="row">
          <TokenForm path="/unsubscribe" token={token}>
            <button type="submit">{isOneTopic ? topic.button : all.button}</button>
          </TokenForm>
          {isOneTopic ? (
            <TokenForm path="/unsubscribe" token={token}>
              <input type="hidden" name="everything" value="yes" />
              <button type="submit" class="plain">
                {topic.everything}
              </button>
            </TokenForm>
          ) : null}
        </div>
        <h2>{link.heading}</h2>
        <ManageLinkForm view={view} />
      </>
    ),
  });
}

/** After unsubscribing, with a button that takes it back. */
export function renderUnsubscribedPage(view: UnsubscribedView): string {
  const { done, link } = UNSUBSCRIBE_WORDING[view.language];
  return renderMessagePage({
    site: view,
    title: done.title,
    children: (
      <>
        <p class="lead">
          {view.isOneTopic ? done.topic : <Sentence text={done.all(isolate(view.siteName))} />}
        </p>
        <TopicName topic={view.topic} />
        <p>{done.onItsWay}</p>
        {view.undo === undefined ? null : (
          <TokenForm path="/unsubscribe" token={view.token}>
            <input type="hidden" name="undo" value={view.undo} />
            <p class="hint">{done.undoHint(UNDO_MINUTES)}</p>
            <button type="submit" class="plain">
              {done.undo}
            </button>
          </TokenForm>
        )}
        <h2>{link.heading}</h2>
        <ManageLinkForm view={view} />
      </>
    ),
  });
}

/** After an undo: everything is followed again. */
export function renderUndonePage(view: SiteView & { token: string }): string {
  const { undone, link } = UNSUBSCRIBE_WORDING[view.language];
  return renderMessagePage({
    site: view,
    title: undone.title,
    children: (
      <>
        <p class="lead">{undone.lead}</p>
        <h2>{link.heading}</h2>
        <ManageLinkForm view={view} />
      </>
    ),
  });
}

/** After an undo that came too late. */
export function renderTooLatePage(view: SiteView): string {
  const { tooLate } = UNSUBSCRIBE_WORDING[view.language];
  return renderMessagePage({
    site: view,
    title: tooLate.title,
    children: (
      <>
        <p class="lead">{tooLate.lead}</p>
        <p>
          <a class="button" href="/#follow">
            {tooLate.followAgain}
          </a>
        </p>
      </>
    ),
  });
}

function TopicName({ topic }: { topic: string | undefined }): Child {
  return topic === undefined ? null : (
    <p class="lead">
      <strong>
        <bdi>{topic}</bdi>
      </strong>
    </p>
  );
}

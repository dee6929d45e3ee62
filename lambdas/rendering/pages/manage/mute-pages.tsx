import type { Child } from 'hono/jsx';
import { isolate } from '../../isolate';
import { plainLine } from '../../plain-line';
import { SETTINGS_WORDING } from '../../wording/settings';
import { UNSUBSCRIBE_WORDING } from '../../wording/unsubscribe';
import { renderMessagePage } from '../layout';
import { ManageLinkForm } from '../link-pages';
import type { LinkPageView } from '../page-views';
import { Sentence } from '../sentence';

export interface MuteView extends LinkPageView {
  /** Of the briefing; absent if it was withdrawn. */
  title?: string;
}

/** The page that the link “No more on this story” opens. A scanner that opens links changes nothing. */
export function renderMutePage(view: MuteView): string {
  const { mute } = SETTINGS_WORDING[view.language];
  const { title } = view;
  return renderMessagePage({
    site: view,
    title: mute.title,
    children: (
      <>
        <p class="lead">
          <Sentence text={title === undefined ? mute.gone : mute.lead(named(title))} />
        </p>
        <p>{mute.keepsTopics}</p>
        <MuteForm undo={false}>{mute.button}</MuteForm>
      </>
    ),
  });
}

/** The page after a story was muted. Its form takes it back. */
export function renderMutedPage(view: MuteView & { title: string }): string {
  const { mute } = SETTINGS_WORDING[view.language];
  return renderMessagePage({
    site: view,
    title: mute.mutedTitle,
    children: (
      <>
        <p class="lead">
          <Sentence text={mute.muted(named(view.title))} />
        </p>
        <p>{mute.keepsTopics}</p>
        <MuteForm undo={true}>{mute.undo}</MuteForm>
        <OtherTopics view={view} />
      </>
    ),
  });
}

/** The page after a muted story was taken back. */
export function renderUnmutedPage(view: MuteView & { title: string }): string {
  const { mute } = SETTINGS_WORDING[view.language];
  return renderMessagePage({
    site: view,
    title: mute.unmutedTitle,
    children: (
      <>
        <p class="lead">
          <Sentence text={mute.unmuted(named(view.title))} />
        </p>
        <OtherTopics view={view} />
      </>
    ),
  });
}

/** The page if there is nothing to mute, or nothing to take back. */
export function renderNothingToMutePage(view: MuteView): string {
  const { mute } = SETTINGS_WORDING[view.language];
  return renderMessagePage({
    site: view,
    title: mute.unknownTitle,
    children: (
      <>
        <p class="lead">{mute.unknown}</p>
        <OtherTopics view={view} />
      </>
    ),
  });
}

/** Posts to the address of the page, which has the token. */
function MuteForm({ undo, children }: { undo: boolean; children: Child }) {
  return (
    <form method="post">
      {undo ? <input type="hidden" name="undo" value="yes" /> : null}
      <button type="submit" class={undo ? 'plain' : ''}>
        {children}
      </button>
    </form>
  );
}

function OtherTopics({ view }: { view: MuteView }) {
  return (
    <>
      <h2>{UNSUBSCRIBE_WORDING[view.language].link.heading}</h2>
      <ManageLinkForm view={view} />
    </>
  );
}

const named = (title: string): string => isolate(plainLine(title));

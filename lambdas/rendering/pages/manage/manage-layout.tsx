import type { Child } from 'hono/jsx';
import { isolate } from '../../isolate';
import { MANAGE_WORDING } from '../../wording/manage';
import { ErrorSummary } from '../form-fields';
import { renderPage } from '../layout';
import { Sentence } from '../sentence';
import { tokenPath } from '../token-path';
import { MANAGE_PATHS, type ManagePage, type ManageView } from './views';

/** Renders one of the pages on which a subscriber manages what they get, with links to the others. */
export function renderManage(
  view: ManageView,
  {
    title,
    page,
    hasScript = false,
    children,
  }: { title: string; page?: ManagePage; hasScript?: boolean; children: Child },
): string {
  const wording = MANAGE_WORDING[view.language];
  const { address, suppressed } = view.subscriber;
  return renderPage({
    site: view,
    title,
    hasScript,
    children: (
      <>
        <p class="kicker">
          <Sentence text={wording.sentTo(isolate(address))} />
        </p>
        <h1>{title}</h1>
        <div class="manage">
          <ManageNavigation view={view} page={page} />
          <div>
            {suppressed ? (
              <p class="bad">
                <Sentence text={wording.suppressed(isolate(address))} />
              </p>
            ) : null}
            {view.notice ? (
              <div class="notice" role="status">
                <p>
                  <Sentence text={view.notice} />
                </p>
              </div>
            ) : null}
            <ErrorSummary language={view.language} errors={view.errors} />
            {children}
          </div>
        </div>
      </>
    ),
  });
}

function ManageNavigation({ view, page }: { view: ManageView; page: ManagePage | undefined }) {
  const { navigation, pages } = MANAGE_WORDING[view.language];
  return (
    <nav class="tabs" aria-label={navigation}>
      <ul>
        {Object.entries(MANAGE_PATHS).map(([name, path]) => (
          <li>
            <a href={tokenPath(path, view.token)} aria-current={name === page ? 'page' : undefined}>
              {pages[name as ManagePage]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface ManageFormProps {
  /** Posted along. */
  fields?: Record<string, string>;
  children: Child;
}

/**
 * A form whose buttons post an action. Without an `action` of its own a form goes to the address of its
 * page, which has the token: a hundred topics would repeat it hundreds of times.
 */
export function ManageForm({ fields = {}, children }: ManageFormProps) {
  return (
    <form method="post">
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}

interface ActionButtonProps {
  /** One of `MANAGE_ACTIONS`. */
  action: string;
  /** What screen readers say, if the text is not enough. */
  label?: string;
  class?: string;
  /** Whether it shows what a topic would have matched: the script does that without a new page. */
  isPreview?: boolean;
  children: Child;
}

/** A button that posts an action. */
export function ActionButton({ action, label, isPreview, children, ...props }: ActionButtonProps) {
  return (
    <button
      class={props.class}
      type="submit"
      name="action"
      value={action}
      aria-label={label}
      data-preview={isPreview ? '' : undefined}
    >
      {children}
    </button>
  );
}

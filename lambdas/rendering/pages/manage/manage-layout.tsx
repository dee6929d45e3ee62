import type { Child } from 'hono/jsx';
import { isolate } from '../../isolate';
import { MANAGE_WORDING } from '../../wording/manage';
import { ErrorSummary } from '../form-fields';
import { renderPage } from '../layout';
import { Sentence } from '../sentence';
import { MANAGE_PATHS, type ManagePage, type ManageView } from './views';

/** The path of a page with the token that opens it. */
export function withToken(path: string, token: string): string {
  return `${path}?token=${encodeURIComponent(token)}`;
}

/** Renders one of the pages on which a subscriber manages what they get, with links to the others. */
export function renderManage(
  view: ManageView,
  { title, page, children }: { title: string; page?: ManagePage; children: Child },
): string {
  const wording = MANAGE_WORDING[view.language];
  const { address, suppressed } = view.subscriber;
  return renderPage({
    site: view,
    title,
    children: (
      <>
        <p class="kicker">
          <Sentence text={wording.sentTo(isolate(address))} />
        </p>
        <h1>{title}</h1>
        <ManageNavigation view={view} page={page} />
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
        <ErrorSummary errors={view.errors} />
        {children}
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
            <a href={withToken(path, view.token)} aria-current={name === page ? 'page' : undefined}>
              {pages[name as ManagePage]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface ManageFormProps {
  view: ManageView;
  /** Of the page that answers. */
  path: string;
  action: string;
  fields?: Record<string, string>;
  class?: string;
  children: Child;
}

/** A form that posts an action to one of the pages, which shows what came of it. */
export function ManageForm({
  view,
  path,
  action,
  fields = {},
  children,
  ...props
}: ManageFormProps) {
  return (
    <form class={props.class} method="post" action={withToken(path, view.token)}>
      <input type="hidden" name="action" value={action} />
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}

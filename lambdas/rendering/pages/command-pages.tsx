import type { CommandResult } from '../../domain/email-commands/command-result';
import type { ResolvedCommand } from '../../domain/email-commands/resolved-command';
import { describeCommand, describeResult } from '../command-wording';
import { isolate } from '../isolate';
import { plainLine } from '../plain-line';
import { EMAIL_COMMANDS_WORDING } from '../wording/email-commands';
import { renderMessagePage } from './layout';
import type { LinkPageView, SiteView } from './page-views';
import { Sentence } from './sentence';

/** The page with the button that carries out what was asked for by email. Opening it changes nothing. */
export function renderCommandsPage(
  view: LinkPageView & { address: string; commands: ResolvedCommand[] },
): string {
  const { confirm } = EMAIL_COMMANDS_WORDING[view.language];
  return renderMessagePage({
    site: view,
    title: confirm.title,
    children: (
      <>
        <p class="lead">
          <Sentence
            text={confirm.asked(
              isolate(plainLine(view.address)),
              isolate(plainLine(view.siteName)),
            )}
          />
        </p>
        <ul>
          {view.commands.map((command) => (
            <li>
              <Sentence text={describeCommand(command, view)} />
            </li>
          ))}
        </ul>
        <form method="post">
          <button type="submit">{confirm.button}</button>
        </form>
      </>
    ),
  });
}

/** The page after the commands were carried out. */
export function renderCommandsDonePage(
  view: SiteView & {
    results: CommandResult[];
    /** Absent for an address that follows nothing. */
    manageUrl?: string;
  },
): string {
  const { confirm, manage } = EMAIL_COMMANDS_WORDING[view.language];
  const { results, manageUrl } = view;
  return renderMessagePage({
    site: view,
    title: confirm.doneTitle,
    children: (
      <>
        {manageUrl === undefined ? <p class="lead">{confirm.nothingToDo}</p> : null}
        {results.map((result) =>
          manageUrl === undefined ? null : <Result result={result} view={view} />,
        )}
        {manageUrl === undefined ? null : (
          <p>
            <a href={manageUrl}>{manage}</a>
          </p>
        )}
      </>
    ),
  });
}

function Result({ result, view }: { result: CommandResult; view: SiteView }) {
  const { message, items } = describeResult(result, view);
  return (
    <>
      <p class="lead">
        <Sentence text={message} />
      </p>
      {items.length === 0 ? null : (
        <ul>
          {items.map((item) => (
            <li>
              <Sentence text={item} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

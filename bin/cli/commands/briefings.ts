import type { Command } from 'commander';
import type { ApiReply } from '../../../lambdas/handlers/operate/api';
import type { Actions } from '../actions';
import { CommandError, EXIT } from '../exit-codes';
import type { StreamOutput } from '../output';
import type { Service } from '../service';

type Page = ApiReply<'/api/briefings/list'>;

const DEFAULT_LIMIT = '20';

export function register(program: Command, { withService }: Actions): void {
  program
    .command('briefings')
    .description('list the newest briefings, newest first')
    .option('--limit <n>', 'how many', DEFAULT_LIMIT)
    .action(
      withService((service, output, { limit }: { limit: string }) =>
        listBriefings(service, output, limit),
      ),
    );
}

/** Lists the newest briefings, with `--json` also their text. */
async function listBriefings(service: Service, output: StreamOutput, limit: string): Promise<void> {
  // Loaded only here, because it imports zod.
  const { MAX_LISTED_BRIEFINGS } = await import(
    '../../../lambdas/handlers/operate/schemas/briefings'
  );
  const count = Number(limit);
  if (!/^\d+$/.test(limit) || count < 1 || count > MAX_LISTED_BRIEFINGS) {
    throw new CommandError(`--limit must be from 1 to ${MAX_LISTED_BRIEFINGS}.`, EXIT.usage);
  }
  // A briefing that is published meanwhile moves the others to the next page.
  const listed = new Set<string>();
  let start: number | undefined = 0;
  do {
    const page: Page = await service.call('/api/briefings/list', { limit: count, start });
    for (const { briefingId: id, ...briefing } of page.briefings) {
      if (listed.has(id)) continue;
      listed.add(id);
      const { title, url, source, tags, language, publishedAt, body } = briefing;
      output.result(`${publishedAt}  ${title}  (${id})`, {
        ...{ id, title, url, source, tags, language, publishedAt, body },
      });
    }
    start = page.next;
  } while (start !== undefined && !output.isClosed);
}

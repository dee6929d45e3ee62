import { undoCommands } from '../../domain/email-commands/undo-commands';
import { LINK_DAYS, type LinkClaims, type SignLink } from '../../domain/link';
import type { RequestedAnswer } from '../../domain/requested-email';
import { inLanguage } from '../pages/page-links';
import type { SitePages } from '../site-pages';
import type { AnswerView, EmailContext } from './views';

const DAY_MS = 24 * 3600_000;

/**
 * What the answer to an email shows, with its links: to confirm what was asked for, and, for the subscriber's own
 * address alone, to undo what was done and to manage their topics.
 */
export async function answerView(
  { address, results, pending, isToOwner, subscriberId, timeZone }: Omit<RequestedAnswer, 'about'>,
  context: EmailContext,
  { pages, sign, now }: { pages: SitePages; sign: SignLink; now: () => string },
): Promise<AnswerView> {
  const commandsPage = async (id: string, commands: LinkClaims<'commands'>['commands']) =>
    inLanguage(
      pages.commands(
        await sign('commands', {
          id,
          address,
          ...(isToOwner && subscriberId !== undefined ? { sub: subscriberId } : {}),
          commands,
        }),
      ),
      context.language,
    );

  const undoPages = results.map(async (result, at) => {
    const commands = isToOwner ? undoCommands(result, { timeZone, now: now() }) : [];
    const id = `${context.deliveryId}-undo-${at}`;
    return commands.length === 0 ? undefined : commandsPage(id, commands);
  });
  const undoUrls = await Promise.all(undoPages);
  const isManaged = isToOwner && subscriberId !== undefined && results.length > 0;
  return {
    ...context,
    results: results.map((result, at) => {
      const undoUrl = undoUrls[at];
      return { result, ...(undoUrl === undefined ? {} : { undoUrl }) };
    }),
    pending,
    ...(pending.length === 0
      ? {}
      : {
          confirm: {
            url: await commandsPage(context.deliveryId, pending),
            expiresAt: new Date(Date.parse(now()) + LINK_DAYS.commands * DAY_MS),
          },
        }),
    ...(isManaged ? { manageUrl: pages.manage(await sign('manage', { sub: subscriberId })) } : {}),
    timeZone,
  };
}

import { type Context, Hono } from 'hono';
import { isFromFormerAddress, type SubscriberFile } from '../../domain/subscriber';
import { renderLinkExpiredPage } from '../../rendering/pages/error-pages';
import { renderGonePage } from '../../rendering/pages/manage/account-answers';
import {
  type MuteView,
  renderMutedPage,
  renderMutePage,
  renderNothingToMutePage,
  renderUnmutedPage,
} from '../../rendering/pages/manage/mute-pages';
import { tokenPath } from '../../rendering/pages/token-path';
import type { SiteDependencies } from '../wiring/site';
import { formFields } from './form-fields';
import { pageLanguage } from './page-language';

type MuteDependencies = Pick<
  SiteDependencies,
  'links' | 'view' | 'subscriberFile' | 'briefingHeadings' | 'muteStory' | 'unmuteStory'
>;

/**
 * The link “No more on this story” of an alert. A GET changes nothing; the button sends a POST. Whoever got
 * a forwarded alert has the link too: it shows no address and leads to nothing else of the subscriber.
 */
export function muteRoutes(dependencies: MuteDependencies): Hono {
  const { links, view, subscriberFile, muteStory, unmuteStory } = dependencies;
  const app = new Hono();

  /** Answers with `respond` if the token is valid, and its subscriber not erased. */
  const asOwner = async (
    context: Context,
    respond: (asked: {
      file: SubscriberFile;
      briefingId: string;
      view: MuteView;
    }) => Promise<string>,
  ): Promise<Response> => {
    const token = context.req.query('token') ?? '';
    const read = await links.read('mute', token);
    const expired = () => {
      const site = view(pageLanguage(context));
      return context.html(renderLinkExpiredPage({ ...site, purpose: 'mute', token }), 400);
    };
    if (read.outcome !== 'read') return expired();
    const { sub, briefingId } = read.claims;
    const file = await subscriberFile(sub);
    if (file === undefined) return context.html(renderGonePage(view(pageLanguage(context))), 410);
    if (isFromFormerAddress(file.subscriber, read.issuedAt)) return expired();
    const muteView = {
      ...view(pageLanguage(context, file.subscriber.wordingLanguage)),
      // The answer to a form has no address of its own.
      path: tokenPath('/mute', token),
      token,
    };
    return context.html(await respond({ file, briefingId, view: muteView }));
  };

  app.get('/mute', (context) =>
    asOwner(context, async ({ briefingId, view: muteView }) => {
      const heading = (await dependencies.briefingHeadings([briefingId])).get(briefingId);
      return renderMutePage({ ...muteView, ...(heading ? { title: heading.title } : {}) });
    }),
  );

  app.post('/mute', async (context) => {
    const field = await formFields(context);
    return asOwner(context, async ({ file, briefingId, view: muteView }) => {
      const { subscriberId } = file.subscriber;
      const isUndo = field('undo') === 'yes';
      const done = isUndo
        ? await unmuteStory(subscriberId, briefingId)
        : await muteStory(subscriberId, briefingId);
      switch (done.outcome) {
        case 'muted':
          return renderMutedPage({ ...muteView, title: done.title });
        case 'unmuted':
          return renderUnmutedPage({ ...muteView, title: done.title });
        case 'unknown':
          return renderNothingToMutePage(muteView);
        default:
          return done satisfies never;
      }
    });
  });
  return app;
}

import { type Context, Hono } from 'hono';
import type { WordingLanguage } from '../../domain/languages/wording-language';
import type { LinkClaims } from '../../domain/link';
import type { SubscriberFile } from '../../domain/subscriber';
import { renderLinkExpiredPage } from '../../rendering/pages/error-pages';
import { tokenPath } from '../../rendering/pages/token-path';
import {
  renderTooLatePage,
  renderUndonePage,
  renderUnsubscribedPage,
  renderUnsubscribePage,
} from '../../rendering/pages/unsubscribing-pages';
import { topicName } from '../../rendering/topic-wording';
import type { SiteDependencies } from '../wiring/site';
import { formFields } from './form-fields';
import { pageLanguage } from './page-language';

type UnsubscribeDependencies = Pick<
  SiteDependencies,
  'links' | 'view' | 'subscriberFile' | 'unsubscribeByLink' | 'undoUnsubscribe'
>;

/**
 * Stops all emails, or those about one topic. A person opens the link (GET) and presses the button; an
 * email program sends a POST to the same address with `List-Unsubscribe=One-Click` (RFC 8058, 3.2). Both
 * need only the link. Nothing here shows who the subscriber is or what else they follow, since a
 * forwarded email has the link too.
 */
export function unsubscribeRoutes(dependencies: UnsubscribeDependencies): Hono {
  const { links, view, subscriberFile, unsubscribeByLink, undoUnsubscribe } = dependencies;
  const app = new Hono();
  const pageOf = (context: Context, file: SubscriberFile | undefined, token: string) => ({
    ...view(pageLanguage(context, file?.subscriber.wordingLanguage)),
    path: tokenPath('/unsubscribe', token),
    token,
  });

  app.get('/unsubscribe', async (context) => {
    const token = context.req.query('token') ?? '';
    const read = await links.read('unsubscribe', token);
    if (read.outcome !== 'read') return expired(context, token);
    const { sub, topicId } = read.claims;
    const file = await subscriberFile(sub);
    const page = pageOf(context, file, token);
    const topic = topicOf(file, topicId, page.language);
    const isOneTopic = topicId !== undefined;
    return context.html(
      file === undefined || (isOneTopic && topic.topic === undefined)
        ? renderUnsubscribedPage({ ...page, isOneTopic })
        : renderUnsubscribePage({ ...page, ...topic }),
    );
  });

  app.post('/unsubscribe', async (context) => {
    const field = await formFields(context);
    const token = context.req.query('token') ?? field('token');
    const read = await links.read('unsubscribe', token);
    if (read.outcome !== 'read') return expired(context, token);
    if (field('undo') !== '') return undo(context, read.claims, field('undo'), token);
    const { sub } = read.claims;
    const claims = field('everything') === '' ? read.claims : { sub };
    const file = await subscriberFile(sub);
    const page = pageOf(context, file, token);
    const unsubscribed = await unsubscribeByLink(claims);
    return context.html(
      renderUnsubscribedPage({
        ...page,
        ...topicOf(file, claims.topicId, page.language),
        isOneTopic: claims.topicId !== undefined,
        ...(unsubscribed.undo ? { undo: await links.sign('undo', unsubscribed.undo) } : {}),
      }),
    );
  });

  async function undo(
    context: Context,
    { sub }: LinkClaims<'unsubscribe'>,
    undoToken: string,
    token: string,
  ): Promise<Response> {
    const file = await subscriberFile(sub);
    const page = pageOf(context, file, token);
    // Someone who was erased gets no emails, and there is nothing to restore.
    if (file === undefined) {
      return context.html(renderUnsubscribedPage({ ...page, isOneTopic: false }));
    }
    const read = await links.read('undo', undoToken);
    const isTheirs = read.outcome === 'read' && read.claims.sub === sub;
    const undone = isTheirs ? await undoUnsubscribe(read.claims) : 'too-late';
    switch (undone) {
      case 'restored':
        return context.html(renderUndonePage(page));
      case 'too-late':
        return context.html(renderTooLatePage(page), 409);
      default:
        return undone satisfies never;
    }
  }

  function expired(context: Context, token: string): Response | Promise<Response> {
    const page = pageOf(context, undefined, token);
    return context.html(renderLinkExpiredPage({ ...page, purpose: 'unsubscribe' }), 400);
  }

  return app;
}

/** The topic that the link is about, if the subscriber follows it. */
function topicOf(
  file: SubscriberFile | undefined,
  topicId: string | undefined,
  language: WordingLanguage,
) {
  const subscription = file?.subscriptions.find((one) => one.topicId === topicId);
  return subscription ? { topic: topicName(subscription.expression, language) } : {};
}

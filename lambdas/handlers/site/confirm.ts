import { type Context, Hono } from 'hono';
import { renderLinkExpiredPage } from '../../rendering/pages/error-pages';
import { renderConfirmedPage, renderConfirmPage } from '../../rendering/pages/subscribing-pages';
import { refusalText } from '../../rendering/wording/refusals';
import type { SiteDependencies } from '../wiring/site';
import { askerNetwork } from './asker';
import { formFields } from './form-fields';
import { pageLanguage } from './page-language';

type ConfirmDependencies = Pick<
  SiteDependencies,
  'links' | 'view' | 'pages' | 'checkTopicLimit' | 'checkConfirmation' | 'confirmFollow' | 'now'
>;

/**
 * The link of a confirmation email. A GET changes nothing, because email programs and scanners open
 * links by themselves; the button sends a POST.
 */
export function confirmRoutes({
  links,
  view,
  pages,
  checkTopicLimit,
  checkConfirmation,
  confirmFollow,
  now,
}: ConfirmDependencies): Hono {
  const app = new Hono();
  const expired = (context: Context) =>
    context.html(
      renderLinkExpiredPage({ ...view(pageLanguage(context)), purpose: 'confirm' }),
      400,
    );

  app.get('/confirm', async (context) => {
    const token = context.req.query('token') ?? '';
    const read = await links.read('confirm', token);
    if (read.outcome !== 'read') return expired(context);
    if ((await checkConfirmation(read)) !== 'open') return expired(context);
    const { follow } = read.claims;
    const { address: email, expressions, frequency } = follow;
    const language = pageLanguage(context, follow.wordingLanguage);
    const limit = await checkTopicLimit(follow);
    const warning =
      limit.outcome === 'too-many' ? { warning: refusalText(limit.refusal, language) } : {};
    const page = {
      ...view(language),
      token,
      email,
      expressions,
      frequency,
      ...warning,
    };
    return context.html(renderConfirmPage(page));
  });

  app.post('/confirm', async (context) => {
    const field = await formFields(context);
    const read = await links.read('confirm', field('token') || (context.req.query('token') ?? ''));
    if (read.outcome !== 'read') return expired(context);
    const { follow } = read.claims;
    const { expressions, frequency } = follow;
    const confirmed = await confirmFollow(read, {
      how: 'confirmed',
      at: now(),
      text: `Follow ${expressions.join(', ')} (${frequency})`,
      network: askerNetwork(context),
      language: pageLanguage(context, follow.wordingLanguage),
    });
    if (confirmed.outcome !== 'confirmed') return expired(context);
    const { subscriberId, topics } = confirmed;
    const language = pageLanguage(context, follow.wordingLanguage);
    return context.html(
      renderConfirmedPage({
        ...view(language),
        expressions: topics.flatMap((topic) =>
          topic.outcome === 'refused' ? [] : [topic.expression],
        ),
        refused: topics.flatMap((topic) =>
          topic.outcome === 'refused'
            ? [{ expression: topic.expression, reason: refusalText(topic, language) }]
            : [],
        ),
        frequency,
        manageUrl: pages.manage(await links.sign('manage', { sub: subscriberId })),
      }),
    );
  });
  return app;
}

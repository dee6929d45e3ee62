import { type Context, Hono } from 'hono';
import type { FollowRequest } from '../../domain/delivery';
import { consentText } from '../../rendering/consent-text';
import { renderLinkExpiredPage } from '../../rendering/pages/error-pages';
import type { BriefingListItem } from '../../rendering/pages/page-views';
import {
  renderAlreadyConfirmedPage,
  renderConfirmedPage,
  renderConfirmPage,
  renderLeftPage,
} from '../../rendering/pages/subscribing-pages';
import { tokenPath } from '../../rendering/pages/token-path';
import { refusalText } from '../../rendering/wording/refusals';
import type { ConfirmationState } from '../../use-cases/confirm-follow';
import type { LatestForTopics } from '../../use-cases/latest-for-topics';
import type { SiteDependencies } from '../wiring/site';
import { askerNetwork } from './asker';
import { formFields } from './form-fields';
import { pageLanguage } from './page-language';

type ConfirmDependencies = Pick<
  SiteDependencies,
  'links' | 'view' | 'pages' | 'describeConfirmation' | 'confirmFollow' | 'latestForTopics' | 'now'
>;

/**
 * The link of a confirmation email. A GET changes nothing, because email programs and scanners open
 * links by themselves; the button sends a POST.
 */
export function confirmRoutes(dependencies: ConfirmDependencies): Hono {
  const { links, view, pages, describeConfirmation, confirmFollow, latestForTopics } = dependencies;
  const app = new Hono();
  const expired = (context: Context, token: string) =>
    context.html(
      renderLinkExpiredPage({ ...view(pageLanguage(context)), purpose: 'confirm', token }),
      400,
    );
  const viewOf = (context: Context, { wordingLanguage }: FollowRequest) =>
    view(pageLanguage(context, wordingLanguage));

  /** For a link that cannot be used any more. */
  const closed = (
    context: Context,
    state: Exclude<ConfirmationState, 'open'>,
    link: { follow: FollowRequest; token: string },
  ) => {
    switch (state) {
      case 'already-confirmed':
        return context.html(
          renderAlreadyConfirmedPage({ ...viewOf(context, link.follow), token: link.token }),
        );
      case 'left':
        return context.html(
          renderLeftPage({
            ...viewOf(context, link.follow),
            path: tokenPath('/confirm', link.token),
          }),
        );
      default:
        return state satisfies never;
    }
  };

  app.get('/confirm', async (context) => {
    const token = context.req.query('token') ?? '';
    const read = await links.read('confirm', token);
    if (read.outcome !== 'read') return expired(context, token);
    const { follow } = read.claims;
    const described = await describeConfirmation(read);
    if (described.outcome !== 'open') return closed(context, described.outcome, { follow, token });
    const site = viewOf(context, follow);
    const { schedule, refusal } = described;
    const page = {
      ...site,
      token,
      email: follow.address,
      expressions: follow.expressions,
      schedule: { frequency: follow.frequency, ...schedule },
      ...(refusal ? { warning: refusalText(refusal, site.language) } : {}),
    };
    return context.html(renderConfirmPage(page));
  });

  app.post('/confirm', async (context) => {
    const field = await formFields(context);
    const token = field('token') || (context.req.query('token') ?? '');
    const read = await links.read('confirm', token);
    if (read.outcome !== 'read') return expired(context, token);
    const { follow } = read.claims;
    const site = viewOf(context, follow);
    const described = await describeConfirmation(read);
    if (described.outcome !== 'open') return closed(context, described.outcome, { follow, token });
    const { language } = site;
    const shown = { frequency: follow.frequency, ...described.schedule };
    const confirmed = await confirmFollow(read, {
      how: 'confirmed',
      at: dependencies.now(),
      text: consentText({ expressions: follow.expressions, schedule: shown, language }),
      network: askerNetwork(context),
      language,
    });
    if (confirmed.outcome !== 'confirmed') {
      return closed(context, confirmed.outcome, { follow, token });
    }
    const { subscriberId, topics, schedule, suppressed } = confirmed;
    const expressions = topics.flatMap((topic) =>
      topic.outcome === 'refused' ? [] : [topic.expression],
    );
    const matches = await latestForTopics(expressions, follow.language);
    return context.html(
      renderConfirmedPage({
        ...site,
        expressions,
        refused: topics.flatMap((topic) =>
          topic.outcome === 'refused'
            ? [{ expression: topic.expression, reason: refusalText(topic, site.language) }]
            : [],
        ),
        schedule: { frequency: follow.frequency, ...schedule },
        isSuppressed: suppressed !== undefined,
        ...(matches ? { firstMatches: firstMatches(matches, pages.briefing) } : {}),
        manageUrl: pages.manage(await links.sign('manage', { sub: subscriberId })),
      }),
    );
  });
  return app;
}

function firstMatches(
  { days, latest }: LatestForTopics,
  pageUrl: (briefingId: string) => string,
): { days: number; briefings: BriefingListItem[] } {
  return {
    days,
    briefings: latest.map(({ briefing, snippet }) => ({
      briefing,
      pageUrl: pageUrl(briefing.briefingId),
      snippet,
    })),
  };
}

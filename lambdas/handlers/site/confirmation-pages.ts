import type { Context } from 'hono';
import type { FollowRequest } from '../../domain/follow-request';
import { renderLinkExpiredPage } from '../../rendering/pages/error-pages';
import type { BriefingListItem, SiteView } from '../../rendering/pages/page-views';
import {
  renderAlreadyConfirmedPage,
  renderConfirmedPage,
  renderLeftPage,
} from '../../rendering/pages/subscribing-pages';
import { tokenPath } from '../../rendering/pages/token-path';
import { refusalText } from '../../rendering/wording/refusals';
import type { ConfirmationLink, ConfirmationState } from '../../use-cases/confirm-follow';
import type { DescribedConfirmation } from '../../use-cases/describe-confirmation';
import type { LatestForTopics } from '../../use-cases/latest-for-topics';
import type { SiteDependencies } from '../wiring/site';
import { clientNetwork } from './form-sender';
import { pageLanguage } from './page-language';

type PagesDependencies = Pick<
  SiteDependencies,
  'links' | 'view' | 'pages' | 'describeConfirmation' | 'confirmFollow' | 'latestForTopics' | 'now'
>;

/** A confirmation link that can be used, and what its page shows. */
export interface OpenConfirmation {
  token: string;
  link: ConfirmationLink;
  described: Extract<DescribedConfirmation, { outcome: 'open' }>;
  site: SiteView;
}

export type ConfirmationPages = ReturnType<typeof confirmationPages>;

/** What the pages behind a confirmation link have in common. */
export function confirmationPages(dependencies: PagesDependencies) {
  const { links, view, pages, describeConfirmation, confirmFollow, latestForTopics } = dependencies;

  /** For a link that cannot be used any more. */
  const closed = (
    context: Context,
    state: Exclude<ConfirmationState, 'open'>,
    { site, token }: Pick<OpenConfirmation, 'site' | 'token'>,
  ) => {
    switch (state) {
      case 'already-confirmed':
        return context.html(renderAlreadyConfirmedPage({ ...site, token }));
      case 'left':
        return context.html(renderLeftPage({ ...site, path: tokenPath('/confirm', token) }));
      default:
        return state satisfies never;
    }
  };

  return {
    /** Answers with `respond` if the link can be used, and else says why not. */
    whileOpen: async (
      context: Context,
      token: string,
      respond: (open: OpenConfirmation) => Response | Promise<Response>,
    ): Promise<Response> => {
      const link = await links.read('confirm', token);
      if (link.outcome !== 'read') {
        const expired = { ...view(pageLanguage(context)), purpose: 'confirm', token } as const;
        return context.html(renderLinkExpiredPage(expired), 400);
      }
      const site = view(pageLanguage(context, link.claims.follow.wordingLanguage));
      const described = await describeConfirmation(link);
      if (described.outcome !== 'open') {
        return closed(context, described.outcome, { site, token });
      }
      return respond({ token, link, described, site });
    },

    /** Follows what the person agreed to. `shown` is what the page showed them. */
    confirm: async (
      context: Context,
      { site, token, link }: OpenConfirmation,
      follow: FollowRequest,
      shown: string,
    ): Promise<Response> => {
      const agreed = { ...link, claims: { ...link.claims, follow } };
      const confirmed = await confirmFollow(agreed, {
        how: 'confirmed',
        at: dependencies.now(),
        text: shown,
        network: clientNetwork(context),
        language: site.language,
      });
      if (confirmed.outcome !== 'confirmed') {
        return closed(context, confirmed.outcome, { site, token });
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
    },
  };
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

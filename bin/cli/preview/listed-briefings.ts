import type {
  BriefingsQuery,
  IssueEntry,
} from '../../../lambdas/domain/newsletters/issue-document';
import type { Service } from '../service';

/** How many of the newest briefings a preview looks through. */
const MAX_LISTED = 500;
const HOUR_MS = 3_600_000;

/** Finds what a block lists among the newest briefings of the service, as publishing would. */
export function findListed(service: Service) {
  return async (query: BriefingsQuery, now: string): Promise<IssueEntry[]> => {
    const since = new Date(Date.parse(now) - query.sinceHours * HOUR_MS).toISOString();
    const { briefings } = await service.call('/api/briefings/list', { limit: MAX_LISTED });
    return briefings
      .filter(
        ({ tags, publishedAt }) =>
          publishedAt >= since &&
          publishedAt <= now &&
          query.tags.every((tag) => tags.includes(tag)),
      )
      .slice(0, query.limit)
      .map(({ briefingId, title, url, source, language, publishedAt }) => ({
        briefingId,
        title,
        summary: '',
        ...(url === undefined ? {} : { url }),
        ...(source === undefined ? {} : { source }),
        language,
        publishedAt,
      }));
  };
}

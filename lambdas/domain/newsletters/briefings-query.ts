import { normalizeTag } from '../submission';
import type { BriefingsQuery } from './issue-document';

type ReadBriefingsQuery =
  | { outcome: 'read'; query: BriefingsQuery }
  | { outcome: 'refused'; reason: string };

const DEFAULT_SINCE_HOURS = 7 * 24;
/** An issue sums up a month at most. Each day is one query. */
const MAX_SINCE_HOURS = 31 * 24;
const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 30;
const HOURS = { h: 1, d: 24, w: 7 * 24 } as const;

export const BRIEFINGS_EXAMPLE = ':::briefings tag:diplomacy since:7d:::';

/** Reads the settings of a `:::briefings` block, such as `tag:diplomacy since:7d limit:5`. */
export function readBriefingsQuery(settings: string): ReadBriefingsQuery {
  const query: BriefingsQuery = { tags: [], sinceHours: DEFAULT_SINCE_HOURS, limit: DEFAULT_LIMIT };
  for (const [setting, name, quoted, plain] of settings.matchAll(
    /([A-Za-z]+):(?:"([^"]*)"|(\S+))|\S+/g,
  )) {
    const value = quoted ?? plain ?? '';
    switch (name) {
      case 'tag':
        query.tags.push(normalizeTag(value));
        break;
      case 'since': {
        const hours = readHours(value);
        if (hours === undefined)
          return refused('"since" must be a time such as 7d, 12h or 2w, up to 31d');
        query.sinceHours = hours;
        break;
      }
      case 'limit': {
        const limit = /^\d{1,2}$/.test(value) ? Number(value) : 0;
        if (limit < 1 || limit > MAX_LIMIT)
          return refused(`"limit" must be a number from 1 to ${MAX_LIMIT}`);
        query.limit = limit;
        break;
      }
      default:
        return refused(
          `"${setting}" is unknown in a briefings block; write it like ${BRIEFINGS_EXAMPLE}`,
        );
    }
  }
  const tags = [...new Set(query.tags.filter((tag) => tag !== ''))];
  if (tags.length === 0)
    return refused(`a briefings block must name a tag, like ${BRIEFINGS_EXAMPLE}`);
  return { outcome: 'read', query: { ...query, tags } };
}

function readHours(value: string): number | undefined {
  const [, count, unit] = /^(\d{1,3})([hdw])$/.exec(value) ?? [];
  const hours = Number(count) * (HOURS[unit as keyof typeof HOURS] ?? 0);
  return hours >= 1 && hours <= MAX_SINCE_HOURS ? hours : undefined;
}

function refused(reason: string): ReadBriefingsQuery {
  return { outcome: 'refused', reason };
}

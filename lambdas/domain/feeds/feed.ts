/** What became of the last poll of a feed. */
export const FEED_STATUSES = ['new', 'ok', 'not-modified', 'failed', 'gone'] as const;
export type FeedStatus = (typeof FEED_STATUSES)[number];

/** A feed that the service reads briefings from, and what is known from its polls. */
export interface Feed extends FeedSettings {
  /** Derived from the url, see `feedIdOf`. */
  feedId: string;
  /** Where it is polled, without credentials. A permanent redirect changes it. */
  url: string;
  /** The title in the feed; empty before the first poll. */
  title: string;
  /** The name and password of its url, encrypted. */
  sealedCredentials?: string;
  /** ISO 8601, as all times here. */
  addedAt: string;
  health: FeedHealth;
  /** What the last answer said about the next request. */
  validators: FeedValidators;
  /** What the last entries said about how often to poll. */
  rhythm: FeedRhythm;
  /** When it is polled next. Absent for a feed that is gone. */
  dueAt?: string;
}

/** What an operator chooses for a feed. */
export interface FeedSettings {
  /** The tags of its briefings. */
  tags: string[];
  /** The source of its briefings; the title of the feed if absent. */
  source?: string;
  /** Whether the categories of entries become tags too. */
  categoriesAsTags: boolean;
}

/** How the polls of a feed went. */
export interface FeedHealth {
  status: FeedStatus;
  lastPolledAt?: string;
  /** The last poll that did not fail. */
  lastSuccessAt?: string;
  /** Failed polls since the last one that did not fail. */
  failures: number;
  /** Why the last poll failed, as a sentence without credentials. */
  error?: string;
  /** The entries per week, from the times in the feed. */
  entriesPerWeek?: number;
  /** Whether the operator was told that it stopped, since the last success. */
  isReported: boolean;
}

/** For conditional requests: https://www.rfc-editor.org/rfc/rfc9110#section-13 */
export interface FeedValidators {
  etag?: string;
  lastModified?: string;
  /** A hash of the last body, for servers that don't know conditional requests. */
  bodyHash?: string;
}

/** What of the feed itself decides when it is polled next. */
export interface FeedRhythm {
  /** The times of its newest entries, in ms since 1970. */
  entryTimes: number[];
  ttlMinutes?: number;
  /** UTC, 0 to 23. */
  skipHours?: number[];
  /** In English, in lower case. */
  skipDays?: string[];
}

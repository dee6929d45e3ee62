/** A feed as read, in whichever format. Times are in ms since 1970. */
export interface FeedDocument {
  title: string;
  siteUrl?: string;
  language?: string;
  ttlMinutes?: number;
  skipHours?: number[];
  skipDays?: string[];
  hubUrl?: string;
  selfUrl?: string;
  entries: FeedEntry[];
  /** Whether it was read only in part: it ends early, or has too many entries. */
  truncated: boolean;
}

export interface FeedEntry {
  guid?: string;
  url?: string;
  title: string;
  summary?: string;
  html?: string;
  /** The plain text of the fullest body that the feed has. */
  text: string;
  publishedAt?: number;
  updatedAt?: number;
  categories: string[];
  language?: string;
  author?: string;
}

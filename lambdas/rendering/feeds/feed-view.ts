import type { BriefingHeading } from '../../domain/briefing';

/** A feed of briefings, before it is written as Atom or JSON Feed. */
export interface FeedView {
  title: string;
  /** The site's name: the author of entries without a source. */
  siteName: string;
  /** The page that shows the same briefings. Absolute, as is `feedUrl`. */
  pageUrl: string;
  feedUrl: string;
  /** When the newest briefing was published, or if there is none, a time that does not change. */
  updated: string;
  entries: FeedEntry[];
}

/** A briefing in a feed. */
export interface FeedEntry {
  briefing: Omit<BriefingHeading, 'briefingId'>;
  /** Absolute: its page on this site, which is also its id. */
  pageUrl: string;
  /** One line: the part around the matched words, or else the summary. */
  text: string;
}

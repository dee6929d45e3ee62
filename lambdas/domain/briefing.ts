/** One published item. Texts are plain; `bodyHtml`, where the publisher sent html, is the same body sanitized. */
export interface Briefing {
  /** Chosen by the publisher, or made from the url; publishing the same id again updates. */
  briefingId: string;
  title: string;
  /** One or two sentences; empty when the publisher gave none. */
  summary: string;
  /** Plain text, paragraphs parted by a blank line; empty when the publisher gave none. */
  body: string;
  /** Sanitized html of the body, only where the publisher sent html. */
  bodyHtml?: string;
  /** An http or https address. */
  url?: string;
  /** Who wrote it, e.g. `ICARO Media Group`. */
  source?: string;
  /** Lower-case, without spaces, e.g. `middle-east`. */
  tags: string[];
  /** A BCP 47 primary language, e.g. `en`. */
  language: string;
  /** ISO 8601, UTC. */
  publishedAt: string;
}

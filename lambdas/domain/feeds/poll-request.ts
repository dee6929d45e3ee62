import * as z from 'zod/mini';

/** A feed that is to be polled, and since when. */
export interface DueFeed {
  feedId: string;
  /** ISO 8601. A poll moves it, so that a message that arrives again does nothing. */
  dueAt: string;
}

/** The message that requests a poll. */
export const pollRequestSchema = z.object({ feedId: z.string(), dueAt: z.string() });

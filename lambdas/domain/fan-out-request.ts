import * as z from 'zod';

/** A topic that a briefing matched, whose instant followers are due an alert. */
export const fanOutRequestSchema = z.object({
  topicId: z.string(),
  briefingId: z.string(),
  edition: z.number().int(),
  /** The last follower that an earlier run reached. */
  startAfter: z.string().exactOptional(),
});
export type FanOutRequest = z.output<typeof fanOutRequestSchema>;

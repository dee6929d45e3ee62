import * as z from 'zod';

/** A topic that a briefing matched. Its instant followers get an alert. */
export const fanOutRequestSchema = z.object({
  topicId: z.string(),
  briefingId: z.string(),
  edition: z.number().int(),
  /** The last follower that an earlier run handled. */
  startAfter: z.string().exactOptional(),
});
export type FanOutRequest = z.output<typeof fanOutRequestSchema>;

import * as z from 'zod/mini';
import { FREQUENCIES } from './frequency';
import { TOPIC_LANGUAGES } from './languages/language';
import { WORDING_LANGUAGES } from './languages/wording-language';

/** What someone asked to follow. The link in the confirmation email carries it until they confirm. */
export const followRequestSchema = z.object({
  address: z.string(),
  /** As typed, at least one. */
  expressions: z.array(z.string()).check(z.minLength(1)),
  language: z.enum(TOPIC_LANGUAGES),
  frequency: z.enum(FREQUENCIES),
  timeZone: z.string(),
  /** 0 to 23, in that time zone. */
  hour: z.int(),
  /**
   * Which of the two they chose themselves. Someone who has digests already gets them at that hour or in
   * that time zone from then on; a default changes nothing for them.
   */
  chosen: z.exactOptional(z.array(z.enum(['hour', 'timeZone']))),
  /** The language of the page with the form; emails are in it from then on. */
  wordingLanguage: z.exactOptional(z.enum(WORDING_LANGUAGES)),
});
export type FollowRequest = z.output<typeof followRequestSchema>;

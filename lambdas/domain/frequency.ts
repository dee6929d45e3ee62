import type { ReadField } from './read-field';
import { refuse } from './refusal';

/** The frequencies at which matches are collected into a digest. */
export const DIGEST_FREQUENCIES = ['daily', 'weekly', 'monthly'] as const;
export type DigestFrequency = (typeof DIGEST_FREQUENCIES)[number];

/** How often a subscriber receives email about a topic. */
export const FREQUENCIES = ['instant', ...DIGEST_FREQUENCIES] as const;
export type Frequency = (typeof FREQUENCIES)[number];

const choices = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** All frequencies as one phrase, e.g. `instant, daily or weekly`: for error messages and help. */
export const FREQUENCY_CHOICES = choices.format(FREQUENCIES);

export function readFrequency(text: string): ReadField<Frequency> {
  const value = FREQUENCIES.find((frequency) => frequency === text);
  if (value !== undefined) return { outcome: 'read', value };
  return refuse('unknownFrequency');
}

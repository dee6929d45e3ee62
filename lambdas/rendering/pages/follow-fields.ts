/** Fields of the form to follow a topic that only some buttons or the script add. */
export const FOLLOW_FIELDS = {
  /** Counts instead of `email`: posted by the button that accepts a suggested address. */
  suggestedEmail: 'suggestedEmail',
  /** The browser's time zone, which the script chose in the list. */
  guessedTimeZone: 'guessedTimeZone',
} as const;

/** The field of the box to tick a newsletter. */
export function newsletterField(name: string): string {
  return `newsletter-${name}`;
}

import type { ReadInput } from './read-field';

/** In UTF-16 units: a sentence or two, kept with every subscription. */
const MAX_CONSENT_LENGTH = 1_000;

/** What the operator says about a consent that they obtained elsewhere. */
export function readConsent(text: string): ReadInput<string> {
  const value = text.trim();
  if (value === '') {
    const reason = 'Say in "consent" when and how the subscriber agreed to receive emails.';
    return { outcome: 'refused', reason };
  }
  if (value.length > MAX_CONSENT_LENGTH) {
    const reason = `"consent" is longer than ${MAX_CONSENT_LENGTH} characters. Shorten it to when and how the subscriber agreed.`;
    return { outcome: 'refused', reason };
  }
  return { outcome: 'read', value };
}

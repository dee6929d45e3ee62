/** The hidden fields of the form to follow a topic, by which we recognize most programs. */
export const GUARD_FIELDS = {
  /** A signed time: when the form was made. */
  stamp: 'stamp',
  /** People do not see this field, so they leave it empty. No browser autofills a field with this name. */
  honeypot: 'reference_code',
  /** The address that a person keeps although it looks misspelled. */
  keptAddress: 'keptAddress',
} as const;

/** Nobody reads the form, types a topic and an address and sends it within this time (ms). */
export const MIN_FILL_MS = 2_000;

/** What the hidden fields held. */
export interface GuardFields {
  stamp: string;
  honeypot: string;
}

/** How long ago (ms) a form was made, if its stamp says so. */
export type FormAge = { outcome: 'made'; agoMs: number } | { outcome: 'unknown' };

/**
 * Whether a person sent the form. `too-fast`: they may send it again after `retryAfterSeconds`. `unproven`:
 * it came without a valid time, as from a program or from a page that was open for days; only a few such
 * forms are accepted.
 */
export type GuardVerdict =
  | { outcome: 'person' }
  | { outcome: 'unproven' }
  | { outcome: 'program' }
  | { outcome: 'too-fast'; retryAfterSeconds: number };

/** `embedded`: the form is on a site that the operator named, without our hidden fields. */
export function judgeForm(
  { honeypot }: Pick<GuardFields, 'honeypot'>,
  age: FormAge,
  origin: 'site' | 'embedded',
): GuardVerdict {
  if (honeypot !== '') return { outcome: 'program' };
  if (origin === 'embedded') return { outcome: 'person' };
  if (age.outcome === 'unknown') return { outcome: 'unproven' };
  const missingMs = MIN_FILL_MS - age.agoMs;
  if (missingMs <= 0) return { outcome: 'person' };
  return { outcome: 'too-fast', retryAfterSeconds: Math.ceil(missingMs / 1000) };
}

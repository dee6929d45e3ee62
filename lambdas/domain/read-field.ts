import type { Refused } from './refusal';

/** The value of one form field, or why it is refused: a sentence that tells the person what to change. */
export type ReadField<T> = { outcome: 'read'; value: T } | Refused;

/** The value of what an operator gave, or an English sentence that tells them what to change. */
export type ReadInput<T> = { outcome: 'read'; value: T } | { outcome: 'refused'; reason: string };

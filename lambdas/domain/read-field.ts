/** The value of one form field, or a sentence that tells the person what to change. */
export type ReadField<T> = { outcome: 'read'; value: T } | { outcome: 'refused'; reason: string };

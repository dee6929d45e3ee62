import * as z from 'zod/mini';
import { DIGEST_FREQUENCIES, FREQUENCIES } from '../../../domain/frequency';
import { MAX_KEY_BYTES } from '../../../domain/matching/index-keys';

const PAGE_EXPECTED =
  'Send {} for the first page, or "startAfter" with the "next" of the previous page.';

const EMAIL_EXPECTED = 'Send an object with an "email", such as {"email": "name@example.org"}.';

export const EXPRESSION_EXPECTED = 'Send an "expression", such as {"expression": "Gaza aid"}.';

export const text = (error: string) => z.string({ error });

/** One error for the whole list: `z.array` has one per item, which takes seconds for a million. */
export const texts = (error: string) =>
  z.custom<string[]>(
    (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
    { error },
  );

export const pageRequest = z.object(
  {
    startAfter: z.optional(
      text(PAGE_EXPECTED).check(
        z.refine((key) => key !== '' && Buffer.byteLength(key) <= MAX_KEY_BYTES, {
          error: PAGE_EXPECTED,
        }),
      ),
    ),
  },
  { error: PAGE_EXPECTED },
);

export const emailRequest = z.object({ email: text(EMAIL_EXPECTED) }, { error: EMAIL_EXPECTED });

export const time = z.string();

export const frequency = z.enum(FREQUENCIES);

export const digestFrequency = z.enum(DIGEST_FREQUENCIES);

export const startAfter = (error: string) =>
  z.optional(text(error).check(z.maxLength(MAX_KEY_BYTES, { error })));

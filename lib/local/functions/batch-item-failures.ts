import { z } from 'zod';

const schema = z
  .object({
    batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
  })
  .nullish();

/**
 * The identifiers of the records that a function says have failed; a malformed answer means all.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function failedItems(result: unknown): string[] | 'all' {
  const read = schema.safeParse(result === '' ? undefined : result);
  if (!read.success) return 'all';
  return (read.data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier);
}

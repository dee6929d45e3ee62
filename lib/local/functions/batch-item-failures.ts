import { z } from 'zod';

const schema = z
  .object({
    batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
  })
  .nullish();

/**
 * The identifiers of the records that a function reports as failed. A malformed response fails the
 * whole batch.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function failedItems(result: unknown): string[] | 'all' {
  const parsed = schema.safeParse(result === '' ? undefined : result);
  if (!parsed.success) return 'all';
  return (parsed.data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier);
}

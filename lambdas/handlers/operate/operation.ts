import type * as z from 'zod/mini';
import { type Reply, refuse } from '../json-reply';

/** Handles the JSON body of a request to one path of the operators' API. */
export type Operation = (body: unknown) => Promise<Reply>;

/** Refuses a body that does not fit the schema with the schema's own sentences, each once. */
export function withRequest<Schema extends z.ZodMiniType>(
  schema: Schema,
  run: (request: z.output<Schema>) => Promise<Reply>,
): Operation {
  return async (body) => {
    const read = schema.safeParse(body);
    if (read.success) return run(read.data);
    const sentences = new Set(read.error.issues.map(({ message }) => message));
    return refuse(400, [...sentences].join(' '));
  };
}

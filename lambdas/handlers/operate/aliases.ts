import * as z from 'zod';
import type { AliasFile } from '../../adapters/alias-file';
import { parseAliases } from '../../domain/expressions/aliases';
import { json, refuse } from '../json-reply';
import type { Operation } from './operations';

/** The file lies in one item, which DynamoDB ends at 400 KB, and functions hold it in memory. */
const MAX_ALIASES_BYTES = 350_000;

const bodySchema = z.object({
  text: z
    .string()
    .refine((text) => Buffer.byteLength(text) <= MAX_ALIASES_BYTES)
    .optional(),
});

/** Reads the operator's aliases, or replaces them; the index follows by `/api/topics/tend`. */
export function aliasOperations(file: AliasFile): Record<string, Operation> {
  return {
    '/api/aliases': async (body) => {
      const read = bodySchema.safeParse(body);
      if (!read.success) {
        return refuse(400, `Send the aliases as "text" of at most ${MAX_ALIASES_BYTES} bytes.`);
      }
      const { text } = read.data;
      if (text !== undefined) await file.write(text);
      const now = text ?? (await file.text()) ?? '';
      return json(200, { text: now, names: parseAliases(now).groupOf.size });
    },
  };
}

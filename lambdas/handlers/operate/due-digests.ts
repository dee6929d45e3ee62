import * as z from 'zod';
import {
  type QueueDueDigestsDependencies,
  queueDueDigests,
} from '../../use-cases/queue-due-digests';
import { json, refuse } from '../json-reply';
import type { Operation } from './operations';

const bodySchema = z.object({ at: z.iso.datetime({ offset: true }).optional() });

/** Makes the digests due at a time, now unless given. */
export function dueDigests(parts: QueueDueDigestsDependencies): Operation {
  const makeDue = queueDueDigests(parts);
  return async (body) => {
    const read = bodySchema.safeParse(body);
    if (!read.success) return refuse(400, '"at" must be a time such as 2026-01-31T08:00:00Z.');
    const at = new Date(read.data.at ?? parts.now()).toISOString();
    return json(200, { outcome: 'made-due', at, ...(await makeDue(at)) });
  };
}

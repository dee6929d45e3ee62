import { z } from 'zod';
import type { Output } from './output';
import { CommandError, type Service } from './service';

const answerSchema = z.object({ digests: z.number(), at: z.string() });

/** Makes the digests due at a time (ISO 8601, now unless given). */
export async function makeDigests(
  service: Service,
  output: Output,
  at: string | undefined,
): Promise<void> {
  const time = at === undefined ? undefined : new Date(at);
  if (time && Number.isNaN(time.getTime())) {
    throw new CommandError(`"${at}" is no time. Write it like 2026-01-31T08:00:00Z.`);
  }
  const { status, body } = await service.post(
    '/api/digests',
    time ? { at: time.toISOString() } : {},
  );
  if (status >= 300) throw new CommandError(String(body.error));
  const made = answerSchema.parse(body);
  const count = made.digests === 1 ? '1 digest was' : `${made.digests} digests were`;
  output.result(`${count} due at ${made.at}. One without briefings is not sent.`, made);
}

import { z } from 'zod';
import { MAX_BRIEFING_BYTES } from '../../lambdas/domain/submission';
import { type BriefingInFile, readBriefingFiles } from '../briefing-files';
import type { Output } from './output';
import { type Answer, CommandError, type Service } from './service';

/** Briefings a request: the service takes 100 and 4 MB. */
const MOST_A_REQUEST = 50;
const MOST_BYTES_A_REQUEST = 3_000_000;

const answerSchema = z.object({
  briefings: z.array(z.object({ briefingId: z.string(), title: z.string(), outcome: z.string() })),
  refused: z.array(z.object({ index: z.number(), reason: z.string() })),
});

/** Publishes the briefings of the files. False when one of them was refused. */
export async function publish(service: Service, output: Output, files: string[]): Promise<boolean> {
  const read = await readBriefingFiles(files);
  const { batches, tooLarge } = pack(read.briefings);
  const refused = [...read.refused, ...tooLarge];
  for (const { place, reason } of refused) output.tell(`${place}: ${reason}.`);
  let good = refused.length === 0;
  for (const batch of batches) {
    const answer = readAnswer(
      await service.post(
        '/api/briefings',
        batch.map(({ briefing }) => briefing),
      ),
    );
    for (const one of answer.briefings) {
      output.result(`${one.outcome.padEnd(9)}  ${one.title}  (${one.briefingId})`, one);
    }
    for (const { index, reason } of answer.refused) {
      output.tell(`${batch[index]?.place ?? 'a briefing'}: ${reason}.`);
      good = false;
    }
  }
  return good;
}

function readAnswer({ body }: Answer): z.output<typeof answerSchema> {
  const read = answerSchema.safeParse(body);
  if (read.success) return read.data;
  throw new CommandError(String(body.error ?? body.message ?? 'The service gave no answer.'));
}

/** Parts the briefings into requests; what is too large for any is told, and stops no other. */
function pack(briefings: BriefingInFile[]): {
  batches: BriefingInFile[][];
  tooLarge: { place: string; reason: string }[];
} {
  const batches: BriefingInFile[][] = [];
  const tooLarge: { place: string; reason: string }[] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const one of briefings) {
    const { place } = one;
    const size = bytesOf(one.briefing);
    const last = batches.at(-1);
    if (size === undefined) tooLarge.push({ place, reason: 'it is nested too deeply' });
    else if (size > MOST_BYTES_A_REQUEST) {
      const reason = `it is ${size} bytes long; shorten it to ${MAX_BRIEFING_BYTES}`;
      tooLarge.push({ place, reason });
    } else if (!last || last.length === MOST_A_REQUEST || bytes + size > MOST_BYTES_A_REQUEST) {
      batches.push([one]);
      bytes = size;
    } else {
      last.push(one);
      bytes += size;
    }
  }
  return { batches, tooLarge };
}

/** Bytes of JSON; undefined for what is nested past what can be written, or within itself. */
function bytesOf(value: unknown): number | undefined {
  try {
    return Buffer.byteLength(JSON.stringify(value) ?? '');
  } catch {
    return undefined;
  }
}

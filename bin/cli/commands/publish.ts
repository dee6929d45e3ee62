import type { Command } from 'commander';
import type { Actions } from '../actions';
import type { Output } from '../output';
import { type BriefingInFile, readBriefingFiles } from '../read-briefing-files';
import type { Service } from '../service';

/** Below the limits of the service, which are 100 briefings and 4 MB per request. */
const MAX_BRIEFINGS_PER_REQUEST = 50;
const MAX_BYTES_PER_REQUEST = 3_000_000;

export function register(program: Command, { withService }: Actions): void {
  program
    .command('publish')
    .description('publish the briefings of files')
    .argument(
      '<file...>',
      '.txt (first line the title), .md with front matter, .json or .jsonl; - reads standard input',
    )
    .action(
      withService((service, output, files: string[]) => publishFiles(service, output, files)),
    );
}

/** Publishes the briefings of the files. What is refused is an error, and the rest is published. */
export async function publishFiles(
  service: Service,
  output: Output,
  files: string[],
): Promise<void> {
  const { briefings, refused } = await readBriefingFiles(files);
  const { batches, tooLarge } = splitIntoBatches(briefings);
  for (const { place, reason } of refused) output.error(`${place}: ${reason}.`);
  for (const { place, bytes } of tooLarge) {
    // Loaded only here, because it imports zod.
    const { MAX_BRIEFING_BYTES } = await import('../../../lambdas/domain/submission');
    const reason =
      bytes === undefined
        ? 'it is nested too deeply'
        : `it is ${bytes} bytes long; shorten it to ${MAX_BRIEFING_BYTES}`;
    output.error(`${place}: ${reason}.`);
  }
  for (const batch of batches) {
    const reply = await service.call(
      '/api/briefings',
      batch.map(({ briefing }) => briefing),
    );
    for (const published of reply.briefings) {
      const { outcome, title, briefingId, sendAt } = published;
      const when = sendAt === undefined ? '' : `  for ${sendAt}`;
      output.result(`${outcome.padEnd(9)}  ${title}  (${briefingId})${when}`, published);
    }
    for (const { index, reason } of reply.refused) {
      output.error(`${batch[index]?.place ?? 'a briefing'}: ${reason}.`);
    }
  }
}

interface Batches {
  batches: BriefingInFile[][];
  /**
   * Briefings that are too large for any request. `bytes` is undefined if one can't be written as
   * JSON.
   */
  tooLarge: { place: string; bytes: number | undefined }[];
}

function splitIntoBatches(briefings: BriefingInFile[]): Batches {
  const batches: BriefingInFile[][] = [];
  const tooLarge: Batches['tooLarge'] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const entry of briefings) {
    const size = jsonBytes(entry.briefing);
    const last = batches.at(-1);
    if (size === undefined || size > MAX_BYTES_PER_REQUEST) {
      tooLarge.push({ place: entry.place, bytes: size });
    } else if (
      !last ||
      last.length === MAX_BRIEFINGS_PER_REQUEST ||
      bytes + size > MAX_BYTES_PER_REQUEST
    ) {
      batches.push([entry]);
      bytes = size;
    } else {
      last.push(entry);
      bytes += size;
    }
  }
  return { batches, tooLarge };
}

/** The size as JSON in bytes. Undefined when it is nested too deeply for JSON, or contains itself. */
function jsonBytes(value: unknown): number | undefined {
  try {
    return Buffer.byteLength(JSON.stringify(value) ?? '');
  } catch {
    return undefined;
  }
}

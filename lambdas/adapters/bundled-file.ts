import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Reads a file that was deployed beside the function's code, in `root`. */
export function readBundledFile(root: string, file: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(join(root, file)));
}

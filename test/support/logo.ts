import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

/** A logo file in the repository, in a directory of its own that git ignores. */
export function aLogoFile(
  name: string,
  content: string | Buffer,
): { file: string; remove(): void } {
  mkdirSync(path.join(ROOT, 'build'), { recursive: true });
  const directory = mkdtempSync(path.join(ROOT, 'build/logo-'));
  const source = path.join(directory, name);
  writeFileSync(source, content);
  return {
    file: path.relative(ROOT, source),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

export const AN_SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="560" height="100"><rect width="560" height="100"/></svg>';

/** The start of a PNG of this size, which is all that is read of it. */
export function aPng(width: number, height: number): Buffer {
  const size = Buffer.alloc(8);
  size.writeUInt32BE(width);
  size.writeUInt32BE(height, 4);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
    Buffer.from('IHDR'),
    size,
  ]);
}

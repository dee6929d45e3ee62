import { readSource } from './read-source';
import { targetOf } from './rules';

/** The modules of each loop of imports among the files, in order; type imports make none. */
export function importLoops(
  files: readonly string[],
  textOf: (file: string) => string,
): string[][] {
  const known = new Set(files);
  const neighbours = new Map(files.map((file) => [file, importsOf(file, textOf(file), known)]));
  const loops: string[][] = [];
  const done = new Set<string>();

  const follow = (file: string, trail: string[]): void => {
    const start = trail.indexOf(file);
    if (start >= 0) loops.push([...trail.slice(start), file]);
    if (start >= 0 || done.has(file)) return;
    for (const next of neighbours.get(file) ?? []) follow(next, [...trail, file]);
    done.add(file);
  };
  for (const file of files) follow(file, []);
  return loops;
}

function importsOf(file: string, text: string, known: ReadonlySet<string>): string[] {
  return readSource(text)
    .imports.filter(({ specifier, typeOnly }) => specifier.startsWith('.') && !typeOnly)
    .map(({ specifier }) => targetOf(file, specifier))
    .flatMap((target) =>
      [target, `${target}.ts`, `${target}.tsx`, `${target}/index.ts`].filter((path) =>
        known.has(path),
      ),
    );
}

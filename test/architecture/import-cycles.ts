import { readSource } from './read-source';
import { resolveImport } from './rules';

/**
 * The cycles in the imports between the files: the files of each cycle in order, the first one
 * repeated at the end. Type imports count, because a reader follows them as well.
 */
export function importCycles(
  files: readonly string[],
  textOf: (file: string) => string,
): string[][] {
  const known = new Set(files);
  const importsByFile = new Map(files.map((file) => [file, importsOf(file, textOf(file), known)]));
  const cycles: string[][] = [];
  const visited = new Set<string>();

  const visit = (file: string, path: string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) cycles.push([...path.slice(start), file]);
    if (start >= 0 || visited.has(file)) return;
    for (const imported of importsByFile.get(file) ?? []) visit(imported, [...path, file]);
    visited.add(file);
  };
  for (const file of files) visit(file, []);
  return cycles;
}

function importsOf(file: string, text: string, known: ReadonlySet<string>): string[] {
  const targets = readSource(file, text)
    .imports.filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => resolveImport(file, specifier))
    .flatMap((target) => [target, `${target}.ts`, `${target}.tsx`, `${target}/index.ts`])
    .filter((path) => known.has(path));
  return [...new Set(targets)];
}

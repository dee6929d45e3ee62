#!/usr/bin/env node
// Starts the command line from its bundle, and bundles it first when a source file has changed.
// This is plain JavaScript, because a TypeScript loader takes a second to start.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const BUNDLES = path.join(ROOT, 'build/cli');

/** The folder of a bundle that is up to date, or undefined. `bin/cli/bundle.mjs` writes the record. */
function currentBundle() {
  try {
    const record = readFileSync(path.join(BUNDLES, 'current.json'), 'utf8');
    const { folder, inputs } = JSON.parse(record);
    for (const [file, [mtimeMs, size]] of Object.entries(inputs)) {
      const now = statSync(path.join(ROOT, file));
      if (now.mtimeMs !== mtimeMs || now.size !== size) return undefined;
    }
    statSync(path.join(BUNDLES, folder, 'main.mjs'));
    return path.join(BUNDLES, folder);
  } catch {
    // No bundle yet, or a source file was removed: either way it has to be built.
    return undefined;
  }
}

async function bundle() {
  const { bundleCommandLine } = await import('./cli/bundle.mjs');
  return bundleCommandLine(ROOT);
}

try {
  const folder = currentBundle() ?? (await bundle());
  const { main } = await import(pathToFileURL(path.join(folder, 'main.mjs')).href);
  await main(path.join(folder, 'commands'));
} catch (error) {
  if (error?.name !== 'BundleError') throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { compileFunction } from 'node:vm';
import { buildSync } from 'esbuild';

/**
 * Loads a file of ours as one bundle, as the functions on AWS ship it. tsx keeps files apart and
 * reads every import anew where it is used, which makes the inner loops of matching take more than
 * twice as long; bundling takes some 50 ms once.
 */
export function loadBundled(path: string): unknown {
  const { outputFiles } = buildSync({
    entryPoints: [path],
    bundle: true,
    platform: 'node',
    target: 'node20',
    write: false,
    logLevel: 'silent',
  });
  const module = { exports: {} };
  const names = ['exports', 'require', 'module', '__filename', '__dirname'];
  const run = compileFunction(outputFiles[0]?.text ?? '', names, { filename: path });
  run(module.exports, createRequire(path), module, path, dirname(path));
  return module.exports;
}

import path from 'node:path';
import { build } from 'esbuild';
import { BUNDLING, HANDLERS } from '../../lib/service-function';

export interface Bundle {
  readonly bytes: number;
  /** Bytes per package, or per folder of this project, largest first. */
  readonly origins: [string, number][];
}

/** Bundles a handler into a file with the settings of a deployment. */
export async function bundleHandler(handler: string, outfile: string): Promise<Bundle> {
  const { target, format, minify, keepNames, mainFields, externalModules, esbuildArgs } = BUNDLING;
  const { metafile } = await build({
    entryPoints: [path.join(HANDLERS, `${handler}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    target,
    format,
    minify,
    keepNames,
    charset: esbuildArgs['--charset'],
    mainFields: [...mainFields],
    external: [...externalModules],
    metafile: true,
    logLevel: 'error',
  });
  const [output] = Object.values(metafile.outputs);
  if (output === undefined) throw new Error(`esbuild produced no bundle for ${handler}.`);
  return { bytes: output.bytes, origins: originsOf(output.inputs) };
}

function originsOf(inputs: Record<string, { bytesInOutput: number }>): [string, number][] {
  const origins = new Map<string, number>();
  for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
    const origin = originOf(file);
    origins.set(origin, (origins.get(origin) ?? 0) + bytesInOutput);
  }
  return [...origins].sort(([, a], [, b]) => b - a);
}

/** `@aws-sdk/core` for `node_modules/@aws-sdk/core/dist/index.js`, `lambdas/domain` for our files. */
function originOf(file: string): string {
  const inPackage = file.split('node_modules/').at(-1) ?? file;
  const depth = inPackage !== file && !inPackage.startsWith('@') ? 1 : 2;
  return inPackage.split('/').slice(0, depth).join('/');
}

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { compileTemplates } from '../../lib/compile-templates';
import { synthesizeLocalStage } from '../../lib/local/synthesize';
import { parseTemplate } from '../../lib/local/template/parse-template';
import { bundleHandler } from './bundle-handlers';
import { type FigureWriter, median } from './figures';

const RUNS = 10;
const SITE = 'http://localhost:3000';

/** Measures the size of each function's bundle and the time a new Node process takes to import it. */
export async function measureBundles(figures: FigureWriter): Promise<void> {
  const print = (name: string, value: number, unit: string, setup: string) => {
    const machine = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}`;
    figures.write({ name, value, unit, setup: `${setup}; ${machine}` });
  };
  await compileTemplates();
  const directory = mkdtempSync(path.join(tmpdir(), 'briefwire-bundles-'));
  try {
    const template = synthesizeLocalStage(SITE);
    const { functions } = parseTemplate(template, { queues: 'http://localhost' });
    for (const { handler, environment } of functions) {
      const bundle = path.join(directory, `${handler}.js`);
      const { bytes, origins } = await bundleHandler(handler, bundle);
      const largest = origins.slice(0, 5).map(([origin, size]) => `${origin} ${kilobytes(size)}`);
      print(`bundle of ${handler}`, bytes, 'bytes', `largest: ${largest.join(', ')}`);
      const setup = `median of ${RUNS} fresh processes, minus the time of an empty one`;
      print(`import of ${handler}`, importMs(bundle, environment), 'ms', setup);
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The time Node takes to import the bundle, without its own start-up (ms). */
function importMs(bundle: string, environment: Record<string, string>): number {
  const started: number[] = [];
  const imported: number[] = [];
  // Alternate, so that other load on the machine affects both equally.
  for (let run = 0; run < RUNS; run += 1) {
    started.push(runMs('0', environment));
    imported.push(runMs(`require(${JSON.stringify(bundle)})`, environment));
  }
  return Math.round(median(imported) - median(started));
}

function runMs(script: string, environment: Record<string, string>): number {
  const begin = performance.now();
  execFileSync(process.execPath, ['-e', script], {
    env: { ...environment, AWS_REGION: 'eu-west-1', NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return performance.now() - begin;
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`;
}

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

/**
 * Measures how large each function's bundle is and how long a fresh Node takes to import it beyond
 * starting.
 */
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
      const setup = `median of ${RUNS} fresh processes, less an empty one's`;
      print(`import of ${handler}`, importMs(bundle, environment), 'ms', setup);
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** How long Node takes to start and import the bundle, without the start (ms). */
function importMs(bundle: string, environment: Record<string, string>): number {
  const started: number[] = [];
  const imported: number[] = [];
  // In turns, so that whatever else the machine does falls on both alike.
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

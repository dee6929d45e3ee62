import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { briefwire } from '../../../lib/local/briefwire-service';
import {
  runtimeEnvironment,
  withEnvironment,
} from '../../../lib/local/functions/runtime-environment';
import { sdkEnvironment } from '../../../lib/local/sdk-environment';
import type { FunctionDefinition } from '../../../lib/local/template/functions';
import { parseTemplate, type StackDefinition } from '../../../lib/local/template/parse-template';
import type { Template } from '../../../lib/local/template/template';
import type { Mutant, Patch } from '../mutants/mutants';

const ROOT = path.resolve(__dirname, '../../..');
/** Where the bundle of a mutant is, or that of the unchanged service. */
const outputOf = (mutant: string | undefined): string =>
  path.join(ROOT, 'build/faults', mutant || 'unchanged');
const ULID_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Few, so that runs reach the limit. */
export const MAX_ALERTS_PER_DAY = 3;
const SITE_URL = 'https://briefwire.example';
/**
 * The schedules read all shards of an index in the same way, so a few are as good as all of them, and
 * most of a run's time would go into reading empty ones.
 */
const FEWER_SHARDS: readonly Patch[] = [
  {
    file: 'lambdas/adapters/ledger-shards.ts',
    replace: `  ...(['0', '1', '2', '3', '4', '5', '6', '7'] as const),
  ...(['8', '9', '10', '11', '12', '13', '14', '15'] as const),
`,
    by: "  ...(['0', '1', '2'] as const),",
  },
  {
    file: 'lambdas/domain/due-digests.ts',
    replace: `  '2',
  '3',
  '4',
  '5',
  '6',
  '7',
  '8',
  '9',
  '10',
  '11',
  '12',
  '13',
  '14',
  '15',
] as const;`,
    by: "  '2',\n] as const;",
  },
];
const PREFERENCES_SOURCE = path.join(__dirname, 'preferences');
/** Nobody listens there: the simulation answers instead. */
export const UNUSED_URL = 'http://localhost:1';
export const UNUSED_ENDPOINTS = {
  dynamoDb: UNUSED_URL,
  sqs: UNUSED_URL,
  ses: UNUSED_URL,
  s3: UNUSED_URL,
};

export type Handler = (event: unknown, context: unknown) => Promise<unknown>;

/** What the simulation runs: the synthesized stack and all its functions in one bundle. */
export interface Service {
  readonly definition: StackDefinition;
  readonly template: Template;
  /** Does what the pages about preferences do, with the web function's settings. */
  readonly preferences: FunctionDefinition;
  /** Loads a function as a new process does: with its own state and environment variables. */
  load(fn: FunctionDefinition, accessKeyId: string): Handler;
  /** Loads a file of the functions, for the simulation's own use. */
  loadModule(name: 'signed-links'): Record<string, unknown>;
}

/**
 * Synthesizes the stack and bundles its functions, without packages, into `build/faults`. Each process
 * of the simulation evaluates the bundle again, which takes milliseconds.
 *
 * @param mutant a change of one source file, by which the suite shows that it can fail.
 * @throws Error if the patch doesn't fit its file exactly once.
 */
export async function prepareService(mutant?: Mutant): Promise<void> {
  const output = outputOf(mutant?.name);
  const template = await briefwire.template(SITE_URL);
  const { functions } = parseTemplate(template, { queues: UNUSED_URL });
  const entry = [
    ...functions.map(
      ({ handler }) => `exports['${handler}'] = () => require('./handlers/${handler}');`,
    ),
    "exports['signed-links'] = () => require('./adapters/signed-links');",
    `exports['preferences'] = () => require(${JSON.stringify(PREFERENCES_SOURCE)});`,
  ].join('\n');
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: briefwireSources(), sourcefile: 'entry.js' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    write: false,
    logLevel: 'error',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    plugins: [applyPatches(mutant === undefined ? FEWER_SHARDS : [...FEWER_SHARDS, mutant.patch])],
  });
  mkdirSync(output, { recursive: true });
  writeFileSync(path.join(output, 'handlers.cjs'), outputFiles[0]?.text ?? '');
  writeFileSync(path.join(output, 'template.json'), JSON.stringify(template));
}

/** Loads what `prepareService` has written. */
export function loadService(mutant?: string): Service {
  const output = outputOf(mutant);
  const template: Template = JSON.parse(readFileSync(path.join(output, 'template.json'), 'utf8'));
  const code = readFileSync(path.join(output, 'handlers.cjs'), 'utf8');
  // Compiled here, so that the code uses this realm's clock and timers.
  const evaluate = new Function('require', 'module', 'exports', code);
  const loadBundle = () => {
    const module = { exports: {} as Record<string, () => Record<string, unknown>> };
    evaluate(requirePackage, module, module.exports);
    return module.exports;
  };
  const definition = parseTemplate(template, { queues: UNUSED_URL });
  return {
    template,
    definition,
    preferences: { ...webOf(definition), handler: 'preferences', arn: 'preferences' },
    load: (fn, accessKeyId) => {
      const base = {
        ...sdkEnvironment(UNUSED_ENDPOINTS, accessKeyId),
        POWERTOOLS_DEV: 'true',
        POWERTOOLS_LOG_LEVEL: 'WARN',
      };
      const environment = {
        ...runtimeEnvironment(fn, base),
        MAX_ALERTS_PER_DAY: String(MAX_ALERTS_PER_DAY),
      };
      return withEnvironment(environment, () => loadBundle()[fn.handler]?.().handler) as Handler;
    },
    loadModule: (name) => loadBundle()[name]?.() ?? {},
  };
}

function webOf({ functions }: StackDefinition): FunctionDefinition {
  const web = functions.find(({ handler }) => handler === 'web');
  if (web === undefined) throw new Error('The stack has no function for the pages.');
  return web;
}

/** Ids are random. A simulated process takes them from its own random numbers, so that runs can be repeated. */
function requirePackage(name: string): unknown {
  const known = packages.get(name);
  if (known !== undefined) return known;
  const loaded = require(name);
  packages.set(name, loaded);
  return loaded;
}

const packages = new Map<string, unknown>([['ulid', { ulid: simulatedUlid }]]);

/** It begins with a digit up to 7, as 128 bits in base 32 do: only for such an id there are reply addresses. */
function simulatedUlid(): string {
  const letters = Array.from({ length: 26 }, (_, index) => {
    const choices = index === 0 ? 8 : ULID_LETTERS.length;
    return ULID_LETTERS[Math.floor(Math.random() * choices)];
  });
  return letters.join('');
}

function briefwireSources(): string {
  return path.resolve(briefwire.handlersDirectory, '..');
}

function applyPatches(patches: readonly Patch[]): Plugin {
  return {
    name: 'patch',
    setup: ({ onLoad }) => {
      onLoad({ filter: /\.tsx?$/ }, ({ path: loaded }) => {
        const fitting = patches.filter(({ file }) => path.join(ROOT, file) === loaded);
        if (fitting.length === 0) return undefined;
        return {
          contents: fitting.reduce(patchText, readFileSync(loaded, 'utf8')),
          loader: 'ts',
        };
      });
    },
  };
}

/** @throws Error if the text is not there exactly once. */
export function patchText(text: string, { file, replace, by }: Patch): string {
  const parts = text.split(replace);
  if (parts.length !== 2) {
    throw new Error(`${file} contains ${parts.length - 1} times, instead of once:\n${replace}`);
  }
  return parts.join(by);
}

import { isBuiltin } from 'node:module';
import path from 'node:path';
import { type Import, readSource, type Source } from './read-source';

/** A part of the project; files belong to the first part whose path theirs begins with. */
interface Part {
  readonly name: string;
  readonly at: string;
  /** The names of the parts it may import; all of them when absent. */
  readonly imports?: readonly string[];
}

/** Imports point one way: handlers, use cases, domain; docs/decisions/302-imports-point-one-way.md. */
const PARTS: readonly Part[] = [
  { name: 'domain', at: 'lambdas/domain/', imports: ['domain'] },
  { name: 'use cases', at: 'lambdas/use-cases/', imports: ['use cases', 'domain'] },
  {
    name: 'rendering',
    at: 'lambdas/rendering/',
    imports: ['rendering', 'use cases', 'domain', 'compiled templates'],
  },
  { name: 'adapters', at: 'lambdas/adapters/', imports: ['adapters', 'use cases', 'domain'] },
  {
    name: 'handlers',
    at: 'lambdas/handlers/',
    imports: ['handlers', 'adapters', 'rendering', 'use cases', 'domain', 'environment'],
  },
  { name: 'environment', at: 'lambdas/environment', imports: ['domain'] },
  { name: 'local stack', at: 'lib/local/', imports: ['local stack', 'stack'] },
  { name: 'stack', at: 'lib/', imports: ['stack', 'environment'] },
  { name: 'compiled templates', at: 'build/templates/', imports: [] },
  { name: 'commands', at: 'bin/' },
  { name: 'tests', at: 'test/' },
];

/** Packages that only some parts may import. */
const PACKAGES = [
  {
    named: /^@(aws-sdk|smithy)\//,
    parts: ['adapters', 'local stack', 'commands', 'tests'],
    reason: 'only adapters speak to AWS',
  },
  {
    named: /^(aws-cdk-lib|constructs)(\/|$)/,
    parts: ['stack', 'local stack', 'commands', 'tests'],
    reason: 'a function must not hold what deploys it',
  },
];

/** These do nothing but compute; of Node they need hashes alone. */
const PURE = ['domain', 'use cases', 'rendering'];
const PURE_MODULES = ['node:crypto'];

const CLOCK = 'lambdas/adapters/clock.ts';

/** The rules that a file breaks, each in a sentence that names the file. */
export function brokenRules(file: string, text: string): string[] {
  const part = partOf(file);
  if (part === undefined) return [`${file} is in no part of the project that has rules.`];
  const source = readSource(text);
  return [
    ...source.imports.flatMap((one) => wrongImport(file, part, one)),
    ...source.asks.flatMap((asked) => wrongAsking(file, part, asked)),
  ];
}

function wrongImport(file: string, part: Part, { specifier }: Import): string[] {
  return specifier.startsWith('.')
    ? wrongNeighbour(file, part, targetOf(file, specifier))
    : wrongPackage(file, part, specifier);
}

function wrongNeighbour(file: string, part: Part, target: string): string[] {
  if (part.imports === undefined) return [];
  const other = partOf(target);
  if (other && part.imports.includes(other.name)) return [];
  const allowed = part.imports.length > 0 ? part.imports.join(', ') : 'nothing of ours';
  return [`${file} imports ${target}, but ${part.name} may import ${allowed}.`];
}

function wrongPackage(file: string, part: Part, specifier: string): string[] {
  const rule = PACKAGES.find(({ named }) => named.test(specifier));
  if (rule && !rule.parts.includes(part.name)) {
    return [`${file} imports ${specifier}, but ${rule.reason}.`];
  }
  if (PURE.includes(part.name) && isBuiltin(specifier) && !PURE_MODULES.includes(specifier)) {
    return [`${file} imports ${specifier}, but ${part.name} is pure.`];
  }
  return [];
}

function wrongAsking(file: string, { name }: Part, asked: Source['asks'][number]): string[] {
  if (!file.startsWith('lambdas/')) return [];
  switch (asked) {
    case 'clock':
      return file === CLOCK ? [] : [`${file} reads the clock, but ${CLOCK} alone does.`];
    case 'chance':
      return PURE.includes(name) ? [`${file} leaves to chance what must come out the same.`] : [];
    case 'process':
      return name === 'handlers' ? [] : [`${file} asks the process, but handlers alone do.`];
    default:
      return asked satisfies never;
  }
}

function partOf(file: string): Part | undefined {
  return PARTS.find(({ at }) => file.startsWith(at));
}

/** A relative specifier as a path from the project's root, with or without its ending as written. */
export function targetOf(file: string, specifier: string): string {
  return path.posix.join(path.posix.dirname(file), specifier);
}

import { isBuiltin } from 'node:module';
import path from 'node:path';
import { readSource, type Source } from './read-source';

/** A part of the project. A file belongs to the first part whose path its own path starts with. */
interface Part {
  readonly name: string;
  readonly path: string;
  /** The names of the parts it may import; all parts if absent. */
  readonly imports?: readonly string[];
}

/** Imports point one way: handlers, use cases, domain (docs/decisions/302-imports-point-one-way.md). */
const PARTS: readonly Part[] = [
  { name: 'domain', path: 'lambdas/domain/', imports: ['domain'] },
  { name: 'use cases', path: 'lambdas/use-cases/', imports: ['use cases', 'domain'] },
  {
    name: 'rendering',
    path: 'lambdas/rendering/',
    imports: ['rendering', 'use cases', 'domain', 'compiled templates'],
  },
  { name: 'adapters', path: 'lambdas/adapters/', imports: ['adapters', 'use cases', 'domain'] },
  {
    name: 'handlers',
    path: 'lambdas/handlers/',
    imports: ['handlers', 'adapters', 'rendering', 'use cases', 'domain', 'environment'],
  },
  { name: 'environment', path: 'lambdas/environment', imports: ['domain'] },
  { name: 'local stack', path: 'lib/local/', imports: ['local stack', 'stack'] },
  { name: 'stack', path: 'lib/', imports: ['stack', 'environment'] },
  { name: 'compiled templates', path: 'build/templates/', imports: [] },
  { name: 'commands', path: 'bin/' },
  { name: 'tests', path: 'test/' },
];

/** Packages that only some parts may import. */
const RESTRICTED_PACKAGES = [
  {
    pattern: /^@(aws-sdk|smithy)\//,
    parts: ['adapters', 'local stack', 'commands', 'tests'],
    reason: 'only adapters may use the AWS SDK',
  },
  {
    pattern: /^(aws-cdk-lib|constructs)(\/|$)/,
    parts: ['stack', 'local stack', 'commands', 'tests'],
    reason: 'Lambda code must not depend on the CDK',
  },
];

/** These parts only compute. They may import the Node modules for hashes and for international domains. */
const PURE_PARTS = ['domain', 'use cases', 'rendering'];
const ALLOWED_IN_PURE_PARTS = ['node:crypto', 'node:url', 'node:zlib'];

const CLOCK = 'lambdas/adapters/clock.ts';

/** Folder names that say nothing about their content. */
const VAGUE_FOLDER = /(^|\/)(utils?|helpers?|common|shared|misc|data|info|managers?)\//i;

/** The import rules that a file breaks, each as a sentence that starts with the file. */
export function brokenRules(file: string, text: string): string[] {
  const part = partOf(file);
  if (part === undefined) return [`${file} is in a folder that has no import rules.`];
  const source = readSource(file, text);
  return [
    ...source.imports.flatMap((specifier) => checkImport(file, part, specifier)),
    ...source.globals.flatMap((global) => checkGlobal(file, part, global)),
  ];
}

/** The naming rules that a file's path breaks, each as a sentence that starts with the file. */
export function brokenNameRules(file: string): string[] {
  if (VAGUE_FOLDER.test(file)) return [`${file} is in a folder whose name says nothing.`];
  if (/-parts\.tsx?$/.test(file) && !file.startsWith('lambdas/handlers/wiring/')) {
    return [`${file} must be in lambdas/handlers/wiring/ or have another name.`];
  }
  return [];
}

function checkImport(file: string, part: Part, specifier: string): string[] {
  return specifier.startsWith('.')
    ? checkLocalImport(file, part, resolveImport(file, specifier))
    : checkPackageImport(file, part, specifier);
}

function checkLocalImport(file: string, part: Part, target: string): string[] {
  if (part.imports === undefined) return [];
  const targetPart = partOf(target);
  if (targetPart && part.imports.includes(targetPart.name)) return [];
  const allowed = part.imports.length > 0 ? part.imports.join(', ') : 'nothing of ours';
  return [`${file} imports ${target}, but ${part.name} may import ${allowed}.`];
}

function checkPackageImport(file: string, part: Part, specifier: string): string[] {
  const restriction = RESTRICTED_PACKAGES.find(({ pattern }) => pattern.test(specifier));
  if (restriction && !restriction.parts.includes(part.name)) {
    return [`${file} imports ${specifier}, but ${restriction.reason}.`];
  }
  const isPure = PURE_PARTS.includes(part.name);
  if (isPure && isBuiltin(specifier) && !ALLOWED_IN_PURE_PARTS.includes(specifier)) {
    return [`${file} imports ${specifier}, but ${part.name} must be pure.`];
  }
  return [];
}

function checkGlobal(file: string, { name }: Part, global: Source['globals'][number]): string[] {
  if (!file.startsWith('lambdas/')) return [];
  switch (global) {
    case 'clock':
      return file === CLOCK ? [] : [`${file} reads the clock, but only ${CLOCK} may.`];
    case 'random':
      return PURE_PARTS.includes(name)
        ? [`${file} uses Math.random, but ${name} must be pure.`]
        : [];
    case 'process':
      return name === 'handlers' ? [] : [`${file} uses process, but only handlers may.`];
    default:
      return global satisfies never;
  }
}

function partOf(file: string): Part | undefined {
  return PARTS.find((part) => file.startsWith(part.path));
}

/** A relative specifier as a path from the project's root. Keeps the extension, or its absence. */
export function resolveImport(file: string, specifier: string): string {
  return path.posix.join(path.posix.dirname(file), specifier);
}

import { importCycles } from './import-cycles';
import { projectFiles, sourceFiles, textOf } from './project-files';
import { brokenNameRules, brokenRules } from './rules';

describe('the project', () => {
  it('follows the import rules', () => {
    expect(sourceFiles().flatMap((file) => brokenRules(file, textOf(file)))).toEqual([]);
  });

  it('has no import cycles, type imports included', () => {
    expect(importCycles(sourceFiles(), textOf)).toEqual([]);
  });

  it('follows the naming rules', () => {
    expect(projectFiles().flatMap(brokenNameRules)).toEqual([]);
  });
});

describe('the import rules reject', () => {
  it.each([
    [
      'lambdas/domain/topic.ts',
      "import { a } from '../use-cases/a'",
      'imports lambdas/use-cases/a, but domain may import domain.',
    ],
    [
      'lambdas/domain/deep/topic.ts',
      "import { a } from '../../environment'",
      'imports lambdas/environment, but domain may import domain.',
    ],
    [
      'lambdas/domain/topic.ts',
      "import type { A } from '../adapters/a'",
      'imports lambdas/adapters/a, but domain may import domain.',
    ],
    [
      'lambdas/domain/topic.ts',
      "type A = import('../rendering/a').A",
      'imports lambdas/rendering/a, but domain may import domain.',
    ],
    [
      'lambdas/use-cases/match.ts',
      "import { a } from '../adapters/a'",
      'imports lambdas/adapters/a, but use cases may import use cases, domain.',
    ],
    [
      'lambdas/use-cases/match.ts',
      "export * from '../rendering/a'",
      'imports lambdas/rendering/a, but use cases may import use cases, domain.',
    ],
    [
      'lambdas/rendering/page.tsx',
      "import { a } from '../adapters/a'; <p>{a}</p>",
      'imports lambdas/adapters/a, but rendering may import rendering, use cases, domain, compiled templates.',
    ],
    [
      'lambdas/adapters/ses.ts',
      "export { a } from '../rendering/a'",
      'imports lambdas/rendering/a, but adapters may import adapters, use cases, domain.',
    ],
    [
      'lambdas/adapters/ses.ts',
      "import { a } from '../handlers/a'",
      'imports lambdas/handlers/a, but adapters may import adapters, use cases, domain.',
    ],
    [
      'lambdas/handlers/match.ts',
      "import { a } from '../../lib/web'",
      'imports lib/web, but handlers may import handlers, adapters, rendering, use cases, domain, environment.',
    ],
    [
      'lambdas/environment.ts',
      "import { a } from './adapters/a'",
      'imports lambdas/adapters/a, but environment may import domain.',
    ],
    [
      'lib/web.ts',
      "import { handler } from '../lambdas/handlers/web'",
      'imports lambdas/handlers/web, but stack may import stack, environment.',
    ],
    [
      'lib/web.ts',
      "const a = require('./local/idle')",
      'imports lib/local/idle, but stack may import stack, environment.',
    ],
    [
      'lib/local/idle.ts',
      "await import('../../lambdas/handlers/web')",
      'imports lambdas/handlers/web, but local stack may import local stack, stack, environment.',
    ],
    [
      'lambdas/handlers/match.ts',
      "import type { A } from '@aws-sdk/lib-dynamodb'",
      'imports @aws-sdk/lib-dynamodb, but only adapters may use the AWS SDK.',
    ],
    [
      'lambdas/use-cases/match.ts',
      "import { A } from '@smithy/types'",
      'imports @smithy/types, but only adapters may use the AWS SDK.',
    ],
    [
      'lib/web.ts',
      "import { SESClient } from '@aws-sdk/client-ses'",
      'imports @aws-sdk/client-ses, but only adapters may use the AWS SDK.',
    ],
    [
      'lambdas/handlers/match.ts',
      "import { Stack } from 'aws-cdk-lib'",
      'imports aws-cdk-lib, but Lambda code must not depend on the CDK.',
    ],
    [
      'lambdas/domain/topic.ts',
      "import fs = require('node:fs')",
      'imports node:fs, but domain must be pure.',
    ],
    [
      'lambdas/rendering/page.tsx',
      "import http from 'http'",
      'imports http, but rendering must be pure.',
    ],
    [
      'lambdas/domain/topic.ts',
      'const now = new Date();',
      'reads the clock, but only lambdas/adapters/clock.ts may.',
    ],
    [
      'lambdas/use-cases/match.ts',
      'const now = Date.now();',
      'reads the clock, but only lambdas/adapters/clock.ts may.',
    ],
    [
      'lambdas/domain/topic.ts',
      'const id = Math.random();',
      'uses Math.random, but domain must be pure.',
    ],
    [
      'lambdas/adapters/ses.ts',
      'const { A } = process.env;',
      'uses process, but only handlers may.',
    ],
    ['scripts/a.ts', '', 'is in a folder that has no import rules.'],
    [
      'lib/web.ts',
      "import { a } from '../tools/a'",
      'imports tools/a, but stack may import stack, environment.',
    ],
  ])('%s: %s', (file, text, broken) => {
    expect(brokenRules(file, text)).toEqual([`${file} ${broken}`]);
  });
});

describe('the import rules allow', () => {
  it.each([
    ['lambdas/handlers/match.ts', "import { a } from '../adapters/a'; const b = process.env.B;"],
    ['lambdas/adapters/clock.ts', 'export const now = () => new Date();'],
    ['lambdas/adapters/ses.ts', "import { SESClient } from '@aws-sdk/client-ses'"],
    ['lambdas/domain/topic.ts', "import { createHash } from 'node:crypto'; new Date(0);"],
    ['lib/web.ts', "import type { VariableName } from '../lambdas/environment'"],
    ['lib/local/import-handlers.ts', 'const { handler } = await import(path)'],
    ['bin/cli.ts', "import { version } from '../package.json'"],
    ['test/domain/topic.test.ts', "import { a } from '../../lambdas/domain/a'; Date.now();"],
  ])('%s: %s', (file, text) => {
    expect(brokenRules(file, text)).toEqual([]);
  });
});

describe('the search for import cycles', () => {
  const cyclesAmong = (texts: Record<string, string>) =>
    importCycles(Object.keys(texts), (file) => texts[file] ?? '');

  it('finds a cycle of several files', () => {
    const texts = {
      'lib/a.ts': "import { b } from './b'",
      'lib/b.ts': "export * from './c'",
      'lib/c.tsx': "import { a } from './a'; import { d } from './d'",
      'lib/d.ts': "import path from 'node:path'",
    };
    expect(cyclesAmong(texts)).toEqual([['lib/a.ts', 'lib/b.ts', 'lib/c.tsx', 'lib/a.ts']]);
  });

  it.each([
    ["import type { A } from './a'"],
    ["import { type A } from './a'"],
    ["export type { A } from './a'"],
    ["export type B = import('./a').A"],
  ])('finds a cycle that one type import closes: %s', (text) => {
    const texts = { 'lib/a.ts': "import { b } from './b'", 'lib/b.ts': text };
    expect(cyclesAmong(texts)).toEqual([['lib/a.ts', 'lib/b.ts', 'lib/a.ts']]);
  });

  it('accepts two paths to the same file', () => {
    const texts = {
      'lib/a.ts': "import './b'; import './c'",
      'lib/b.ts': "import './c'",
      'lib/c.ts': '',
    };
    expect(cyclesAmong(texts)).toEqual([]);
  });
});

describe('the naming rules reject', () => {
  it.each([
    ['lambdas/domain/utils/dates.ts', 'is in a folder whose name says nothing.'],
    ['lib/shared/names.ts', 'is in a folder whose name says nothing.'],
    [
      'lambdas/handlers/deliver-parts.ts',
      'must be in lambdas/handlers/wiring/ or have another name.',
    ],
  ])('%s', (file, broken) => {
    expect(brokenNameRules(file)).toEqual([`${file} ${broken}`]);
  });

  it('but not a -parts file that builds dependencies', () => {
    expect(brokenNameRules('lambdas/handlers/wiring/deliver-parts.ts')).toEqual([]);
  });
});

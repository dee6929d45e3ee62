import { importLoops } from './loops';
import { projectFiles, sourceFiles, textOf } from './project-files';
import { brokenRules } from './rules';

describe('the project', () => {
  it('keeps to the rules of who may import what', () => {
    expect(sourceFiles().flatMap((file) => brokenRules(file, textOf(file)))).toEqual([]);
  });

  it('imports in no loops', () => {
    expect(importLoops(sourceFiles(), textOf)).toEqual([]);
  });

  it('has no folder for things that found no name', () => {
    const nameless = /(^|\/)(utils?|helpers?|common|shared|misc|data|info|managers?)\//i;
    expect(projectFiles().filter((file) => nameless.test(file))).toEqual([]);
  });
});

describe('the rules refuse', () => {
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
      'imports lambdas/handlers/web, but local stack may import local stack, stack.',
    ],
    [
      'lambdas/handlers/match.ts',
      "import type { A } from '@aws-sdk/lib-dynamodb'",
      'imports @aws-sdk/lib-dynamodb, but only adapters speak to AWS.',
    ],
    [
      'lambdas/use-cases/match.ts',
      "import { A } from '@smithy/types'",
      'imports @smithy/types, but only adapters speak to AWS.',
    ],
    [
      'lib/web.ts',
      "import { SESClient } from '@aws-sdk/client-ses'",
      'imports @aws-sdk/client-ses, but only adapters speak to AWS.',
    ],
    [
      'lambdas/handlers/match.ts',
      "import { Stack } from 'aws-cdk-lib'",
      'imports aws-cdk-lib, but a function must not hold what deploys it.',
    ],
    [
      'lambdas/domain/topic.ts',
      "import fs = require('node:fs')",
      'imports node:fs, but domain is pure.',
    ],
    [
      'lambdas/rendering/page.tsx',
      "import http from 'http'",
      'imports http, but rendering is pure.',
    ],
    [
      'lambdas/domain/topic.ts',
      'const now = new Date();',
      'reads the clock, but lambdas/adapters/clock.ts alone does.',
    ],
    [
      'lambdas/use-cases/match.ts',
      'const now = Date.now();',
      'reads the clock, but lambdas/adapters/clock.ts alone does.',
    ],
    [
      'lambdas/domain/topic.ts',
      'const id = Math.random();',
      'leaves to chance what must come out the same.',
    ],
    [
      'lambdas/adapters/ses.ts',
      'const { A } = process.env;',
      'asks the process, but handlers alone do.',
    ],
    ['scripts/a.ts', '', 'is in no part of the project that has rules.'],
    [
      'lib/web.ts',
      "import { a } from '../tools/a'",
      'imports tools/a, but stack may import stack, environment.',
    ],
  ])('%s: %s', (file, text, broken) => {
    expect(brokenRules(file, text)).toEqual([`${file} ${broken}`]);
  });

  it('two files that import each other, if more than types', () => {
    const texts: Record<string, string> = {
      'lib/a.ts': "import { b } from './b'",
      'lib/b.ts': "export * from './c'",
      'lib/c.tsx': "import { a } from './a'; import type { d } from './d'",
      'lib/d.ts': "import { c } from './c'",
    };
    expect(importLoops(Object.keys(texts), (file) => texts[file] ?? '')).toEqual([
      ['lib/a.ts', 'lib/b.ts', 'lib/c.tsx', 'lib/a.ts'],
    ]);
  });
});

describe('the rules allow', () => {
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

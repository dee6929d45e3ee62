// Mutation testing of the rules: `npm run mutate`, or `npm run mutate -- --mutate GLOB` for a part.
// Stryker breaks the code in one place at a time; a change that no test notices is a survivor.
import jestConfig from './jest.config.cjs';

const [tests] = jestConfig.projects;

export default {
  mutate: ['lambdas/domain/**/*.ts', 'lambdas/use-cases/**/*.ts'],
  plugins: ['@stryker-mutator/jest-runner'],
  testRunner: 'jest',
  jest: {
    projectType: 'custom',
    config: {
      ...tests,
      // Stryker adds this to jest.config.cjs, whose projects would each run every test.
      projects: [],
      // DynamoDB Local would start once for each mutant, so tests that need it do not run here.
      globalSetup: undefined,
      globalTeardown: undefined,
      setupFiles: ['<rootDir>/test/support/mutation-setup.ts'],
      testMatch: ['<rootDir>/test/{domain,use-cases}/**/*.test.ts'],
      testPathIgnorePatterns: [
        '/test/use-cases/(change-frequency|follow-topics|match-briefing).test.ts$',
      ],
    },
  },
  coverageAnalysis: 'perTest',
  // Code that runs while a module loads belongs to no test: such a mutant would run every test.
  ignoreStatic: true,
  // Generous, because a busy machine would count slow mutants as detected.
  timeoutMS: 15_000,
  dryRunTimeoutMinutes: 30,
  concurrency: 2,
  // Later runs test only what has changed.
  incremental: true,
  incrementalFile: 'build/mutation/incremental.json',
  tempDirName: 'build/stryker',
  ignorePatterns: ['/build', '/cdk.out', '/demo-output', '/docs'],
  // TypeScript 7 has no API with which Stryker could read the file.
  tsconfigFile: 'none',
  reporters: ['clear-text', 'progress', 'html', 'json'],
  htmlReporter: { fileName: 'build/mutation/report.html' },
  jsonReporter: { fileName: 'build/mutation/report.json' },
};

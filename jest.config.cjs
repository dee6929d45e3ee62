/**
 * Every jest suite, one project each: `npm test` runs `default`, `npm run test:NAME` the others.
 * Jest takes `maxWorkers` and `testTimeout` for a whole run only, not for a project, so the scripts
 * in package.json set them. Some tests run a whole service: two workers keep two cores busy.
 */

// The AWS SDK warns that its versions of 2027 will need Node 22. Ours is pinned, and Lambda runs Node 24.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const project = {
  testEnvironment: 'node',
  // Copies of the project that `npm run mutate` makes.
  modulePathIgnorePatterns: ['<rootDir>/build/stryker/'],
  // Packages that ship only ES modules are compiled to CommonJS, the same way as our own code.
  transform: {
    '^.+\\.(m?[jt]sx?)$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          target: 'es2022',
          transform: { react: { runtime: 'automatic', importSource: 'hono/jsx' } },
        },
      },
    ],
  },
  transformIgnorePatterns: [
    '/node_modules/(?!(jose|ulid|htmlparser2|dom-serializer|domelementtype|domhandler|domutils|entities|marked|@orama)/)',
  ],
};

/** Compiles the email templates and starts one DynamoDB Local for the run. */
const withDynamoDbLocal = {
  globalSetup: '<rootDir>/test/support/prepare-run.ts',
  globalTeardown: '<rootDir>/test/support/stop-dynamodb-local.ts',
};

module.exports = {
  // Journeys send real emails through real parts, at the account's send rate.
  testTimeout: 30_000,
  projects: [
    {
      // Everything that a machine with Node and Java 17 can run.
      ...project,
      ...withDynamoDbLocal,
      displayName: 'default',
      testMatch: ['<rootDir>/test/**/*.test.{ts,tsx}'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/(browser|cloud|faults|oracle)/'],
    },
    {
      // The pages and emails in a real Chromium (Debian's package).
      ...project,
      ...withDynamoDbLocal,
      displayName: 'browser',
      testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
    },
    {
      // The service in a deterministic simulation, with faults at every call.
      ...project,
      displayName: 'faults',
      globalSetup: '<rootDir>/test/faults/global-setup.ts',
      globalTeardown: '<rootDir>/test/support/stop-dynamodb-local.ts',
      testMatch: ['<rootDir>/test/faults/**/*.test.ts'],
    },
    {
      // Compares the topic engine with a real PostgreSQL 15, started in a temporary folder.
      ...project,
      displayName: 'oracle',
      testMatch: ['<rootDir>/test/oracle/**/*.test.ts'],
    },
    {
      // The deployed service: a real `cdk deploy` to MiniStack (pip install ministack).
      ...project,
      displayName: 'cloud',
      testMatch: ['<rootDir>/test/cloud/**/*.test.ts'],
    },
  ],
};

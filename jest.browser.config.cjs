/** The pages and mails in a real Chromium (Debian's package): what a reader sees and presses. */
const { base } = require('./jest.base.cjs');

module.exports = {
  ...base,
  testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
  globalSetup: '<rootDir>/test/support/prepare-run.ts',
  globalTeardown: '<rootDir>/test/support/stop-dynamodb-local.ts',
  testTimeout: 60_000,
  maxWorkers: 1,
};

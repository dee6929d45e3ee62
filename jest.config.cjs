/** Everything a machine with Node 20 and Java 17 can run. The other suites have a config of their own. */
const { base } = require('./jest.base.cjs');

module.exports = {
  ...base,
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/(cloud|browser|oracle)/'],
  globalSetup: '<rootDir>/test/support/prepare-run.ts',
  globalTeardown: '<rootDir>/test/support/stop-dynamodb-local.ts',
};

/** Everything a machine with Node 20 and Java 17 can run. The other suites have a config of their own. */
const { base } = require('./jest.base.cjs');

module.exports = {
  ...base,
  // Each worker runs a whole service now and then: two keep two cores busy, more would crowd them.
  maxWorkers: 2,
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/(cloud|browser|oracle)/'],
  globalSetup: '<rootDir>/test/support/prepare-run.ts',
  globalTeardown: '<rootDir>/test/support/stop-dynamodb-local.ts',
};

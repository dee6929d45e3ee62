/** Everything a machine with Node 20 and Java 17 can run. The other suites have a config of their own. */
const { base } = require('./jest.base.cjs');

module.exports = {
  ...base,
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/(cloud|browser|oracle)/'],
};

/** Compares the topic engine with a real PostgreSQL 15, which each run starts in a temporary folder. */
const { base } = require('./jest.base.cjs');

module.exports = {
  ...base,
  testMatch: ['<rootDir>/test/oracle/**/*.test.ts'],
  testTimeout: 300_000,
  maxWorkers: 1,
};

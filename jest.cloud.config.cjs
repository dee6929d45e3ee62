/** The service as it is deployed: a real `cdk deploy` to MiniStack (pip install ministack). */
const { base } = require('./jest.base.cjs');

module.exports = { ...base, testMatch: ['<rootDir>/test/cloud/**/*.test.ts'] };

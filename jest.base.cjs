/** What every jest suite of the project shares. */
exports.base = {
  testMatch: ['<rootDir>/test/**/*.test.{ts,tsx}'],
  testEnvironment: 'node',
  // Journeys send real mails through real parts, at the account's send rate.
  testTimeout: 30_000,
  // Packages that ship as ES modules only are turned into CommonJS by the same transform as our own code.
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

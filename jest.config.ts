import type { Config } from 'jest';

const config: Config = {
  testEnvironment: '<rootDir>/test/setup/one-realm.ts',
  runtime: '<rootDir>/test/setup/shared-modules.ts',
  injectGlobals: false,
  transform: {},
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // They need Chromium, Python and Java, and have commands of their own.
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/test/browser/',
    '<rootDir>/test/emulator/',
    '<rootDir>/test/contract/table-dynamodb',
  ],
  modulePathIgnorePatterns: ['<rootDir>/cdk.out/', '<rootDir>/.cache/', '<rootDir>/.local/'],
  testSequencer: '<rootDir>/test/setup/longest-first.ts',
  globalSetup: '<rootDir>/test/setup/node-version.ts',
  reporters: ['default', '<rootDir>/test/setup/slow-tests.ts'],
  testTimeout: 60_000,
  // A figure, so that a large machine and the smallest one meet the same order of things.
  maxWorkers: 2,
  cacheDirectory: '<rootDir>/.cache/jest',
};

export default config;

import type { KnipConfig } from 'knip';

/** Only tests use these, or a part of them: the law as published cases ask about it. */
const LAW_OF_CASES = ['domain/law/licence-hard-stop.ts!', 'domain/law/non-friday-release.ts!'];

/** `npm run deadcode` runs knip twice: with `--production` tests are not entries, so code that only they use is found. */
const config: KnipConfig = {
  entry: [
    'bin/*.ts!',
    'lambdas/*/index.ts!',
    'local/{main,demo}.ts!',
    'tools/*.ts!',
    'tools/*/run.ts!',
    'tools/mutation/{worker,jest/*}.ts!',
    'test/**/*.test.ts',
    // Compiled only: the test is that tsc refuses it where it says so.
    'test/**/*.test-d.ts',
    // Their paths are given to another program: esbuild, CDK or a process that a test starts.
    'lambdas/shared/function-credentials.ts!',
    'lib/console-files.ts!',
    'test/{contract/sqlite-kill-writer,journeys/killed-life}.ts',
    'test/lib/{restored-app,synthesise-api,synthesise}.ts',
    'test/setup/*.ts',
    'test/fixtures/runner/*.case.ts',
    ...LAW_OF_CASES,
  ],
  project: ['**/*.ts!', '!test/**!'],
  ignoreExportsUsedInFile: true,
  // One schema under two names: an id of a journey and an id of a referral have the same form.
  exclude: ['duplicates'],
  ignoreBinaries: ['java'],
  // Read as files: style sheets and macros of the pages, and the emulator of DynamoDB.
  ignoreDependencies: ['@ministryofjustice/frontend', 'govuk-frontend', 'amplify-dynamodb-simulator'],
};

export default config;

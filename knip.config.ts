import type { KnipConfig } from 'knip';

/** Used only by tests today, and kept because a filed issue needs it. */
const KEPT = {
  // "Every pathway: identity, bank, health, licence and tag, four kinds of support, community"
  licence: 'domain/law/licence-hard-stop.ts',
  // PATHWAY_ENTRIES: the same issue
  pathways: 'domain/pathways/catalogue.ts',
  // "Faithful at the gate: dates kept separately, release recorded correctly, housing tracked to a real address"
  proposedDates: 'domain/law/non-friday-release.ts',
  // isPnc and isCrn: "People, places, recall, incoming events, and real messages"
  identifiers: 'domain/record/identifiers.ts',
} as const;

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
    `${KEPT.licence}!`,
    `${KEPT.proposedDates}!`,
  ],
  project: ['**/*.ts!', '!test/**!'],
  ignoreIssues: { [KEPT.identifiers]: ['exports'], [KEPT.pathways]: ['exports'] },
  ignoreExportsUsedInFile: true,
  // One schema under two names: an id of a journey and an id of a referral have the same form.
  exclude: ['duplicates'],
  ignoreBinaries: ['java'],
  // Read as files: style sheets and macros of the pages, and the emulator of DynamoDB.
  ignoreDependencies: ['@ministryofjustice/frontend', 'govuk-frontend', 'amplify-dynamodb-simulator'],
};

export default config;

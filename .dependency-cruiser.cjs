/**
 * Imports go one way: lambdas, local, web -> application -> domain; adapters implement the application's ports. Each
 * room lists what it may import, and everything else is refused, so a new room or package must be added here.
 */

/** A package, wherever npm has put it. */
const npm = (...names) => `(^|/)node_modules/(${names.join('|')})/`;

const AWS = ['@aws-sdk/[^/]+', '@aws-lambda-powertools/[^/]+', '@smithy/[^/]+'];
const CDK = ['aws-cdk-lib', 'constructs', 'cdk-nag'];
const DATED_DATA = '^data/[^/]+[.]json$';

/** Refuses everything in a room except what is listed. */
const mayOnlyImport = (room, allowed, why) => ({
  name: `${room}-imports`,
  comment: why,
  severity: 'error',
  from: { path: `^${room}/` },
  to: { pathNot: allowed },
});

/** A room imports no other room than those listed; packages and Node's modules are free. */
const mayOnlyImportRooms = (room, allowed, why) => ({
  name: `${room}-imports`,
  comment: why,
  severity: 'error',
  from: { path: `^${room}/` },
  to: { dependencyTypes: ['local'], pathNot: allowed.map((each) => `^${each}/`) },
});

/** Only the listed rooms import these packages. */
const knownOnlyTo = (name, rooms, packages, why) => ({
  name,
  comment: why,
  severity: 'error',
  from: { pathNot: `^(${rooms.join('|')})/` },
  to: { path: npm(...packages) },
});

/** A rule that a folder of the domain imports no other folder of it than those listed. */
const domainFolder = (folder, allowed, why) => ({
  name: `domain-${folder}-imports`,
  comment: why,
  severity: 'error',
  from: { path: `^domain/${folder}/` },
  to: { path: '^domain/[^/]+/', pathNot: `^domain/(${[folder, ...allowed].join('|')})/` },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    mayOnlyImport(
      'domain',
      ['^domain/', DATED_DATA, npm('temporal-polyfill', 'temporal-spec', 'zod'), '^(node:)?crypto$'],
      'The domain is pure: no SDK, clock, environment or I/O. Hashing (the chain of facts) is a calculation.',
    ),
    domainFolder('law', [], 'The law knows no journey.'),
    domainFolder('record', ['law'], 'The record knows no kind of step, so that pathways can be built on it.'),
    domainFolder(
      'pathways',
      ['law', 'record'],
      'An entry changes the record and declares the rest; it never calls the step engine.',
    ),
    domainFolder('journey', ['law', 'record', 'pathways'], 'The step engine reads the entries.'),
    domainFolder(
      'victim-contact',
      ['law', 'record'],
      'Victim contact is kept apart: it reads the record, and nothing of the journey knows of it.',
    ),
    domainFolder('messages', ['law', 'record'], 'A message is made from the record; nothing waits for it.'),
    domainFolder(
      'events',
      ['law', 'record'],
      'What an event says is read without knowing what follows from it.',
    ),
    domainFolder('access', ['law', 'record', 'pathways'], 'Access depends on the record, not on steps.'),
    domainFolder(
      'partners',
      ['law', 'record', 'pathways', 'journey'],
      'Nothing in the domain needs partners.',
    ),
    mayOnlyImport(
      'workflows',
      [
        '^workflows/',
        '^domain/pathways/(catalogue|actions|machines|support/steps)[.]ts$',
        '^domain/record/(machines|subjects)[.]ts$',
      ],
      'A machine decides the order of steps, so it knows which steps, actions and machines there are.',
    ),
    mayOnlyImport(
      'application',
      [
        '^(application|domain)/',
        DATED_DATA,
        npm('temporal-polyfill', 'temporal-spec', 'zod'),
        '^(node:)?(crypto|zlib)$',
      ],
      'Use cases reach the outside through ports only.',
    ),
    {
      name: 'access-asked-in-one-place',
      comment: 'Commands and queries ask the access rules through application/access.ts only.',
      severity: 'error',
      from: { path: '^application/', pathNot: '^application/access[.]ts$' },
      to: { path: '^domain/access/access[.]ts$' },
    },
    mayOnlyImportRooms(
      'adapters',
      ['adapters', 'application', 'domain', 'data', 'workflows'],
      'An adapter makes one port real. It knows what it serves, never who uses it.',
    ),
    mayOnlyImportRooms(
      'web',
      ['web', 'application', 'domain', 'data'],
      'Routes and pages call use cases. They run the same under lambdas and locally, so they know neither.',
    ),
    mayOnlyImportRooms(
      'web/api',
      ['web/api', 'web/http', 'application', 'domain', 'data'],
      'The API and the console share web/http only, so that each can change without the other.',
    ),
    mayOnlyImportRooms(
      'web/console',
      ['web/console', 'web/http', 'application', 'domain', 'data'],
      'The console and the API share web/http only, so that each can change without the other.',
    ),
    mayOnlyImportRooms(
      'web/http',
      ['web/http', 'application'],
      'Requests, responses, problems and the router: nothing of a page, a route or a rule.',
    ),
    mayOnlyImportRooms(
      'lambdas',
      ['lambdas', 'web', 'application', 'domain', 'adapters', 'data'],
      'A function is a thin handler; what runs on AWS must not depend on the local composition.',
    ),
    mayOnlyImportRooms(
      'local',
      ['local', 'lambdas', 'web', 'application', 'domain', 'adapters', 'data', 'workflows'],
      'The local composition root runs the same handlers as AWS does.',
    ),
    mayOnlyImportRooms(
      'lib',
      ['lib', 'web', 'application', 'domain', 'data', 'workflows'],
      'Stacks may share names (indexes, machines) with the use cases; they refer to handlers by path, never by import.',
    ),
    mayOnlyImportRooms('bin', ['lib'], 'The entry point puts stacks together and does nothing else.'),
    {
      name: 'nothing-imports-tests-or-tools',
      comment: 'What is only for tests or measuring is not part of the product.',
      severity: 'error',
      from: { pathNot: '^(test|tools)/' },
      to: { path: '^(test|tools)/' },
    },

    knownOnlyTo(
      'cdk-only-in-lib-and-bin',
      ['lib', 'bin', 'test/lib'],
      CDK,
      'Only lib and bin know CDK. Tools read the templates that it makes.',
    ),
    knownOnlyTo(
      'aws-only-in-adapters-lambdas-and-lib',
      ['adapters', 'lambdas', 'lib', 'test', 'tools/emulator', 'node_modules'],
      AWS,
      'Everything else must run without AWS, and be tested without it.',
    ),
    knownOnlyTo(
      'nunjucks-only-in-the-console',
      ['web/console', 'node_modules'],
      ['nunjucks'],
      'How a page is made is known to the console only.',
    ),
    knownOnlyTo(
      'zod-openapi-only-in-the-api',
      ['web/api', 'node_modules'],
      ['zod-openapi'],
      'How the API describes itself is known to the API only.',
    ),
    knownOnlyTo(
      'middy-only-in-lambdas',
      ['lambdas', 'test', 'node_modules'],
      ['@middy/[^/]+'],
      'Middy is a detail.',
    ),
    {
      name: 'no-development-packages-at-run-time',
      comment:
        'What runs in production imports nothing that is installed for development only. Types are free.',
      severity: 'error',
      from: { path: '^(domain|application|adapters|lambdas|web|local)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-undeclared-packages',
      comment: 'A package that package.json does not name is there by accident, and can go by accident.',
      severity: 'error',
      from: { pathNot: '^node_modules/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-unresolvable-imports',
      severity: 'error',
      from: {},
      // A built asset, or a module newer than the cruiser's list, would be named here.
      to: { couldNotResolve: true, pathNot: '^node:(sqlite|test)' },
    },
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one file, or three.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nothing imports and that imports nothing is dead.',
      severity: 'error',
      from: { orphan: true, pathNot: ['^(test|tools)/', '[.]d[.]ts$'] },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Type-only imports count too.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};

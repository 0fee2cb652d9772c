import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const PROJECT = resolve(import.meta.dirname, '../..');

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

/** Each a small wrong: the file that does it, what it imports, and the rule that must refuse it. */
const REFUSED = [
  { file: 'domain/reads-a-file.ts', imports: 'node:fs', rule: 'domain-imports' },
  { file: 'domain/calls-out.ts', imports: 'node:http', rule: 'domain-imports' },
  { file: 'domain/reads-settings.ts', imports: 'node:process', rule: 'domain-imports' },
  { file: 'domain/calls-a-use-case.ts', imports: '../application/use-case.ts', rule: 'domain-imports' },
  { file: 'domain/knows-types.ts', imports: 'type:../application/use-case.ts', rule: 'domain-imports' },
  { file: 'domain/law/reads-a-record.ts', imports: '../record/head.ts', rule: 'domain-law-imports' },
  { file: 'domain/record/names-a-kind.ts', imports: '../pathways/entry.ts', rule: 'domain-record-imports' },
  {
    file: 'domain/record/knows-types.ts',
    imports: 'type:../pathways/entry.ts',
    rule: 'domain-record-imports',
  },
  {
    file: 'domain/pathways/calls-engine.ts',
    imports: '../journey/engine.ts',
    rule: 'domain-pathways-imports',
  },
  { file: 'domain/journey/asks-access.ts', imports: '../access/rules.ts', rule: 'domain-journey-imports' },
  { file: 'domain/access/opens-a-step.ts', imports: '../journey/engine.ts', rule: 'domain-access-imports' },
  { file: 'domain/partners/asks-access.ts', imports: '../access/rules.ts', rule: 'domain-partners-imports' },
  { file: 'application/picks-storage.ts', imports: '../adapters/table.ts', rule: 'application-imports' },
  { file: 'application/opens-sqlite.ts', imports: 'node:sqlite', rule: 'application-imports' },
  {
    file: 'application/calls-aws.ts',
    imports: '@aws-sdk/client-sfn',
    rule: 'aws-only-in-adapters-lambdas-and-lib',
  },
  { file: 'adapters/knows-its-user.ts', imports: '../lambdas/handler.ts', rule: 'adapters-imports' },
  { file: 'lambdas/leans-on-local.ts', imports: '../local/compose.ts', rule: 'lambdas-imports' },
  { file: 'web/leans-on-local.ts', imports: '../local/compose.ts', rule: 'web-imports' },
  { file: 'web/api/draws-a-page.ts', imports: '../console/page.ts', rule: 'web/api-imports' },
  { file: 'web/console/calls-the-api.ts', imports: '../api/route.ts', rule: 'web/console-imports' },
  { file: 'web/http/knows-a-route.ts', imports: '../api/route.ts', rule: 'web/http-imports' },
  { file: 'web/api/renders-html.ts', imports: 'nunjucks', rule: 'nunjucks-only-in-the-console' },
  { file: 'local/describes-the-api.ts', imports: 'zod-openapi', rule: 'zod-openapi-only-in-the-api' },
  { file: 'web/wraps-in-middy.ts', imports: '@middy/core', rule: 'middy-only-in-lambdas' },
  { file: 'local/deploys.ts', imports: 'aws-cdk-lib', rule: 'cdk-only-in-lib-and-bin' },
  { file: 'lib/bundles-by-import.ts', imports: '../lambdas/handler.ts', rule: 'lib-imports' },
  {
    file: 'adapters/ships-a-test-tool.ts',
    imports: 'fast-check',
    rule: 'no-development-packages-at-run-time',
  },
  { file: 'adapters/borrows-a-package.ts', imports: 'mnemonist', rule: 'no-undeclared-packages' },
  {
    file: 'local/uses-a-fixture.ts',
    imports: '../test/fixture.ts',
    rule: 'nothing-imports-tests-or-tools',
  },
  {
    file: 'lambdas/counts-its-own-cost.ts',
    imports: '../tools/cost/counts.ts',
    rule: 'nothing-imports-tests-or-tools',
  },
  { file: 'adapters/misspells.ts', imports: './tabel.ts', rule: 'no-unresolvable-imports' },
  { file: 'domain/chicken.ts', imports: './egg.ts', rule: 'no-circles' },
  { file: 'domain/forgotten.ts', imports: 'nothing', rule: 'no-orphans' },
] as const;

/** What the architecture allows, so that a rule which refuses everything is noticed. */
const ALLOWED = [
  { file: 'domain/hashes.ts', imports: 'node:crypto' },
  { file: 'domain/uses-dates.ts', imports: 'temporal-polyfill' },
  { file: 'domain/record/head.ts', imports: '../law/days.ts' },
  { file: 'domain/pathways/entry.ts', imports: '../record/head.ts' },
  { file: 'domain/journey/engine.ts', imports: '../pathways/entry.ts' },
  { file: 'domain/access/rules.ts', imports: '../record/head.ts' },
  { file: 'application/use-case.ts', imports: '../domain/rule.ts' },
  { file: 'adapters/table.ts', imports: '@aws-sdk/client-sfn' },
  { file: 'adapters/stores.ts', imports: 'node:sqlite' },
  { file: 'adapters/implements.ts', imports: 'type:../application/use-case.ts' },
  { file: 'lambdas/handler.ts', imports: '@middy/core' },
  { file: 'lambdas/composes.ts', imports: '../adapters/table.ts' },
  { file: 'local/compose.ts', imports: '../lambdas/handler.ts' },
  { file: 'web/api/route.ts', imports: '../http/request.ts' },
  { file: 'web/api/describes.ts', imports: 'zod-openapi' },
  { file: 'web/console/page.ts', imports: '../http/request.ts' },
  { file: 'web/console/renders.ts', imports: 'nunjucks' },
  { file: 'lib/stack.ts', imports: 'aws-cdk-lib' },
  { file: 'bin/app.ts', imports: '../lib/stack.ts' },
  { file: 'tools/cost/counts.ts', imports: '../../application/use-case.ts' },
] as const;

const SUPPORT = {
  'domain/law/days.ts': 'export const days = 1;\n',
  'domain/rule.ts': "import { egg } from './egg.ts';\nexport const rule = egg;\n",
  'domain/egg.ts': "import './chicken.ts';\nexport const egg = 1;\n",
  'web/http/request.ts': 'export const request = 1;\n',
  'test/fixture.ts': "import '../domain/rule.ts';\n",
};

const PACKAGES = {
  declared: ['@aws-sdk/client-sfn', '@middy/core', 'nunjucks', 'temporal-polyfill', 'zod-openapi'] as const,
};
const DEV_PACKAGES = ['aws-cdk-lib', 'fast-check'] as const;
const UNDECLARED = ['mnemonist'] as const;

let house: string;
let violations: readonly Violation[];

async function write(path: string, text: string): Promise<void> {
  const target = join(house, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, text);
}

function importLine(imports: string): string {
  if (imports === 'nothing') return 'export const alone = 1;\n';
  const name = imports.replace(/^type:/, '');
  return imports.startsWith('type:') ? `import type { Any } from '${name}';\n` : `import '${name}';\n`;
}

/** Runs the gate as `npm run layering` does, and gives back what it refused. */
function cruise(): Promise<readonly Violation[]> {
  const program = resolve(PROJECT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const rooms = [
    'adapters',
    'application',
    'bin',
    'tools',
    'web',
    'domain',
    'lambdas',
    'lib',
    'local',
    'test',
  ];
  const args = [program, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...rooms];
  return new Promise((done, failed) => {
    execFile(process.execPath, args, { cwd: house, maxBuffer: 2 ** 24 }, (_refused, stdout, stderr) => {
      // The exit code counts the violations, so only a run without a report is a failure.
      if (stdout === '') failed(new Error(stderr));
      else done((JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations);
    });
  });
}

beforeAll(async () => {
  house = await mkdtemp(join(tmpdir(), 'layering-'));
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json'])
    await cp(join(PROJECT, file), join(house, file));
  const versions = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']));
  const manifest = {
    name: 'house',
    type: 'module',
    dependencies: versions(PACKAGES.declared),
    devDependencies: versions(DEV_PACKAGES),
  };
  await write('package.json', JSON.stringify(manifest));
  for (const name of [...PACKAGES.declared, ...DEV_PACKAGES, ...UNDECLARED]) {
    await write(
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
    );
    await write(`node_modules/${name}/index.js`, 'module.exports = {};\n');
  }
  // The cruiser reads TypeScript with the compiler it finds from where it runs.
  await symlink(join(PROJECT, 'node_modules/typescript'), join(house, 'node_modules/typescript'));
  for (const { file, imports } of [...REFUSED, ...ALLOWED]) await write(file, importLine(imports));
  for (const [file, text] of Object.entries(SUPPORT)) await write(file, text);
  violations = await cruise();
});

afterAll(() => rm(house, { recursive: true, force: true }));

describe('the import rule', () => {
  it.each(REFUSED)('refuses $file that imports $imports, by $rule', ({ file, rule }) => {
    expect(violations.filter(({ from }) => from === file).map((each) => each.rule.name)).toContain(rule);
  });

  it.each(ALLOWED)('lets $file import $imports', ({ file }) => {
    expect(violations.filter(({ from }) => from === file)).toEqual([]);
  });
});

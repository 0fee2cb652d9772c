import { join } from 'node:path';

const FUNCTION_CREDENTIALS = join(import.meta.dirname, '..', 'lambdas', 'shared', 'function-credentials.ts');

/** How functions are bundled: one file each, with every package that Node does not include. */
export const BUNDLE = {
  target: 'node24',
  mainFields: ['module', 'main'],
  /** CommonJS packages inside an ES module need `require`. */
  banner: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
  /** Our modules that replace packages. */
  alias: { '@aws-sdk/credential-provider-node': FUNCTION_CREDENTIALS },
} as const;

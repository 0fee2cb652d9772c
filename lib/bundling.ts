import { join } from 'node:path';

const FUNCTION_CREDENTIALS = join(import.meta.dirname, '..', 'lambdas', 'shared', 'function-credentials.ts');

/** How functions are bundled: one file each, with everything in it that Node does not bring. */
export const BUNDLE = {
  target: 'node24',
  mainFields: ['module', 'main'],
  /** What an ES module needs for the CommonJS packages inside it. */
  banner: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
  /** Modules of ours in place of packages. */
  alias: { '@aws-sdk/credential-provider-node': FUNCTION_CREDENTIALS },
} as const;

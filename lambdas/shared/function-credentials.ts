import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * A function's credentials: Lambda puts its role's into the environment. Bundles use this instead of the SDK's own
 * search (`lib/bundling.ts`), which also asks files, programs and other services.
 */
export const defaultProvider = fromEnv;

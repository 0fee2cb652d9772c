import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Where a function's credentials are: in its environment, where Lambda puts those of its role, and nowhere else.
 * Bundles hold this in place of the SDK's own search (`lib/bundling.ts`), which would also ask files, other programs
 * and other services.
 */
export const defaultProvider = fromEnv;

import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DestinationError, type Environment, noRegion, regionIn } from './region.ts';

/**
 * The region to deploy to, as a variable or the profile names it, once there are credentials for an account.
 *
 * @throws DestinationError
 */
export async function destinationRegion(environment: Environment): Promise<string> {
  const named = regionIn(environment);
  // Any client finds both, wherever AWS's tools look for them.
  const { config } = new SecretsManagerClient(named === undefined ? {} : { region: named });
  const region = await config.region().catch(() => {
    throw noRegion();
  });
  await config.credentials().catch(() => {
    throw new DestinationError(
      'No account is named: there are no AWS credentials here. Sign in to the account, or set AWS_PROFILE.',
    );
  });
  return region;
}

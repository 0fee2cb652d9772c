import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DestinationError, type Environment, noRegion, regionIn } from './region.ts';

/** The region to deploy to, from a variable or the profile, once there are credentials. @throws DestinationError */
export async function destinationRegion(environment: Environment): Promise<string> {
  const named = regionIn(environment);
  // Any client resolves both in the way AWS's tools do.
  const { config } = new SecretsManagerClient(named === undefined ? {} : { region: named });
  const region = await config.region().catch(() => {
    throw noRegion();
  });
  await config.credentials().catch(() => {
    throw new DestinationError('There are no AWS credentials. Sign in to the account, or set AWS_PROFILE.');
  });
  return region;
}

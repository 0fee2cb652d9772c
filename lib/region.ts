/** Where it should be deployed is not said. The message says what to do, in one line. */
export class DestinationError extends Error {
  override readonly name = 'DestinationError';
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** What the CDK takes a region from; beside the profile, which it reads too. */
const VARIABLES = ['AWS_REGION', 'AMAZON_REGION', 'AWS_DEFAULT_REGION', 'AMAZON_DEFAULT_REGION'];
/** What the CDK takes for the region when none is named anywhere. */
const NOBODYS_CHOICE = 'us-east-1';

/** The region that the environment names; undefined when it does not. */
export function regionIn(environment: Environment): string | undefined {
  return VARIABLES.map((name) => environment[name]).find((region) => region !== undefined);
}

export function noRegion(): DestinationError {
  return new DestinationError('No region is named: set AWS_REGION to where to deploy to, such as eu-west-2.');
}

/**
 * For the CDK's own command, which without a region would deploy to one that nobody chose. Without credentials
 * nothing can be deployed, and a region is not asked for.
 *
 * @throws DestinationError
 */
export function refuseNobodysRegion(environment: Environment): void {
  const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = environment;
  if (account !== undefined && region === NOBODYS_CHOICE && regionIn(environment) === undefined)
    throw noRegion();
}

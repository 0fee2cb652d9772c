/** There is no account or region to deploy to. The message is one line that says what to do. */
export class DestinationError extends Error {
  override readonly name = 'DestinationError';
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** The variables that the CDK reads; it also reads the profile. */
const VARIABLES = ['AWS_REGION', 'AMAZON_REGION', 'AWS_DEFAULT_REGION', 'AMAZON_DEFAULT_REGION'];
/** The CDK's default when there is no region. */
const NOBODYS_CHOICE = 'us-east-1';

/** The region in the environment variables; undefined without one. */
export function regionIn(environment: Environment): string | undefined {
  return VARIABLES.map((name) => environment[name]).find((region) => region !== undefined);
}

export function noRegion(): DestinationError {
  return new DestinationError('There is no region to deploy to. Set AWS_REGION, such as eu-west-2.');
}

/**
 * Refuses the CDK's default region, which nobody chose. Without credentials nothing can be deployed, so no region is
 * needed.
 * @throws DestinationError
 */
export function refuseNobodysRegion(environment: Environment): void {
  const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = environment;
  if (account !== undefined && region === NOBODYS_CHOICE && regionIn(environment) === undefined)
    throw noRegion();
}

import recommended from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };

/** CDK's recommended feature flags, except for these. */
export const FLAGS: Readonly<Record<string, unknown>> = {
  ...recommended,
  // A stack cannot remove what another stack imports.
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  // Deployed to one partition of AWS.
  '@aws-cdk/core:target-partitions': ['aws'],
};

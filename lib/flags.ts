import recommended from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };

/** How CDK behaves where its newer behaviour must be asked for: as it recommends for new applications, but for these. */
export const FLAGS: Readonly<Record<string, unknown>> = {
  ...recommended,
  // A stack cannot take away what another still uses.
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  // Deployed from one partition of AWS.
  '@aws-cdk/core:target-partitions': ['aws'],
};

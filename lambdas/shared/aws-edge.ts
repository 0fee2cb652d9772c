import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { secretTexts } from '../../adapters/aws/secret-text.ts';
import { AROUND_THE_EDGE } from '../../web/http/edge.ts';
import type { ReportProblem } from './problems.ts';
import type { Edge } from './through-the-edge.ts';

/** The edge's secret and metric on AWS. */
export function awsEdge(
  { EDGE_SECRET_ID }: { readonly EDGE_SECRET_ID: string },
  client: SecretsManagerClient,
  metrics: Metrics,
  report: ReportProblem,
): Pick<Edge, 'secrets' | 'onRefused' | 'onProblem'> {
  return {
    secrets: secretTexts({ client, secretId: EDGE_SECRET_ID, now: () => performance.now() }),
    onRefused: () => metrics.singleMetric().addMetric(AROUND_THE_EDGE, MetricUnit.Count, 1),
    onProblem: (what, error) => report(what, {}, error),
  };
}

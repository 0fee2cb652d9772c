import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { textBytes } from '../../application/ports/item-size.ts';

/** CloudWatch Logs adds this to what it charges for each event. */
const EVENT_OVERHEAD_BYTES = 26;

/** Bytes charged for the line in which a function counts something: its only line, unless something goes wrong. */
export function metricsLineBytes(serviceName: string, names: readonly string[]): number {
  const metrics = new Metrics({ namespace: 'ThroughTheGate/prod', serviceName });
  for (const name of names) metrics.addMetric(name, MetricUnit.Count, 1);
  const line = JSON.stringify(metrics.serializeMetrics());
  metrics.clearMetrics();
  return textBytes(line) + EVENT_OVERHEAD_BYTES;
}

/** Bytes charged for one line of an access log, with so many in the place of each of its fields. */
export function accessLineBytes(format: string, fieldBytes: number): number {
  const fields = format.match(/\$context[.\w]+/g) ?? [];
  const rest = format.replace(/\$context[.\w]+/g, '');
  return textBytes(rest) + fields.length * fieldBytes + EVENT_OVERHEAD_BYTES;
}

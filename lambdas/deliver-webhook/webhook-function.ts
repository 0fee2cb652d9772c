import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { SSMClient } from '@aws-sdk/client-ssm';
import { parameterSigningKeys } from '../../adapters/aws/parameter-signing-keys.ts';
import { systemClock } from '../../adapters/clock/system-clock.ts';
import { agencySigner } from '../../adapters/webhooks/agency-signer.ts';
import type { DeliveryResult } from '../../application/background/deliver-webhook.ts';
import type { WebhookSender } from '../../application/ports/webhook-sender.ts';
import { awsServices } from '../shared/aws-services.ts';
import { settings } from '../shared/environment.ts';
import { observed } from '../shared/observed.ts';
import { logProblems } from '../shared/problems.ts';
import { xrayTracer } from '../shared/tracer.ts';
import { deliverWebhookHandler } from './handler.ts';

const METRICS: Readonly<Record<DeliveryResult, string>> = {
  delivered: 'WebhooksDelivered',
  'will-retry': 'WebhooksToRetry',
  parked: 'WebhooksParked',
  'held-back': 'WebhooksHeldBack',
  'not-due': 'WebhooksNotDue',
  gone: 'WebhooksGone',
};

/** The webhook function, except for the addresses that the sender may reach. */
export function webhookFunction(sender: WebhookSender) {
  const logger = new Logger();
  const tracer = xrayTracer(process.env);
  const metrics = new Metrics();
  const environment = settings(
    ['TABLE_NAME', 'PUBLIC_URL', 'SIGNING_KEYS_PREFIX', 'TRAINING_CLOCK'],
    process.env,
  );
  const services = awsServices(environment, tracer);
  const keysOf = parameterSigningKeys({
    client: tracer.follow(new SSMClient({})),
    namePrefix: environment.SIGNING_KEYS_PREFIX,
    now: () => performance.now(),
  });
  return observed(
    deliverWebhookHandler(
      { ...services, sender, signer: agencySigner(keysOf), wallClock: systemClock, random: Math.random },
      (result) => metrics.addMetric(METRICS[result], MetricUnit.Count, 1),
      logProblems(logger),
    ),
    { logger, tracer, metrics: logMetrics(metrics), before: services.readClock },
  );
}

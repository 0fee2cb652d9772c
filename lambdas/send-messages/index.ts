import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { SSMClient } from '@aws-sdk/client-ssm';
import { parameterNotifySettings } from '../../adapters/aws/parameter-notify-settings.ts';
import { notifySender } from '../../adapters/notify/notify-sender.ts';
import type { SendResult } from '../../application/background/send-mailbox.ts';
import { awsServices } from '../shared/aws-services.ts';
import { settings } from '../shared/environment.ts';
import { observed } from '../shared/observed.ts';
import { logProblems } from '../shared/problems.ts';
import { xrayTracer } from '../shared/tracer.ts';
import { sendMessagesHandler } from './handler.ts';

const METRICS: Readonly<Record<SendResult, string>> = {
  'handed-over': 'MessagesHandedOver',
  'will-retry': 'MessagesToRetry',
  'gave-up': 'MessagesGivenUp',
  'not-handed-over': 'MessagesNotHandedOver',
  'nothing-to-send': 'MessagesNotNeeded',
  'not-due': 'MessagesNotDue',
};

const logger = new Logger();
const tracer = xrayTracer(process.env);
const metrics = new Metrics();
const environment = settings(
  ['TABLE_NAME', 'PUBLIC_URL', 'CONSOLE_URL', 'NOTIFY_PARAMETER', 'TRAINING_CLOCK'],
  process.env,
);
const services = awsServices(environment, tracer);
const messages = notifySender({
  settings: parameterNotifySettings({
    client: tracer.follow(new SSMClient({})),
    name: environment.NOTIFY_PARAMETER,
    now: () => performance.now(),
  }),
});

/** Called by the queue of messages. It calls GOV.UK Notify. */
export const handler = observed(
  sendMessagesHandler(
    { ...services, messages, consoleUrl: environment.CONSOLE_URL },
    (result) => metrics.addMetric(METRICS[result], MetricUnit.Count, 1),
    logProblems(logger),
  ),
  { logger, tracer, metrics: logMetrics(metrics), before: services.readClock },
);

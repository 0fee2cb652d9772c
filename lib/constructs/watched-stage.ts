import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { type HttpApi, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { FIVE_MINUTES } from './alarm-bell.ts';
import type { Surroundings } from './gate-function.ts';

export interface WatchedStage {
  readonly logGroupName: string;
  /** What is logged of each request, as API Gateway writes it: nothing about a person. */
  readonly format: string;
  /** What whoever hears the alarm should do. */
  readonly says: string;
}

/** Puts an HTTP API in service: throttled, with an access log of its own, and an alarm on errors of ours. */
export function serveWatched(
  scope: Construct,
  api: HttpApi,
  { stage, key, bell }: Surroundings,
  { logGroupName, format, says }: WatchedStage,
): void {
  const logGroup = new LogGroup(scope, 'AccessLog', {
    logGroupName,
    retention: stage.logRetention,
    encryptionKey: key,
    removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  api.addStage('Stage', {
    autoDeploy: true,
    throttle: { rateLimit: stage.api.requestsPerSecond, burstLimit: stage.api.burst },
    accessLogSettings: {
      destination: new LogGroupLogDestination(logGroup),
      format: AccessLogFormat.custom(format),
    },
  });
  bell.ringWhen(scope, 'ServerErrors', {
    metric: api.metricServerError({ period: FIVE_MINUTES, statistic: 'Sum' }),
    atLeast: 5,
    says,
    runbook: 'server-errors',
  });
}

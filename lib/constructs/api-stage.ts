import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { type HttpApi, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { FIVE_MINUTES } from './alarm-topic.ts';
import type { StageContext } from './gate-function.ts';

export interface ApiStageProps {
  readonly logGroupName: string;
  /** The format of the access log, in API Gateway's syntax. It must hold nothing about a person. */
  readonly format: string;
  /** The message of the alarm on 5xx responses. */
  readonly message: string;
}

/** Adds the stage of an HTTP API: throttled, with an access log and an alarm on 5xx responses. */
export function addApiStage(
  scope: Construct,
  api: HttpApi,
  { stage, key, alarms }: StageContext,
  { logGroupName, format, message }: ApiStageProps,
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
  alarms.raiseWhen(scope, 'ServerErrors', {
    metric: api.metricServerError({ period: FIVE_MINUTES, statistic: 'Sum' }),
    atLeast: 5,
    message,
    runbook: 'server-errors',
  });
}

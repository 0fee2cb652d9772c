import { Duration } from 'aws-cdk-lib';
import { RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type { Construct } from 'constructs';
import type { FunctionName } from '../names.ts';
import { DeadLetters } from './dead-letters.ts';
import type { GateFunction, StageContext } from './gate-function.ts';
import { ruleWithAlarm } from './rule-with-alarm.ts';

export interface ScheduleProps extends Pick<StageContext, 'names' | 'alarms'> {
  readonly name: FunctionName;
  readonly every: Duration;
  /** At what times; at that rate by default. */
  readonly schedule?: Schedule;
  /** The construct id of the rule. */
  readonly rule: string;
  /** The message of the alarm: what a failed call means. */
  readonly message: string;
}

/**
 * Calls a function on a schedule. A failed call is not repeated, because the next one does its work; it goes to a
 * dead-letter queue.
 */
export function callOnSchedule(
  scope: Construct,
  gate: GateFunction,
  { names, alarms, name, every, schedule = Schedule.rate(every), rule, message }: ScheduleProps,
): void {
  const { queue } = new DeadLetters(scope, 'Dead', {
    queueName: `${names.prefix}-${name}-dead`,
    alarms,
    of: 'function',
    message,
    runbook: `dead-letters-${name}`,
  });
  // Six hours are the longest that Lambda keeps an event.
  const maxEventAge = every.toHours({ integral: false }) > 6 ? Duration.hours(6) : every;
  const once = { maxEventAge, retryAttempts: 0 };
  gate.alias.configureAsyncInvoke({ ...once, onFailure: new SqsDestination(queue) });
  ruleWithAlarm(scope, rule, {
    alarms,
    description: `Calls the ${name}`,
    schedule,
    targets: [
      new LambdaFunction(gate.alias, {
        ...once,
        event: RuleTargetInput.fromObject({}),
        deadLetterQueue: queue,
      }),
    ],
  });
}

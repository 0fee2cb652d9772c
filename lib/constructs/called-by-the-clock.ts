import type { Duration } from 'aws-cdk-lib';
import { RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type { Construct } from 'constructs';
import type { FunctionName } from '../names.ts';
import { DeadLetters } from './dead-letters.ts';
import type { GateFunction, Surroundings } from './gate-function.ts';
import { watchedRule } from './watched-rule.ts';

export interface CalledByTheClock extends Pick<Surroundings, 'names' | 'bell'> {
  readonly name: FunctionName;
  readonly every: Duration;
  /** The rule's id. */
  readonly rule: string;
  /** What it means that a call failed, for whoever is woken by it. */
  readonly says: string;
}

/**
 * Has a function called again and again, with nothing to say to it. A call that fails or cannot be made is not made
 * again, for the next does its work; it is kept with the dead letters.
 */
export function callByTheClock(
  scope: Construct,
  gate: GateFunction,
  { names, bell, name, every, rule, says }: CalledByTheClock,
): void {
  const { queue } = new DeadLetters(scope, 'Dead', {
    queueName: `${names.prefix}-${name}-dead`,
    bell,
    of: 'function',
    says,
    runbook: `dead-letters-${name}`,
  });
  const once = { maxEventAge: every, retryAttempts: 0 };
  gate.alias.configureAsyncInvoke({ ...once, onFailure: new SqsDestination(queue) });
  watchedRule(scope, rule, {
    bell,
    description: `Calls the ${name}`,
    schedule: Schedule.rate(every),
    targets: [
      new LambdaFunction(gate.alias, {
        ...once,
        event: RuleTargetInput.fromObject({}),
        deadLetterQueue: queue,
      }),
    ],
  });
}

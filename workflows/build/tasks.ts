import { placeholderOf, RESOURCES, type Retrier, type TaskState } from './asl.ts';
import type { ActionName } from '../../domain/pathways/actions.ts';
import type { Ask, Child, Open, Subject } from './statements.ts';

const DAY = 86_400;
/** Half a year: far past the deadline of any step. The deadline that people see is in the step's row. */
const BACKSTOP = 180 * DAY;
/** Step Functions ends an execution after a year; a child must end before its parent. */
const CHILD_BACKSTOP = 330 * DAY;
/** Longer than the functions may run. */
const RUN_TIMEOUT = 60;

const THROTTLED_OR_DOWN = [
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
  'Unavailable',
];
const ENGINE_DOWN = [
  'StepFunctions.ExecutionLimitExceededException',
  'StepFunctions.SdkClientException',
  'StepFunctions.StepFunctionsException',
];

const PAYLOAD_END = { 'execution.$': '$$.Execution.Name' };
const WITH_TOKEN = { 'token.$': '$$.Task.Token', ...PAYLOAD_END };

/** A Task without the ways out of it. */
export type BareTask = Omit<TaskState, 'Catch' | 'Next'>;

/** Runs an action; its outcome and the subject it chose are in `$.last`. */
export function runTask(action: ActionName, says: string, payload: object = {}): BareTask {
  return {
    Type: 'Task',
    Comment: says,
    Resource: RESOURCES.run,
    TimeoutSeconds: RUN_TIMEOUT,
    Parameters: {
      FunctionName: '${DoStepFunction}',
      Payload: {
        action,
        ...payload,
        'journeyId.$': '$.journeyId',
        'subject.$': '$.subject',
        ...PAYLOAD_END,
      },
    },
    ResultSelector: { 'outcome.$': '$.Payload.outcome', 'subject.$': '$.Payload.subject' },
    ResultPath: '$.last',
    Retry: [retry([...THROTTLED_OR_DOWN, 'States.Timeout'], 6)],
  };
}

/** Opens steps whose answers nothing waits for. */
export function openTask({ kinds, says }: Open): BareTask {
  return runTask('open-steps', says, { kinds });
}

/** Opens a step; its outcome is in `$.last`. A machine that runs once for each subject asks about its own. */
export function askTask(asked: Ask, hasSubject: boolean): BareTask {
  const subject =
    asked.subject === undefined && hasSubject
      ? { 'subject.$': '$.subject' }
      : { subject: asked.subject ?? 'none' };
  return openStep(asked.says, { kind: asked.kind, 'journeyId.$': '$.journeyId', ...subject }, '$.last', 6);
}

/** Asks an administrator to repair what failed; the outcome, and how many incidents there have been, is in `$.incident`. */
export function incidentTask(machine: string, state: string, hasSubject: boolean): BareTask {
  const subject = `${machine}.${state}`;
  return openStep(
    `${state} could not be done. An administrator repairs the cause, then retries it or skips it with a reason.`,
    {
      kind: 'incident',
      'journeyId.$': '$.journeyId',
      ...(hasSubject ? { 'subject.$': `States.Format('${subject}.{}', $.subject)` } : { subject }),
      'cause.$': '$.error.Error',
    },
    '$.incident',
    10,
  );
}

function openStep(says: string, payload: object, resultPath: string, attempts: number): BareTask {
  return {
    Type: 'Task',
    Comment: says,
    Resource: RESOURCES.ask,
    TimeoutSeconds: BACKSTOP,
    Parameters: { FunctionName: '${OpenStepFunction}', Payload: { ...payload, ...WITH_TOKEN } },
    ResultPath: resultPath,
    Retry: [retry(THROTTLED_OR_DOWN, attempts)],
  };
}

/**
 * Runs another machine. The child is named after its parent, after what it is for, and after the incidents so far:
 * started again it has the same name and is not started twice, and retried by a person it has a new one.
 */
export function childTask({ machine, says, subject }: Child): BareTask {
  return {
    Type: 'Task',
    Comment: says,
    Resource: RESOURCES.child,
    TimeoutSeconds: CHILD_BACKSTOP,
    Parameters: {
      StateMachineArn: `\${${placeholderOf(machine.name)}}`,
      'Name.$': childName(machine.name, subject),
      Input: {
        'journeyId.$': '$.journeyId',
        'cycle.$': '$.cycle',
        ...(typeof subject === 'string' ? { subject } : { 'subject.$': '$.last.subject' }),
        'incident.$': '$.incident',
      },
    },
    ResultPath: null,
    Retry: [retry(ENGINE_DOWN, 6)],
  };
}

function childName(machine: string, subject: Subject): string {
  if (typeof subject !== 'string')
    return "States.Format('{}-{}-{}', $$.Execution.Name, $.last.subject, $.incident.number)";
  const role = subject === 'none' ? machine : subject;
  return `States.Format('{}-${role}-{}', $$.Execution.Name, $.incident.number)`;
}

function retry(errors: readonly string[], attempts: number): Retrier {
  return {
    ErrorEquals: errors,
    IntervalSeconds: 1,
    BackoffRate: 2,
    MaxAttempts: attempts,
    MaxDelaySeconds: 60,
    JitterStrategy: 'FULL',
  };
}

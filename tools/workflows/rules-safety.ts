import { kindOf, sent, statesOf, type Located, type Region, type Retrier, type State } from './definition.ts';
import { finding, findingIf, type Finding } from './finding.ts';
import { incidentOf } from './graph.ts';

const DAY = 86_400;
/** Half a year: far past the deadline of any step, and what "nobody answered" means. */
const SHORTEST_BACKSTOP = 180 * DAY;
/** Step Functions ends an execution after a year. A backstop that would come later never comes. */
const YEAR = 365 * DAY;
const LONGEST_LAMBDA = 900;

/** What happens when a state fails, is throttled, or is never answered. */
export function safetyFindings(machineName: string, machine: Region): readonly Finding[] {
  return statesOf(machine).flatMap((located) => {
    switch (kindOf(located.state)) {
      case 'do':
        return [
          ...timeoutWithin(located, 'do-timeout', 1, LONGEST_LAMBDA),
          ...retryFindings(located, 'Lambda.TooManyRequestsException'),
          ...incidentFindings(machineName, located),
        ];
      case 'await':
        return [
          ...timeoutWithin(located, 'await-timeout', SHORTEST_BACKSTOP, YEAR - DAY),
          ...timeoutCatch(located),
          ...retryFindings(located, 'Lambda.TooManyRequestsException'),
          ...incidentFindings(machineName, located),
        ];
      case 'incident':
        return [
          ...timeoutWithin(located, 'await-timeout', SHORTEST_BACKSTOP, YEAR - DAY),
          ...retryFindings(located, 'Lambda.TooManyRequestsException'),
          ...incidentCatch(located),
        ];
      case 'child':
        return [
          ...timeoutWithin(located, 'child-timeout', SHORTEST_BACKSTOP, YEAR - DAY),
          ...retryFindings(located, 'StepFunctions.StepFunctionsException'),
          ...incidentFindings(machineName, located),
        ];
      case 'parallel':
        return incidentFindings(machineName, located);
      case 'choice':
      case 'succeed':
      case 'other':
        return [];
    }
  });
}

function timeoutWithin(
  { name, state }: Located,
  rule: 'do-timeout' | 'await-timeout' | 'child-timeout',
  least: number,
  most: number,
): readonly Finding[] {
  const { TimeoutSeconds: seconds } = state;
  const fits = seconds !== undefined && seconds >= least && seconds <= most;
  return findingIf(!fits, rule, name, `TimeoutSeconds must be there, and from ${least} to ${most}.`);
}

function retryFindings({ name, state }: Located, throttled: string): readonly Finding[] {
  const good = (retrier: Retrier): boolean =>
    retrier.ErrorEquals.includes(throttled) &&
    retrier.JitterStrategy === 'FULL' &&
    (retrier.MaxAttempts ?? 3) > 0;
  return findingIf(
    state.Retry?.some(good) !== true,
    'retry',
    name,
    `Retry must take ${throttled}, with JitterStrategy FULL, or a busy morning fails it.`,
  );
}

/** Nobody answered: a Do reconciles with the record, before anyone is told that something went wrong. */
function timeoutCatch({ name, state, region }: Located): readonly Finding[] {
  const [first, ...others] = state.Catch ?? [];
  const next = first && region.States[first.Next];
  const reconciles =
    first?.ErrorEquals.join() === 'States.Timeout' &&
    others.length > 0 &&
    next !== undefined &&
    sent(next)['action'] === 'reconcile-step';
  return findingIf(
    !reconciles,
    'await-timeout-catch',
    name,
    'The first Catch must take States.Timeout alone, to a Do that reconciles the step.',
  );
}

function incidentFindings(machineName: string, { name, state, region }: Located): readonly Finding[] {
  const incident = incidentOf(region, name);
  if (incident === undefined) {
    return [
      finding(
        'incident',
        name,
        'The last Catch must take States.ALL to an incident, and its answer skip onward or, by default, try again.',
      ),
    ];
  }
  const opened = region.States[incident.incident];
  const subject = `${machineName}.${name}`;
  return [
    ...findingIf(
      opened !== undefined && !isNamed(opened, subject),
      'incident-subject',
      incident.incident,
      `Its subject must be ${subject}, or two incidents are answered as one.`,
    ),
    ...findingIf(
      opened?.Catch?.some((caught) => caught.Next === name) !== true,
      'incident-catch',
      incident.incident,
      `When even the incident fails, it must lead back to ${name}.`,
    ),
    ...(state.Catch ?? [])
      .filter(({ ResultPath }) => ResultPath !== '$.error')
      .map(() =>
        finding('catch-keeps-input', name, 'A Catch must put the error in $.error, or the ids are lost.'),
      ),
  ];
}

/** By its state alone, or, in a machine that runs once for each subject, by the subject as well. */
function isNamed(incident: State, subject: string): boolean {
  const { subject: word, 'subject.$': expression } = sent(incident);
  return word === subject || expression === `States.Format('${subject}.{}', $.subject)`;
}

/** An incident nobody answers for half a year, or that cannot be opened, is not the end either. */
function incidentCatch({ name, state }: Located): readonly Finding[] {
  const [only, ...others] = state.Catch ?? [];
  const takesAll =
    only?.ErrorEquals.join() === 'States.ALL' && only.ResultPath === '$.error' && others.length === 0;
  return findingIf(
    !takesAll,
    'incident-catch',
    name,
    'One Catch must take States.ALL, into $.error, back to what failed.',
  );
}

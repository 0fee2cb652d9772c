import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Machine } from '../domain/pathways/machines.ts';
import type { StageName } from './stages.ts';

/** Functions and state machines are called through an alias of this name. */
export const LIVE = 'live';

export const FUNCTION_NAMES = [
  'api',
  'do-step',
  'open-step',
  'relay',
  'announce',
  'domain-events',
  'sweep',
  'reconcile',
  'verify-timelines',
  'deliver-webhook',
  'send-messages',
  'console',
] as const;
export type FunctionName = (typeof FUNCTION_NAMES)[number];

/** The functions behind CloudFront. */
export const EDGE_SERVICES = ['api', 'console'] as const satisfies readonly FunctionName[];
export type EdgeService = (typeof EDGE_SERVICES)[number];

/**
 * Names that are known before deployment, so that stacks can name each other's functions and machines in permissions
 * and on the dashboard.
 */
export interface Names {
  readonly prefix: string;
  readonly metricNamespace: string;
  /** An agency's signing keys are in the parameter of this prefix and its id. */
  readonly signingKeysPrefix: string;
  /** The key and the templates of GOV.UK Notify. */
  readonly notifyParameter: string;
  /** This product's credentials at HMPPS. */
  readonly hmppsClientParameter: string;
  /** The secret that CloudFront sends. */
  readonly edgeSecret: (service: EdgeService) => string;
  readonly machine: (machine: Machine) => string;
  readonly function: (name: FunctionName) => string;
  readonly logGroup: (name: FunctionName) => string;
  readonly egressLogGroup: string;
}

export function namesOf(stage: StageName): Names {
  const prefix = `through-the-gate-${stage}`;
  return {
    prefix,
    metricNamespace: `ThroughTheGate/${stage}`,
    signingKeysPrefix: `/through-the-gate/${stage}/agencies/`,
    notifyParameter: `/through-the-gate/${stage}/messages/notify`,
    hmppsClientParameter: `/through-the-gate/${stage}/hmpps/client`,
    edgeSecret: (service) => `${prefix}/edge/${service}`,
    machine: (machine) => `${prefix}-${machine}`,
    function: (name) => `${prefix}-${name}`,
    logGroup: (name) => `/through-the-gate/${stage}/${name}`,
    egressLogGroup: `/through-the-gate/${stage}/egress`,
  };
}

/** A machine's ARN without the alias, as permissions need it. */
export function machineArn(scope: Construct, names: Names, machine: Machine): string {
  return statesArn(scope, `stateMachine:${names.machine(machine)}`);
}

/** A function's ARN with its alias. */
export function functionArn(scope: Construct, names: Names, name: FunctionName): string {
  const { partition, region, account } = Stack.of(scope);
  return `arn:${partition}:lambda:${region}:${account}:function:${names.function(name)}:${LIVE}`;
}

/** All executions of a machine. */
export function executionsArn(scope: Construct, names: Names, machine: Machine): string {
  return statesArn(scope, `execution:${names.machine(machine)}:*`);
}

/** Every machine's alias, with `{machine}` in place of its name. */
export function machineArnTemplate(scope: Construct, names: Names): string {
  return statesArn(scope, `stateMachine:${names.prefix}-{machine}:${LIVE}`);
}

/** The bus of domain events. */
export function busArn(scope: Construct, names: Names): string {
  const { partition, region, account } = Stack.of(scope);
  return `arn:${partition}:events:${region}:${account}:event-bus/${names.prefix}`;
}

function statesArn(scope: Construct, resource: string): string {
  const { partition, region, account } = Stack.of(scope);
  return `arn:${partition}:states:${region}:${account}:${resource}`;
}

import { call } from './aws-call.ts';

/** Every event of an execution, oldest first. */
export interface History {
  readonly arn: string;
  readonly status: string;
  readonly events: readonly object[];
}

/** The ARNs of all state machines there are. */
export async function machines(endpoint: string): Promise<readonly string[]> {
  const { stateMachines } = (await call(endpoint, 'states', 'ListStateMachines', {})) as {
    readonly stateMachines: readonly { readonly stateMachineArn: string }[];
  };
  return stateMachines.map(({ stateMachineArn }) => stateMachineArn);
}

/** The histories of all executions there are. */
export async function histories(endpoint: string): Promise<readonly History[]> {
  const found: History[] = [];
  for (const stateMachineArn of await machines(endpoint)) {
    const { executions } = (await call(endpoint, 'states', 'ListExecutions', { stateMachineArn })) as {
      readonly executions: readonly { readonly executionArn: string; readonly status: string }[];
    };
    for (const { executionArn: arn, status } of executions) {
      const { events } = (await call(endpoint, 'states', 'GetExecutionHistory', { executionArn: arn })) as {
        readonly events: readonly object[];
      };
      found.push({ arn, status, events });
    }
  }
  return found;
}

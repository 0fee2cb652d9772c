import {
  GetExecutionHistoryCommand,
  type HistoryEvent,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  type SFNClient,
} from '@aws-sdk/client-sfn';

/** Every event of an execution, oldest first. */
export interface History {
  readonly arn: string;
  readonly name: string;
  readonly status: string;
  readonly events: readonly HistoryEvent[];
}

/** The ARNs of a stage's state machines. */
export async function machines(client: SFNClient, prefix: string): Promise<readonly string[]> {
  const { stateMachines = [] } = await client.send(new ListStateMachinesCommand({ maxResults: 1_000 }));
  return stateMachines
    .filter(({ name }) => name?.startsWith(`${prefix}-`) === true)
    .flatMap(({ stateMachineArn }) => stateMachineArn ?? []);
}

/** The histories of a stage's executions, or of those whose name has a prefix. */
export async function histories(client: SFNClient, prefix: string, begins = ''): Promise<readonly History[]> {
  const found: History[] = [];
  for (const stateMachineArn of await machines(client, prefix)) {
    const { executions = [] } = await client.send(
      new ListExecutionsCommand({ stateMachineArn, maxResults: 1_000 }),
    );
    for (const { executionArn: arn = '', name = '', status = '' } of executions) {
      if (name.startsWith(begins)) found.push({ arn, name, status, events: await eventsOf(client, arn) });
    }
  }
  return found;
}

async function eventsOf(client: SFNClient, executionArn: string): Promise<readonly HistoryEvent[]> {
  const all: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(
      new GetExecutionHistoryCommand({ executionArn, maxResults: 1_000, nextToken }),
    );
    all.push(...(page.events ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return all;
}

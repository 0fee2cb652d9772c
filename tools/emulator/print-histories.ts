import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { SFNClient } from '@aws-sdk/client-sfn';
import { FUNCTION_NAMES, namesOf } from '../../lib/names.ts';
import type { StageName } from '../../lib/stages.ts';
import { histories } from './executions.ts';

/** Prints the histories of executions and the logs of functions, after a failure. */
export async function printHistories(stage: StageName): Promise<void> {
  const names = namesOf(stage);
  for (const { arn, status, events } of await histories(new SFNClient({}), names.prefix)) {
    console.error(`\n${status} ${arn}`);
    for (const event of events) console.error(`  ${JSON.stringify(event)}`);
  }
  const logs = new CloudWatchLogsClient({});
  for (const name of FUNCTION_NAMES) {
    const logGroupName = names.logGroup(name);
    console.error(`\n${logGroupName}`);
    for (const line of await linesOf(logs, logGroupName)) console.error(`  ${line.trimEnd()}`);
  }
}

async function linesOf(logs: CloudWatchLogsClient, logGroupName: string): Promise<readonly string[]> {
  try {
    const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName }));
    return events.map(({ message = '' }) => message);
  } catch (error) {
    return [String(error)];
  }
}

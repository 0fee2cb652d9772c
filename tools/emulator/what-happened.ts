import { FUNCTION_NAMES, namesOf } from '../../lib/names.ts';
import { call } from './aws-call.ts';
import type { Emulator } from './emulator.ts';
import { histories } from './executions.ts';

/** After a failure: what the executions did, and what the functions logged. */
export async function printWhatHappened({ endpoint }: Emulator): Promise<void> {
  for (const { arn, status, events } of await histories(endpoint)) {
    console.error(`\n${status} ${arn}`);
    for (const event of events) console.error(`  ${JSON.stringify(event)}`);
  }
  for (const name of FUNCTION_NAMES) {
    const logGroupName = namesOf('dev').logGroup(name);
    const answer = await call(endpoint, 'logs', 'FilterLogEvents', { logGroupName }).catch(String);
    console.error(`\n${logGroupName}`);
    const lines =
      typeof answer === 'string'
        ? [answer]
        : (answer as { readonly events: readonly { readonly message: string }[] }).events.map(
            (e) => e.message,
          );
    for (const line of lines) console.error(`  ${line.trimEnd()}`);
  }
}

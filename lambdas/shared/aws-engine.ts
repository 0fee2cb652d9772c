import { SFNClient } from '@aws-sdk/client-sfn';
import { sfnEngine } from '../../adapters/stepfunctions/sfn-engine.ts';
import type { Engine } from '../../application/ports/engine.ts';
import type { Tracer } from './tracer.ts';

/** The engine on Step Functions, for functions that start, answer or stop executions. */
export function awsEngine({ MACHINE_ARN }: { readonly MACHINE_ARN: string }, tracer: Tracer): Engine {
  return sfnEngine({ client: tracer.follow(new SFNClient({})), machineArn: MACHINE_ARN });
}

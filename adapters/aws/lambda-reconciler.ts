import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { EngineUnavailableError } from '../../application/ports/engine.ts';
import type { Reconciler } from '../../application/ports/reconciler.ts';
import { isPassing, nameOf } from './sdk-errors.ts';

export interface LambdaReconcilerOptions {
  readonly client: LambdaClient;
  /** The ARN of the reconciler's function, with its alias. */
  readonly functionArn: string;
}

/** Calls the reconciler's function asynchronously: Lambda keeps the call until it can be made. */
export function lambdaReconciler({ client, functionArn }: LambdaReconcilerOptions): Reconciler {
  return {
    async ask(journeyId) {
      const command = new InvokeCommand({
        FunctionName: functionArn,
        InvocationType: 'Event',
        Payload: new TextEncoder().encode(JSON.stringify(journeyId === undefined ? {} : { journeyId })),
      });
      try {
        await client.send(command);
      } catch (error) {
        if (!isPassing(error)) throw error;
        throw new EngineUnavailableError(`The reconcile cannot be called now (${nameOf(error)}).`);
      }
    },
  };
}

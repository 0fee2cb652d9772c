import { z } from 'zod';
import { runDo } from '../../application/commands/run-do.ts';
import type { Services } from '../../application/services.ts';
import { TaskRefusedError } from '../shared/refused.ts';

const DoEvent = z.strictObject({
  action: z.string().max(60),
  journeyId: z.string().max(60),
  subject: z.string().max(60),
  execution: z.string().max(80),
});

export interface DoAnswer {
  readonly outcome: string;
  readonly subject: string;
}

/** Runs the action of a Do state. @throws TaskRefusedError, which the state retries or turns into an incident. */
export function doStepHandler(services: Services): (event: unknown) => Promise<DoAnswer> {
  return async (event) => {
    const request = DoEvent.parse(event);
    const result = await runDo(services, request);
    if (!result.ok) throw new TaskRefusedError(result);
    return { outcome: result.value.outcome, subject: result.value.subject ?? 'none' };
  };
}

import * as z from 'zod';
import { runDo } from '../../application/background/run-do.ts';
import type { Services } from '../../application/services.ts';
import { runTask } from '../shared/task.ts';

const DoEvent = z.strictObject({
  action: z.string().max(60),
  journeyId: z.string().max(60),
  subject: z.string().max(60),
  execution: z.string().max(80),
  kinds: z.array(z.string().max(60)).max(40).optional(),
});

export interface DoAnswer {
  readonly outcome: string;
  readonly subject: string;
}

/** Runs the action of a Do state. @throws TaskRefusedError, which the state retries or turns into an incident. */
export function doStepHandler(services: Services): (event: unknown) => Promise<DoAnswer> {
  return async (event) => {
    const request = DoEvent.parse(event);
    const { outcome, subject } = await runTask(() => runDo(services, request));
    return { outcome, subject: subject ?? 'none' };
  };
}

import * as z from 'zod';
import { openAwaitedStep } from '../../application/background/open-step.ts';
import type { Services } from '../../application/services.ts';
import { runTask } from '../shared/task.ts';

const OpenEvent = z.strictObject({
  kind: z.string().max(60),
  journeyId: z.string().max(60),
  subject: z.string().max(120),
  cause: z.string().max(200).optional(),
  token: z.string().min(1).max(2_048),
  execution: z.string().max(80),
});

/** Opens the step of an Await state, or answers its token at once. @throws TaskRefusedError. */
export function openStepHandler(services: Services): (event: unknown) => Promise<'opened' | 'answered'> {
  return async (event) => {
    const { cause, ...request } = OpenEvent.parse(event);
    return runTask(() => openAwaitedStep(services, { ...request, ...(cause !== undefined && { cause }) }));
  };
}

import { SYSTEM } from '../../domain/record/actor.ts';
import { isStepKind } from '../../domain/pathways/catalogue.ts';
import { isOfOtherCycle } from '../../domain/record/machines.ts';
import { changeJourney } from '../change-journey.ts';
import { done, refuse, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { isDoAction, runDoAction, type DoRequest, type DoResult } from './do-actions.ts';

/** Runs the action of one Do state as one command; one of an earlier cycle, which is being stopped, changes nothing. */
export async function runDo(
  services: Services,
  request: DoRequest & { readonly journeyId: string; readonly action: string },
): Promise<Result<DoResult>> {
  const { action } = request;
  if (!isDoAction(action)) return refuse('VALIDATION_FAILED', `There is no action called ${action}.`);
  const unknown = request.kinds?.find((kind) => !isStepKind(kind));
  if (unknown !== undefined)
    return refuse('VALIDATION_FAILED', `There is no kind of step called ${unknown}.`);
  let answer: DoResult = { outcome: 'DONE' };
  const result = await changeJourney(services, request.journeyId, { by: SYSTEM }, async (change) => {
    if (isOfOtherCycle(request.execution, change.draft.journey)) {
      answer = { outcome: 'NO_LONGER_WANTED' };
      return done(answer.outcome);
    }
    answer = await runDoAction(action, change, request, services);
    return done(answer.outcome);
  });
  return result.ok ? done(answer) : result;
}

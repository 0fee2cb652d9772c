import { SYSTEM } from '../../domain/record/actor.ts';
import { isStepKind } from '../../domain/pathways/catalogue.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { isOfOtherCycle, readChildName, rootMachineOf } from '../../domain/record/machines.ts';
import { stepKey } from '../../domain/record/step-key.ts';
import { openStep, rowOpened } from '../../domain/journey/open-step.ts';
import { changeJourney } from '../change-journey.ts';
import { done, refuse, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

/** The request of an Await state: the step, its journey, and the token. */
export interface StepRequest {
  readonly journeyId: string;
  readonly kind: string;
  readonly subject: string;
  readonly token: string;
  readonly execution: string;
  readonly cause?: string;
}

/**
 * Opens the step of an Await state or, if the step is done, answers its token at once. A second call only replaces the
 * token.
 */
export async function openAwaitedStep(
  services: Services,
  request: StepRequest,
): Promise<Result<'opened' | 'answered'>> {
  const { kind } = request;
  if (!isStepKind(kind)) return refuse('VALIDATION_FAILED', `There is no kind of step called ${kind}.`);
  const subject = request.subject === 'none' ? undefined : request.subject;
  let incidents = 0;
  const result = await changeJourney(
    services,
    request.journeyId,
    { by: SYSTEM },
    async ({ draft, loadSteps }) => {
      const { journey } = draft;
      // Its execution is being stopped: a closed journey waits for nothing, a release may have been undone, and a new
      // cycle asks for itself.
      if (journey.phase === 'closed' || isOfUndoneRelease(journey, request.execution)) return done('');
      if (isOfOtherCycle(request.execution, journey) || isReplaced(request.execution, journey)) {
        return done('');
      }
      if (request.cause !== undefined && subject !== undefined) {
        await loadSteps([stepKey(journey.cycle, kind, subject)]);
        if (draft.step(stepKey(journey.cycle, kind, subject))?.state !== 'DONE') {
          draft.update({ incidents: journey.incidents + 1 });
          draft.record('incident-opened', { incident: subject, cause: request.cause });
        }
      }
      const opening = {
        kind,
        token: request.token,
        execution: request.execution,
        ...(subject !== undefined && { subject }),
        ...(request.cause !== undefined && { details: { cause: request.cause } }),
      };
      await loadSteps([rowOpened(draft, opening)]);
      const opened = openStep(draft, opening);
      incidents = draft.journey.incidents;
      return done(opened.answered ? opened.outcome : '');
    },
  );
  if (!result.ok) return result;
  if (result.value === '') return done('opened');
  await services.engine.answer(request.token, {
    outcome: result.value,
    subject: request.subject,
    number: incidents,
  });
  return done('answered');
}

/** Its phase was started again with another execution, which asks what this one asked. */
function isReplaced(execution: string, { id, executions }: Journey): boolean {
  const machine = rootMachineOf(execution, id);
  const running = executions.find((each) => each.machine === machine);
  return running !== undefined && running.name !== (readChildName(execution)?.root ?? execution);
}

function isOfUndoneRelease({ id, releasedOn }: Journey, execution: string): boolean {
  return releasedOn === undefined && rootMachineOf(execution, id) === 'community';
}

import { SYSTEM } from '../../domain/record/actor.ts';
import { executionInput } from '../../domain/record/machines.ts';
import { changeJourney } from '../change-journey.ts';
import { drivenJourneys } from '../driven-journeys.ts';
import { done } from '../refusal.ts';
import type { Services } from '../services.ts';
import { startAgain } from '../start-again.ts';

/**
 * For an engine without memory: restarts the driver of every open journey under its recorded name. Drivers fast-forward
 * to where the journey waits.
 * @returns how many journeys were resumed.
 */
export async function resumeJourneys(services: Services): Promise<number> {
  let resumed = 0;
  for await (const journey of drivenJourneys(services.table)) {
    resumed += 1;
    if (journey.open.some(({ kind }) => kind === 'incident')) {
      // Failed states are tried again, so their incidents must not stay open.
      await changeJourney(services, journey.id, { by: SYSTEM }, async (change) =>
        done([...(await startAgain(change, 'the process was started again'))]),
      );
      continue;
    }
    const input = executionInput(journey.id, journey.cycle);
    for (const { machine, name } of journey.executions) await services.engine.start(machine, name, input);
  }
  return resumed;
}

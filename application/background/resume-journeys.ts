import { SYSTEM } from '../../domain/record/actor.ts';
import { executionInput } from '../../domain/record/machines.ts';
import { drivenJourneys } from '../driven-journeys.ts';
import type { Services } from '../services.ts';
import { restartJourney } from '../commands/restart-journey.ts';

/**
 * For an engine that forgets when its process ends: starts the executions of every open journey again, by the names
 * the record has for them. They fast-forward to where the record says the journey waits.
 *
 * @returns how many journeys were resumed.
 */
export async function resumeJourneys(services: Services): Promise<number> {
  let resumed = 0;
  for await (const journey of drivenJourneys(services.table)) {
    resumed += 1;
    if (journey.open.some(({ kind }) => kind === 'incident')) {
      // What failed is tried afresh, so an incident about it must not stay open beside a success.
      await restartJourney(services, journey.id, 'the process was started again', { by: SYSTEM });
      continue;
    }
    const input = executionInput(journey.id, journey.cycle);
    for (const { machine, name } of journey.executions) await services.engine.start(machine, name, input);
  }
  return resumed;
}

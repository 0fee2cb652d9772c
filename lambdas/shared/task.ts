import { EngineUnavailableError } from '../../application/ports/engine.ts';
import { TableUnavailableError } from '../../application/ports/table.ts';
import { refuse, type Result } from '../../application/refusal.ts';
import { TaskRefusedError } from './refused.ts';

/**
 * Runs a command for a state machine. An outage of the table or the engine becomes `Unavailable`, which the state
 * retries; any other refusal opens an incident.
 * @throws TaskRefusedError.
 */
export async function runTask<T>(useCase: () => Promise<Result<T>>): Promise<T> {
  const result = await useCase().catch((error: unknown) => {
    if (error instanceof TableUnavailableError || error instanceof EngineUnavailableError) {
      return refuse('UNAVAILABLE', error.message);
    }
    throw error;
  });
  if (!result.ok) throw new TaskRefusedError(result);
  return result.value;
}

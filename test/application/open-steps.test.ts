import { afterEach, describe, expect, it } from '@jest/globals';
import { runDo } from '../../application/background/run-do.ts';
import { closeWorlds, ok, type JourneyWorld } from '../support/journey-world.ts';
import { daysBeforeRelease } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const KINDS = ['missed-appointment', 'moving-on'];

async function open(world: JourneyWorld, kinds: readonly string[] = KINDS): Promise<void> {
  const name = (await world.journey()).executions[0]?.name ?? '';
  ok(
    await runDo(world.services, {
      journeyId: world.id,
      action: 'open-steps',
      subject: 'none',
      execution: name,
      kinds,
    }),
  );
}

describe('steps that a machine opens without waiting', () => {
  it('are asked, each once, however often the machine opens them', async () => {
    const world = await daysBeforeRelease(50);
    await open(world);
    const first = await world.openSteps();
    await open(world);
    expect(await world.openSteps()).toEqual(first);
    for (const kind of ['missed-appointment', 'moving-on'] as const) await expect(world).toBeWaitingFor(kind);
  });
});

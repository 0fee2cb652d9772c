import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { MACHINES, type Machine } from '../../domain/record/machines.ts';
import { definitionsByName } from '../../workflows/definitions.ts';
import { closeWorlds, journeyWorld, type JourneyWorld } from '../support/journey-world.ts';
import { playToTheEnd } from '../support/reasonable-officer.ts';

afterEach(closeWorlds);

/** The state machines as they were written by hand, which journeys on AWS may still run on. */
function handwritten(): Record<Machine, unknown> {
  const entries = MACHINES.map((machine) => {
    const folder = new URL('../fixtures/definitions-before-typescript/', import.meta.url);
    return [machine, JSON.parse(readFileSync(new URL(`${machine}.asl.json`, folder), 'utf8'))] as const;
  });
  return Object.fromEntries(entries) as Record<Machine, unknown>;
}

async function onOldDefinitions(): Promise<JourneyWorld> {
  const world = await journeyWorld({ today: '2026-12-01', definitions: handwritten() });
  await world.startJourney({
    releaseDate: '2027-03-12',
    sentence: { startDate: '2026-11-30', supervisionEndsOn: '2027-12-12' },
  });
  return world;
}

describe('a journey on the definitions from before they were written in TypeScript', () => {
  it('runs on them to its end', async () => {
    const world = await onOldDefinitions();
    await playToTheEnd(world);
    expect((await world.journey()).phase).toBe('closed');
    expect(world.problems).toEqual([]);
  });

  it.each([1, 5, 10, 15, 20, 23])(
    'goes on to its end when it is restarted on the newest after %i answers',
    async (restartAt) => {
      const world = await onOldDefinitions();
      const total = await playToTheEnd(world, {
        between: async (answers) => {
          if (answers === restartAt) await world.comesBack({ definitions: definitionsByName() });
        },
      });
      expect(total).toBeGreaterThan(restartAt);
      expect((await world.journey()).phase).toBe('closed');
      expect(world.problems).toEqual([]);
    },
  );
});

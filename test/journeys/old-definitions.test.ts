import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Machine } from '../../domain/pathways/machines.ts';
import { definitionsByName } from '../../workflows/definitions.ts';
import { closeWorlds, journeyWorld, type JourneyWorld } from '../support/journey-world.ts';
import { playToTheEnd } from '../support/reasonable-officer.ts';

afterEach(closeWorlds);

/** The state machines as they were written by hand, which journeys on AWS may still run on. */
const FOLDER = new URL('../fixtures/definitions-before-typescript/', import.meta.url);

function handwritten(): Record<Machine, unknown> {
  const entries = readdirSync(FOLDER).map((file) => {
    const text = readFileSync(new URL(file, FOLDER), 'utf8');
    return [file.replace('.asl.json', ''), JSON.parse(text) as unknown] as const;
  });
  return { ...definitionsByName(), ...Object.fromEntries(entries) };
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

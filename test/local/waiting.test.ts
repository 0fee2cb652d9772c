import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { setImmediate as turn } from 'node:timers/promises';
import { CRS } from '../support/agencies.ts';
import { closeWorlds } from '../support/journey-world.ts';
import { daysBeforeRelease } from '../support/stages.ts';

afterEach(closeWorlds);
afterEach(() => {
  jest.restoreAllMocks();
});

const TURNS = 200;

async function turns(): Promise<void> {
  for (let taken = 0; taken < TURNS; taken += 1) await turn();
}

describe('a delivery that an agency does not answer', () => {
  it('is waited for without looking again on every turn of the event loop', async () => {
    const world = await daysBeforeRelease(70);
    await world.complete('housing-need', 'NEEDS_HELP');
    world.sender.hangsOnce(CRS.id);
    void world.complete('crs-decision', 'REFER', { personAsked: true }).catch(() => undefined);
    await turns();
    const looked = jest.spyOn(globalThis, 'setImmediate');
    await turns();
    expect(world.sender.sent).toHaveLength(1);
    expect(looked.mock.calls.length).toBeLessThan(5);
  });
});

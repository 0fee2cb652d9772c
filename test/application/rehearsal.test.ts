import { afterEach, describe, expect, it } from '@jest/globals';
import type { MachinePlan, PlannedState } from '../../application/ports/machine-plans.ts';
import { TableUnavailableError } from '../../application/ports/table.ts';
import { rehearseRestart } from '../../application/rehearsal/rehearse-restart.ts';
import { copyOf } from '../../application/rehearsal/table-copy.ts';
import type { Machine } from '../../domain/pathways/machines.ts';
import { SYSTEM } from '../../domain/record/actor.ts';
import { closeWorlds, ok, type JourneyWorld } from '../support/journey-world.ts';
import { councilsAsked, daysBeforeRelease } from '../support/stages.ts';

afterEach(closeWorlds);

/** Rehearses a restart with these states in place of every machine's. */
async function rehearsed(world: JourneyWorld, states: Readonly<Record<string, PlannedState>>) {
  const plan: MachinePlan = { startAt: Object.keys(states)[0] ?? '', states };
  const services = { ...world.services, machines: { planOf: () => plan } };
  return rehearseRestart(services, world.id, SYSTEM);
}

describe('a rehearsal', () => {
  it('lists a state that is refused, and goes on beside it', async () => {
    const world = await daysBeforeRelease(60);
    const branch = (name: string, state: PlannedState) => ({ startAt: name, states: { [name]: state } });
    const shown = ok(
      await rehearsed(world, {
        Both: {
          does: 'run-branches',
          branches: [
            branch('Fails', { does: 'run', action: 'no-such-action' }),
            branch('Asks', { does: 'ask', kind: 'debts' }),
            branch('AsksNothing', { does: 'ask', kind: 'no-such-kind' }),
          ],
        },
      }),
    );
    expect(shown.failed).toEqual([
      { machine: 'pre-release', state: 'Fails' },
      { machine: 'pre-release', state: 'AsksNothing' },
    ]);
  });

  it('is over when machines never end', async () => {
    const world = await daysBeforeRelease(60);
    const forever = rehearsed(world, { Again: { does: 'run', action: 'housing-progress', next: 'Again' } });
    await expect(forever).rejects.toThrow('The rehearsal of a restart does not end');
  });

  it('fails for a plan that leads nowhere', async () => {
    const world = await daysBeforeRelease(60);
    const lost = rehearsed(world, { Start: { does: 'choose', ways: {}, otherwise: 'Gone' } });
    await expect(lost).rejects.toThrow('pre-release has no state Gone');
  });

  it('passes on an outage of the table, rather than show it as a failure of a state', async () => {
    const world = await councilsAsked();
    const refers: PlannedState = { does: 'run-machine', machine: 'referral', subject: 'CAS3-1' };
    const makes: PlannedState = { does: 'run', action: 'make-referral' };
    const planOf = (machine: Machine): MachinePlan => ({
      startAt: 'First',
      states: { First: machine === 'referral' ? makes : refers },
    });
    const services = { ...world.services, machines: { planOf } };
    expect(ok(await rehearseRestart(services, world.id, SYSTEM)).referralsMade).toHaveLength(1);
    world.beforeTable = (call, about) => {
      if (call === 'query' && about.includes('SERVICE#')) throw new TableUnavailableError('out');
    };
    await expect(rehearseRestart(services, world.id, SYSTEM)).rejects.toThrow(TableUnavailableError);
  });

  it('is NOT_FOUND for a journey that there is not', async () => {
    const world = await daysBeforeRelease(60);
    expect(await rehearseRestart(world.services, 'no-such-journey', SYSTEM)).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('a copy of the table', () => {
  const row = (sk: string, value = 1) => ({ pk: 'PLACE#copy', sk, value });

  async function copied() {
    const { table } = await daysBeforeRelease(60);
    await table.transact(['A#1', 'A#2', 'B#1'].map((sk) => ({ kind: 'put', item: row(sk) }) as const));
    const copy = copyOf(table);
    await copy.table.transact([
      { kind: 'put', item: row('A#3') },
      { kind: 'put', item: row('A#1', 2) },
      { kind: 'delete', key: { pk: 'PLACE#copy', sk: 'A#2' } },
    ]);
    return { table, copy };
  }

  it.each([
    { query: { startsWith: 'A#' }, expected: ['A#1', 'A#3'] },
    { query: { startsWith: 'A#', direction: 'backward' as const }, expected: ['A#3', 'A#1'] },
    { query: { from: 'A#2', to: 'B#1' }, expected: ['A#3', 'B#1'] },
    { query: { to: 'A#2' }, expected: ['A#1'] },
  ])('shows what was written over what is stored: $query', async ({ query, expected }) => {
    const { copy } = await copied();
    const { items } = await copy.table.query({ partition: 'PLACE#copy', limit: 1, ...query });
    expect(items.map(({ sk }) => sk)).toEqual(expected);
  });

  it('writes nothing to the table, and knows what was written', async () => {
    const { table, copy } = await copied();
    expect(await copy.table.get({ pk: 'PLACE#copy', sk: 'A#2' })).toBeUndefined();
    expect(await copy.table.get({ pk: 'PLACE#copy', sk: 'A#1' })).toMatchObject({ value: 2 });
    const { items } = await table.query({ partition: 'PLACE#copy', limit: 10 });
    expect(items.map(({ sk, ['value']: value }) => [sk, value])).toEqual([
      ['A#1', 1],
      ['A#2', 1],
      ['B#1', 1],
    ]);
    expect(copy.written().map(({ sk }) => sk)).toEqual(['A#3', 'A#1']);
  });
});

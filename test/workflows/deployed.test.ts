import { describe, expect, it } from '@jest/globals';
import { MACHINES } from '../../domain/pathways/machines.ts';
import type { Region, State } from '../../workflows/build/asl.ts';
import { compile } from '../../workflows/build/compile.ts';
import { deployed, type Deployed, type DeployedState } from '../../workflows/build/deployed.ts';
import { ask, choice, end, endsAs, machine, next, run, together } from '../../workflows/build/machine.ts';
import { definitionsByName, drawnByName } from '../../workflows/definitions.ts';

const need = ask('Need', 'housing-need', 'Where will they live?');
const finish = run('Finish', 'finish-housing', 'The outcome.');
const settled = run('Settle', 'finish-housing', 'The outcome.');

describe('a machine as it is deployed', () => {
  it('ends in its last state, and has no end that nothing leads to', () => {
    const made = deployed(
      compile(machine('housing', '', [need, choice('Answered', { otherwise: next }), finish])),
    );
    expect(made.States['Finish']).toMatchObject({ End: true });
    expect(made.States['Finish']).not.toHaveProperty('Next');
    // A skipped state leads there from a choice.
    expect(made.States['FinishRepaired']).toMatchObject({ Choices: [{ Next: 'Ended' }] });
    expect(made.States['Ended']).toEqual({ Type: 'Succeed' });
    expect(made.States['Need']).toMatchObject({ Next: 'Answered' });
  });

  it('keeps an end that a choice leads to', () => {
    const ways = choice('Answered', { HAS_ADDRESS: end, otherwise: next });
    const made = deployed(compile(machine('housing', '', [need, ways, finish])));
    expect(made.States['Answered']).toMatchObject({ Choices: [{ Next: 'Ended' }] });
    expect(made.States['Ended']).toEqual({ Type: 'Succeed' });
  });

  it('keeps an end that says what it means', () => {
    const made = deployed(compile(machine('housing', '', [finish, endsAs('Housed', 'They have a home.')])));
    expect(made.States['Finish']).toMatchObject({ Next: 'Housed' });
    expect(made.States['Housed']).toEqual({ Type: 'Succeed', Comment: 'They have a home.' });
  });

  it('ends branches, and what they are in, in the same way', () => {
    const both = together('Both', 'Side by side.', { One: [finish], Two: [settled] });
    const { States } = deployed(compile(machine('housing', '', [both])));
    const state = States['Both'];
    expect(state).toMatchObject({ End: true });
    const branches = state?.Type === 'Parallel' ? state.Branches : [];
    expect(branches.map((branch) => branch.States['Finish'] ?? branch.States['Settle'])).toEqual([
      expect.objectContaining({ End: true }),
      expect.objectContaining({ End: true }),
    ]);
  });

  it.each(MACHINES)('%s does what is drawn', (name) => {
    expectSame(drawnByName()[name], definitionsByName()[name]);
  });
});

/** Each state is as drawn, and ends where a plain end was next; only plain ends may be missing. */
function expectSame(drawn: Region, made: Deployed): void {
  expect(made.StartAt).toBe(drawn.StartAt);
  const isPlainEnd = (name: string): boolean => {
    const state = drawn.States[name];
    return state?.Type === 'Succeed' && state.Comment === undefined;
  };
  for (const [name, state] of Object.entries(drawn.States)) {
    const kept = made.States[name];
    if (kept === undefined) expect(isPlainEnd(name)).toBe(true);
    else expect(asDrawn(kept, state, isPlainEnd)).toEqual(withoutBranches(state));
    if (state.Type === 'Parallel' && kept?.Type === 'Parallel')
      state.Branches.forEach((branch, at) =>
        expectSame(branch, kept.Branches[at] ?? { StartAt: '', States: {} }),
      );
  }
  const names = Object.values(made.States).flatMap((state) => [
    ...JSON.stringify(withoutBranches(state)).matchAll(/"(?:Next|Default)":"(\w+)"/g),
  ]);
  for (const [, name = ''] of names) expect(made.States).toHaveProperty(name);
}

function asDrawn(kept: DeployedState, drawn: State, isPlainEnd: (name: string) => boolean): object {
  if (!('End' in kept)) return withoutBranches(kept);
  const { End, ...rest } = kept;
  const before = 'Next' in drawn ? drawn.Next : '';
  expect([End, isPlainEnd(before)]).toEqual([true, true]);
  return { ...withoutBranches(rest), Next: before };
}

function withoutBranches(state: object): object {
  return { ...state, Branches: [] };
}

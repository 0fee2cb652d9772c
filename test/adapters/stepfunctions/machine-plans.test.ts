import { describe, expect, it } from '@jest/globals';
import { machinePlans } from '../../../adapters/stepfunctions/machine-plans.ts';
import { MACHINES } from '../../../domain/pathways/machines.ts';
import { definitionsByName } from '../../../workflows/definitions.ts';
import { handwritten } from '../../support/old-definitions.ts';

describe('the plan of a machine', () => {
  it.each(MACHINES)('of %s has each state of its definition, under its name', (machine) => {
    const { StartAt, States } = definitionsByName()[machine];
    const plan = machinePlans().planOf(machine);
    expect(plan.startAt).toBe(StartAt);
    expect(Object.keys(plan.states)).toEqual(Object.keys(States));
  });

  it('says what each state does and where it leads', () => {
    const { states } = machinePlans().planOf('council');
    const country = states['Country'];
    if (country?.does !== 'run-branches') throw new Error('Country runs no branches');
    expect(country.branches[0]?.states).toMatchObject({
      DtrWindow: { does: 'ask', kind: 'dtr-window', next: 'DtrWindowOpens' },
      ChooseAuthority: { does: 'run', action: 'choose-authority' },
      ReferToAuthority: { does: 'run-machine', machine: 'referral', next: 'ChooseAuthority' },
    });
    expect(machinePlans().planOf('community').states['OpenAfterGate']).toMatchObject({
      does: 'run',
      action: 'open-steps',
      kinds: ['gp-registration', 'gp-seen', 'care-kept', 'debts-followed-up'],
    });
  });

  it('follows the definitions when they are replaced', () => {
    const definitions = handwritten();
    const plans = machinePlans(() => definitions);
    expect(plans.planOf('pre-release').states).not.toEqual(machinePlans().planOf('pre-release').states);
    Object.assign(definitions, definitionsByName());
    expect(plans.planOf('pre-release')).toEqual(machinePlans().planOf('pre-release'));
  });

  it.each([
    ['that calls something else', { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', Parameters: {} }],
    ['of another type', { Type: 'Wait', Seconds: 5 }],
  ])('refuses a state %s', (_which, State) => {
    const definition = { StartAt: 'State', States: { State } };
    const plans = machinePlans(() => ({ ...definitionsByName(), claim: definition }));
    expect(() => plans.planOf('claim')).toThrow();
  });

  it('refuses a machine that there is not', () => {
    const State = {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Parameters: { StateMachineArn: '${NoSuchStateMachine}', Input: {} },
    };
    const plans = machinePlans(() => ({
      ...definitionsByName(),
      claim: { StartAt: 'State', States: { State } },
    }));
    expect(() => plans.planOf('claim')).toThrow('There is no machine ${NoSuchStateMachine}');
  });
});

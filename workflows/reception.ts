import { ask, endsAs, machine, run, together } from './build/machine.ts';

export const reception = machine(
  'reception',
  'Reception: from the sentence until officers are named and immediate needs are recorded.',
  [
    together('Arrival', 'Immediate needs do not wait until officers are named.', {
      Allocation: [
        ask(
          'AllocateOfficers',
          'allocate-officers',
          'The offender management unit names the POM, the COM and a deputy.',
        ),
      ],
      Needs: [
        ask(
          'RecordNeeds',
          'immediate-needs',
          'Tenancy, benefits, debts, dependants, pets, medicines and job, within three working days of sentence.',
        ),
      ],
    }),
    run('FinishReception', 'finish-reception', 'Nothing runs in custody until a date or an event.'),
    endsAs('Asleep', 'A due row opens pre-release work.'),
  ],
);

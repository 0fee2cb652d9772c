import { ask, endsAs, machine, run } from './build/machine.ts';

export const reception = machine(
  'reception',
  'Reception: from the sentence until officers are named and immediate needs are recorded.',
  [
    ask(
      'AllocateOfficers',
      'allocate-officers',
      'The offender management unit names the POM, the COM and a deputy.',
    ),
    ask(
      'RecordNeeds',
      'immediate-needs',
      'Tenancy, benefits, debts, dependants, pets, medicines and job, within three working days.',
    ),
    run('FinishReception', 'finish-reception', 'Nothing runs in custody until a date or an event.'),
    endsAs('Asleep', 'A due row opens pre-release work.'),
  ],
);

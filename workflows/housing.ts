import { ask, child, choice, end, endsAs, goTo, machine, next, run, together } from './build/machine.ts';
import { council } from './council.ts';
import { referral } from './referral.ts';

export const housing = machine('housing', 'Housing before release.', [
  ask('AssessNeed', 'housing-need', 'Where were they living, and where will they go?'),
  choice('NeedAssessed', { NEEDS_HELP: next, otherwise: goTo('FinishHousing') }),
  together('Search', 'Each strand starts when its window opens; an address ends them all.', {
    Address: [
      ask('FindAddress', 'next-address', 'An officer records an address; louder as release comes nearer.'),
      endsAs('AddressFound'),
    ],
    Crs: [
      ask('CrsWindow', 'crs-window', 'Twelve weeks before release.'),
      choice('CrsWindowOpens', { OPENED: next, otherwise: end }),
      ask('DecideCrs', 'crs-decision', 'An officer refers, after the person has been told and asked.'),
      choice('CrsDecided', { REFER: next, otherwise: end }),
      child('ReferToCrs', referral, 'Commissioned rehabilitative services, accommodation.', 'CRS-1'),
    ],
    Council: [child('AskCouncils', council, 'The duty to refer in England, or an application in Wales.')],
    Cas3: [
      ask(
        'Cas3Prerequisites',
        'cas3-prerequisites',
        'CAS3 asks for a duty-to-refer and a commissioned-services referral first.',
      ),
      choice('Cas3Possible', { MET: next, otherwise: end }),
      ask('DecideCas3', 'cas3-decision', 'Up to 84 nights, only with no next address.'),
      choice('Cas3Decided', { REFER: next, otherwise: end }),
      child('ReferToCas3', referral, 'Community accommodation service tier 3.', 'CAS3-1'),
    ],
  }),
  run('FinishHousing', 'finish-housing', 'The outcome, as the record has it.'),
]);

import { again, ask, child, choice, end, goTo, machine, next, run, together } from './build/machine.ts';
import { council } from './council.ts';
import { referral } from './referral.ts';

export const housing = machine('housing', 'Housing: before the gate and after it.', [
  run('WhereAreWe', 'housing-progress', 'Before release, or after?'),
  choice('BeforeOrAfter', { AFTER_RELEASE: goTo('PlaceTonight'), BEFORE_RELEASE: next }),
  ask('AssessNeed', 'housing-need', 'Where were they living, and where will they go?'),
  choice('NeedAssessed', { OVERTAKEN: goTo('FinishHousing'), otherwise: next }),
  together('Search', 'Each strand starts when its window opens; an address ends them all.', {
    Address: [
      ask('FindAddress', 'next-address', 'An officer records an address; louder as release comes nearer.'),
      ask('CheckAddress', 'address-check', 'In the last week. One that is lost starts the search again.'),
    ],
    Crs: [
      ask('CrsWindow', 'crs-window', 'Twelve weeks before release.'),
      choice('CrsWindowOpens', { OPENED: next, otherwise: end }),
      ask('DecideCrs', 'crs-decision', 'An officer refers, after the person has been told and asked.'),
      choice('CrsDecided', { REFER: next, otherwise: end }),
      child('ReferToCrs', referral, 'Commissioned rehabilitative services, accommodation.', 'CRS-1'),
    ],
    Council: [child('AskCouncils', council, 'The duty to refer in England, or an application in Wales.')],
    Cas1: [ask('DecideCas1', 'cas1-decision', 'Approved premises, by tier.')],
    Deposit: [ask('ArrangeDeposit', 'rent-deposit', 'A local scheme may help with a deposit or bond.')],
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
  end,
  run('PlaceTonight', 'place-tonight', 'A home, a bed with a last night, or nowhere?'),
  choice('Placed', { NOWHERE: next, BED: goTo('MoveOn'), HOME: goTo('WatchHome') }),
  ask('FindHome', 'urgent-housing', 'Tonight. “None found” is asked again on the next working day.'),
  again('PlaceTonight'),
  ask('MoveOn', 'moving-on', 'A bed is no home: asked weeks before its last night, and ended by it.'),
  again('PlaceTonight'),
  ask('WatchHome', 'home-watch', 'Until the home is lost, or the last check says that it is kept.'),
  choice('HomeWatched', { LOST: again('PlaceTonight'), otherwise: end }),
]);

import {
  again,
  ask,
  child,
  choice,
  end,
  endsAs,
  goTo,
  lastSubject,
  machine,
  next,
  run,
  together,
} from './build/machine.ts';
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
      child('ReferToCrs', referral, 'Commissioned rehabilitative services, accommodation.', 'CRS-1'),
    ],
    Dtr: [
      ask('DtrWindow', 'dtr-window', 'Eight weeks before release.'),
      choice('DtrWindowOpens', { OPENED: next, otherwise: end }),
      ask(
        'AskConsent',
        'housing-consent',
        'Consent, and the person’s choice of local housing authorities (Housing Act 1996, section 213B).',
      ),
      choice('ConsentAsked', { GIVEN: next, otherwise: end }),
      run('ChooseAuthority', 'choose-authority', 'The next authority on the list that has not answered.'),
      choice('AuthorityChosen', { REFER: next, NONE_LEFT: goTo('AuthoritiesExhausted'), otherwise: end }),
      child(
        'ReferToAuthority',
        referral,
        'Duty to refer. Refused, or silent: the next authority.',
        lastSubject,
      ),
      again('ChooseAuthority'),
      ask(
        'AuthoritiesExhausted',
        'authorities-exhausted',
        'Nobody accepted: an officer adds an authority or says there is none.',
      ),
      choice('AuthorityAdded', { AUTHORITY_ADDED: again('ChooseAuthority'), otherwise: end }),
    ],
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

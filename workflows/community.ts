import { SUPPORT_AFTER_RELEASE } from '../domain/pathways/support/steps.ts';
import { benefits } from './benefits.ts';
import { housing } from './housing.ts';
import {
  again,
  ask,
  child,
  choice,
  end,
  endsAs,
  machine,
  next,
  open,
  run,
  together,
} from './build/machine.ts';

export const community = machine('community', 'Community: from the gate to a settled life.', [
  run(
    'WatchSupervisionEnd',
    'watch-supervision-end',
    'A due row closes the journey on the last day of supervision, whatever is still open.',
  ),
  open('OpenSupport', SUPPORT_AFTER_RELEASE, 'Needs that nobody has assessed, and treatment that goes on.'),
  open(
    'OpenAfterGate',
    ['gp-registration', 'gp-seen', 'care-kept', 'debts-followed-up'],
    'What other services take up after the gate.',
  ),
  together('Settling', 'Appointments, a home, an income, and how far the person has come.', {
    Appointment: [
      ask(
        'FirstAppointment',
        'first-appointment',
        'The next working day by 2pm, unless another time was given.',
      ),
      choice('AppointmentKept', { MISSED: next, otherwise: end }),
      ask(
        'MissedAppointment',
        'missed-appointment',
        'A missed appointment has a reason, and is not automatically a breach.',
      ),
      again('FirstAppointment'),
    ],
    Home: [child('KeepHome', housing, 'A home, a bed until its last night, or nowhere.')],
    StillHoused: [
      ask('HousedAt4Weeks', 'housed-at-4-weeks', 'Still housed?'),
      ask('HousedAt12Weeks', 'housed-at-12-weeks', 'Still housed?'),
    ],
    Benefits: [child('ClaimBenefits', benefits, 'Claim, identity, advance.')],
    Supervision: [
      open(
        'OpenSupervision',
        ['supervision-contact', 'review-at-4-weeks', 'review-at-12-weeks', 'review-at-26-weeks', 'feedback'],
        'Contacts, and how far the person has come: rows, with nothing running between them.',
      ),
      endsAs('SupervisionOpened'),
    ],
  }),
  run(
    'AwaitSupervisionEnd',
    'await-supervision-end',
    'Every branch is done: nothing runs until supervision ends.',
  ),
  endsAs('Asleep'),
]);

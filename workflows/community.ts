import { benefits } from './benefits.ts';
import {
  again,
  ask,
  child,
  choice,
  end,
  endsAs,
  goTo,
  machine,
  next,
  run,
  together,
} from './build/machine.ts';

export const community = machine('community', 'Community: from the gate to a settled life.', [
  together('Settling', 'Appointments, a home, an income, and how far the person has come.', {
    Appointment: [
      ask(
        'FirstAppointment',
        'first-appointment',
        'The next working day by 2pm, unless another time was given.',
      ),
      choice('AppointmentKept', { MISSED: next, KEPT: end }),
      ask(
        'MissedAppointment',
        'missed-appointment',
        'A missed appointment has a reason, and is not automatically a breach.',
      ),
      again('FirstAppointment'),
    ],
    Housing: [
      run('HousedOnRelease', 'housing-after-release', 'Did they leave prison with somewhere to live?'),
      choice('HousedOnDay', { NOT_HOUSED: next, HOUSED: goTo('HousedAt4Weeks') }),
      ask('UrgentHousing', 'urgent-housing', 'Tonight.'),
      ask('HousedAt4Weeks', 'housed-at-4-weeks', 'Still housed?'),
      choice('HousedAt4', { NOT_HOUSED: next, otherwise: goTo('HousedAt12Weeks') }),
      ask('UrgentHousingAfter4', 'urgent-housing', 'They have lost their home, or never had one.', {
        subject: 'week-4',
      }),
      ask('HousedAt12Weeks', 'housed-at-12-weeks', 'Still housed?'),
      choice('HousedAt12', { NOT_HOUSED: next, otherwise: end }),
      ask('UrgentHousingAfter12', 'urgent-housing', 'They have lost their home, or never had one.', {
        subject: 'week-12',
      }),
    ],
    Benefits: [child('ClaimBenefits', benefits, 'Claim, identity, advance.')],
    Reviews: [
      ask('ReviewAt4Weeks', 'review-at-4-weeks', 'Distance travelled, with the person’s own score.'),
      ask('ReviewAt12Weeks', 'review-at-12-weeks', 'Distance travelled, with the person’s own score.'),
      ask('ReviewAt26Weeks', 'review-at-26-weeks', 'Distance travelled, with the person’s own score.'),
    ],
  }),
  run(
    'AwaitSupervisionEnd',
    'await-supervision-end',
    'A due row closes the journey on the last day of supervision.',
  ),
  endsAs('Asleep'),
]);

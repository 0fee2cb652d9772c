import { SUPPORT_ASSESSMENTS } from '../domain/pathways/support/steps.ts';
import { benefits } from './benefits.ts';
import { child, endsAs, machine, open, run, together } from './build/machine.ts';
import { housing } from './housing.ts';
import { releaseDayCheck } from './release-day-check.ts';

export const preRelease = machine(
  'pre-release',
  'Pre-release: from twelve weeks before release until the person is out.',
  [
    together('Pathways', 'All pathways run side by side; release overtakes what is not done.', {
      ReleaseDay: [
        child(
          'CheckReleaseDay',
          releaseDayCheck,
          'Runs until release: every change of date starts it again.',
        ),
        endsAs('ReleaseDayChecked'),
      ],
      Housing: [child('FindHousing', housing, 'Runs until an address is recorded or the person is out.')],
      Benefits: [
        child(
          'ArrangeBenefits',
          benefits,
          'Everything that must be ready for a claim on the day of release.',
        ),
        endsAs('BenefitsArranged'),
      ],
      Others: [
        open(
          'OpenLicence',
          [
            'licence-conditions',
            'arrange-first-appointment',
            'licence-hard-stop-warning',
            'licence-hard-stop',
            'late-allocation-day',
          ],
          'Conditions, the first appointment, and the warnings before it is too late.',
        ),
        open(
          'OpenReady',
          ['phone-for-release', 'met-at-the-gate', 'distance-before-release'],
          'A phone, somebody at the gate, and where the person starts from.',
        ),
        open('OpenSupport', SUPPORT_ASSESSMENTS, 'Each need is assessed; what follows is in the steps.'),
        open(
          'OpenFinance',
          ['document-applications', 'debts'],
          'Identity documents to apply for, debts and a budget.',
        ),
        open(
          'OpenHealth',
          ['health-assessment', 'gp-registration', 'healthcare-plan', 'release-medicine'],
          'Asked of healthcare: needs after release, a GP, a plan and medicine.',
        ),
        endsAs('OthersOpened'),
      ],
    }),
    run('FinishPreRelease', 'finish-pre-release', 'The phase is over.'),
  ],
);

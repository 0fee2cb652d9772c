import { endedInAHome, hasFact, wasAsked } from './scene.ts';
import type { Story } from './story.ts';

export const wales: Story = {
  about: 'A Welsh prison and home: an application to a Welsh council, and no English duty.',
  begins: '2026-11-02',
  person: {
    firstName: 'Gareth',
    lastName: 'Llewellyn',
    prison: 'CFI',
    region: 'N03',
    sentence: { startDate: '2026-11-02', releaseKind: 'DETERMINATE', supervisionEndsOn: '2027-12-17' },
    release: { date: '2027-03-09', dateType: 'CRD' },
  },
  ends: {
    'An application was made to a Welsh council.': ({ journey }) =>
      journey.housing.welshApplication?.authority === 'cardiff',
    'The Welsh council must help.': (now) =>
      hasFact(now, 'step-completed', { step: 'welsh-decision', outcome: 'HELP_TO_PREVENT' }),
    'No English duty to refer was asked about or made.': (now) =>
      !wasAsked(now, 'housing-consent') && !now.referrals.some(({ service }) => service === 'DTR'),
    'Supervision ended with a home, and with nothing left open.': endedInAHome,
  },
};

import { transfers } from './acts.ts';
import { endedInAHome, hasFact, liveReferrals, waitingStep } from './scene.ts';
import type { Story } from './story.ts';

export const transferToWales: Story = {
  about: 'A transfer from Leeds to Cardiff: another governor, other desks, and a Welsh council.',
  begins: '2026-11-02',
  person: {
    firstName: 'Rhodri',
    lastName: 'Price',
    prison: 'LEI',
    region: 'N54',
    sentence: { startDate: '2026-11-02', releaseKind: 'DETERMINATE', supervisionEndsOn: '2027-12-17' },
    release: { date: '2027-03-12', dateType: 'CRD' },
  },
  days: [
    {
      on: '2027-01-25',
      then: {
        'The governor of Leeds has decided on the release day.': ({ journey }) =>
          journey.decision?.decidedBy.id === 'george.marsh',
        'A council in England was asked.': (now) => liveReferrals(now).includes('DTR-1'),
      },
    },
    {
      on: '2027-01-25',
      does: [transfers('CFI', 'N03')],
      then: {
        'The timeline has both prisons.': (now) => hasFact(now, 'transferred', { from: 'LEI', to: 'CFI' }),
        'The governor of Cardiff decided again.': ({ journey }) =>
          journey.decision?.decidedBy.id === 'rhys.morgan',
        'The council in England is no longer asked.': (now) =>
          !now.referrals.some(({ service, withdrawn }) => service === 'DTR' && withdrawn === undefined),
        'Cardiff named its own officer.': ({ journey }) => journey.officers.pom === 'carys.evans',
        'Nothing waits for Leeds.': ({ steps }) =>
          !steps.some(
            ({ state, waitsFor }) =>
              (state === 'OPEN' || state === 'SCHEDULED') && /LEI|amira\.khan/.test(waitsFor),
          ),
        'No English duty is asked about.': (now) => waitingStep(now, 'housing-consent') === undefined,
      },
    },
  ],
  ends: {
    'An application was made to a Welsh council.': ({ journey }) =>
      journey.housing.welshApplication !== undefined,
    'They were released from Cardiff.': ({ journey }) =>
      journey.prison === 'CFI' && journey.releasedOn === '2027-03-11',
    'Supervision ended with a home, and with nothing left open.': endedInAHome,
  },
};

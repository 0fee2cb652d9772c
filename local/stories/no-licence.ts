import { daysAnswered, essentials, hasFact, wasAsked } from './scene.ts';
import type { Story } from './story.ts';

export const noLicence: Story = {
  about: 'Released without a licence: no supervision, and help that the person may take or leave.',
  begins: '2026-11-02',
  person: {
    firstName: 'Rob',
    lastName: 'Castle',
    prison: 'LEI',
    region: 'N54',
    sentence: { startDate: '2026-11-02', releaseKind: 'DETERMINATE', supervisionEndsOn: '2027-02-16' },
    release: { date: '2027-02-16', dateType: 'ARD' },
  },
  part: { hasAddress: true },
  days: [
    {
      on: '2027-02-15',
      then: {
        'Nobody was asked for a licence or a first appointment.': (now) =>
          (['licence-approval', 'licence-explained', 'licence-signed'] as const).every(
            (kind) => !wasAsked(now, kind),
          ) && now.journey.licence === undefined,
        'No appointment with probation is needed, and all else is ready.': (now) => {
          const { appointment, income, ...others } = essentials(now);
          return (
            appointment === 'NOT_NEEDED' &&
            income === 'KNOWN' &&
            Object.values(others).every((state) => state === 'READY')
          );
        },
      },
    },
  ],
  ends: {
    'They were released on Tuesday 16 February 2027.': ({ journey }) => journey.releasedOn === '2027-02-16',
    'The sentence ended on the same day, so nobody supervises them, and no review was asked for.': (now) =>
      now.journey.closed?.on === '2027-02-16' &&
      !hasFact(now, 'step-completed', { step: 'first-appointment', outcome: 'KEPT' }) &&
      !hasFact(now, 'step-completed', { step: 'review-at-4-weeks', outcome: 'REVIEWED' }),
    'They have a home, and Universal Credit is still to come: follow-up was offered, and they took it.': (
      now,
    ) =>
      now.journey.closed?.housed === true &&
      now.journey.closed.followUp?.about.includes('benefits') === true &&
      daysAnswered(now, 'voluntary-follow-up', 'ACCEPTED').length === 1,
    'Nothing is left open.': ({ journey }) => journey.open.length === 0,
  },
};

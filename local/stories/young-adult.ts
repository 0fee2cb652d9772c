import { publishedLaw } from '../../domain/law/published-law.ts';
import { servicesFor } from '../../domain/pathways/support/services.ts';
import { endedInAHome, hasFact, type Scene } from './scene.ts';
import type { Story } from './story.ts';

const SERVICE = 'next-step-18-25';
const PATHWAYS = ['education-skills-and-work', 'attitudes-thinking-and-behaviour'] as const;
const REFERRED = { outcome: 'REFERRED', details: { personAsked: true, service: SERVICE } } as const;

export const youngAdult: Story = {
  about: 'A young adult of 19: a service for people of 18 to 25 helps with work and with thinking.',
  begins: '2026-11-02',
  person: {
    firstName: 'Kai',
    lastName: 'Bennett',
    dateOfBirth: '2007-06-18',
    sex: 'MALE',
    prison: 'MDI',
    region: 'N54',
    sentence: { startDate: '2026-11-02', releaseKind: 'DETERMINATE', supervisionEndsOn: '2027-12-17' },
    release: { date: '2027-03-09', dateType: 'CRD' },
  },
  part: {
    hasAddress: true,
    answers: {
      'attitudes-thinking-and-behaviour-assessment': {
        outcome: 'SUPPORT_NEEDED',
        details: { need: 'To think before acting.', ownScore: 3 },
      },
      'education-skills-and-work-referral': REFERRED,
      'attitudes-thinking-and-behaviour-referral': REFERRED,
    },
  },
  days: [
    {
      on: '2026-12-16',
      then: {
        'The service for their age is the first on the list.': (now) =>
          PATHWAYS.every((pathway) => offered(now, pathway)[0] === SERVICE),
        'It is not on the list for drugs and alcohol, with which it does not help.': (now) =>
          !offered(now, 'drugs-and-alcohol').includes(SERVICE),
        'A community officer supervises them, as they are an adult.': ({ journey: { officers } }) =>
          officers.com !== undefined && officers.yot === undefined,
      },
    },
  ],
  ends: {
    'Both needs went to the one service, which finished its work.': ({ journey }) =>
      PATHWAYS.every(
        (pathway) =>
          journey.support?.needs?.[pathway]?.referred?.to === 'Next Step, for people of 18 to 25' &&
          journey.pathways[pathway] === 'DONE',
      ),
    'They were released on Tuesday 9 March 2027 to a home.': (now) =>
      now.journey.releasedOn === '2027-03-09' && !hasFact(now, 'released-without-address'),
    'Supervision ended with a home, and with nothing left open.': endedInAHome,
  },
};

function offered({ journey, today }: Scene, pathway: Parameters<typeof servicesFor>[1]): readonly string[] {
  return servicesFor(journey, pathway, today, publishedLaw()).map(({ id }) => id);
}

import { endedInAHome, referralFacts } from './scene.ts';
import type { Story } from './story.ts';

export const secondCouncil: Story = {
  about: 'The first council refuses, so that the second is asked.',
  begins: '2026-11-02',
  person: {
    firstName: 'Tyrone',
    lastName: 'Clarke',
    prison: 'LEI',
    region: 'N54',
    sentence: { startDate: '2026-11-02', releaseKind: 'DETERMINATE', supervisionEndsOn: '2027-12-17' },
    release: { date: '2027-03-09', dateType: 'CRD' },
  },
  part: { authorities: ['eastmoor-council', 'northwick-council'] },
  ends: {
    'The first council declined.': (now) =>
      referralFacts(now, 'DTR-1', 'referral-answered', { answer: 'DECLINED' }).length === 1,
    'The second council accepted.': (now) =>
      referralFacts(now, 'DTR-2', 'referral-answered', { answer: 'ACCEPTED' }).length === 1,
    'Supervision ended with a home, and with nothing left open.': endedInAHome,
  },
};

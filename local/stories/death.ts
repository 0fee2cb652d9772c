import { isLive } from '../../domain/record/referral.ts';
import { recordsDeath } from './acts.ts';
import { factsOf, hasFact } from './scene.ts';
import type { Story } from './story.ts';

export const death: Story = {
  about: 'The person dies nine days after release: everything stops, and everyone to notify is listed.',
  begins: '2026-11-02',
  person: {
    firstName: 'Peter',
    lastName: 'Lowe',
    prison: 'LEI',
    region: 'N54',
    sentence: { startDate: '2026-11-02', releaseKind: 'DETERMINATE', supervisionEndsOn: '2027-12-17' },
    release: { date: '2027-03-09', dateType: 'CRD' },
  },
  days: [
    {
      on: '2027-03-18',
      does: [recordsDeath('com')],
      then: {
        'The journey is closed because of the death, and nothing runs.': ({ journey }) =>
          journey.closed?.because === 'DEATH' && journey.executions.length === 0,
        'No referral is live.': ({ referrals }) => !referrals.some(isLive),
        'The ombudsman must be notified, because it is within 14 days of release.': ({ journey }) =>
          journey.death?.outside.includes('OMBUDSMAN') === true,
        'Their officers are on the list.': ({ journey }) =>
          ['officer:amira.khan', 'officer:jo.adeyemi', 'officer:lee.turner'].every((each) =>
            journey.death?.inside.some((one) => one === each),
          ),
        'The supervising officer said that everyone has been notified.': (now) =>
          hasFact(now, 'step-completed', { step: 'notify-of-death', outcome: 'NOTIFIED' }),
      },
    },
  ],
  ends: {
    'After the death, the only question was who is notified.': (now) => {
      const [died] = factsOf(now, 'died');
      return now.facts
        .filter(({ type, sequence }) => type === 'step-opened' && sequence > (died?.sequence ?? 0))
        .every(({ data }) => data['step'] === 'notify-of-death');
    },
    'Nothing is open.': ({ journey }) => journey.open.length === 0,
  },
};

import { addDays } from '../../domain/law/time.ts';
import { answers, recordsConsent } from './acts.ts';
import { endedInAHome, factsOf, hasFact, liveReferrals, referralFacts, waitingStep } from './scene.ts';
import type { Story } from './story.ts';

const RELEASE = '2027-03-09';
const WITHDRAWN_ON = addDays(RELEASE, -55);
const AGREES_AGAIN_ON = addDays(RELEASE, -40);

export const withdrawnConsent: Story = {
  about:
    'Consent is withdrawn after a council was asked, so the council is sent nothing more, and given again.',
  begins: '2026-11-02',
  person: {
    firstName: 'Leah',
    lastName: 'Doyle',
    prison: 'LEI',
    region: 'N54',
    sentence: { startDate: '2026-11-02', releaseKind: 'DETERMINATE', supervisionEndsOn: '2027-12-17' },
    release: { date: RELEASE, dateType: 'CRD' },
  },
  part: {
    authorities: ['eastmoor-council', 'northwick-council'],
    neglected: ['contact-agreement'],
    answers: { 'cas3-decision': { outcome: 'NOT_SUITABLE', details: { reason: 'No bed is free.' } } },
  },
  days: [
    {
      on: WITHDRAWN_ON,
      does: [
        recordsConsent({
          purpose: 'DTR',
          answer: 'WITHDRAWN',
          how: 'SPOKEN',
          reason: 'They do not want the council to know where they were.',
        }),
      ],
      then: {
        'The referral to the council is withdrawn, because the person does not consent.': (now) =>
          referralFacts(now, 'DTR-1', 'referral-withdrawn', { reason: 'NO_CONSENT' }).length === 1 &&
          !liveReferrals(now).includes('DTR-1'),
        'The timeline says who heard it and how.': (now) =>
          factsOf(now, 'consent-withdrawn', { how: 'SPOKEN' })[0]?.data['heardBy'] !== undefined,
        'How to contact the person is no longer in the record.': ({ journey }) =>
          journey.housing.contact === undefined,
        'The referral for commissioned help does not rely on it, and stands.': (now) =>
          liveReferrals(now).includes('CRS-1'),
        'An officer is asked whether they may be contacted.': (now) =>
          waitingStep(now, 'contact-agreement') !== undefined,
      },
    },
    {
      on: AGREES_AGAIN_ON,
      then: {
        'No council was asked meanwhile.': (now) =>
          !liveReferrals(now).some((each) => each.startsWith('DTR')),
      },
    },
    {
      on: addDays(AGREES_AGAIN_ON, 1),
      does: [
        answers('contact-agreement', 'AGREED', {
          contactBy: 'PHONE',
          contact: '07700 900 456',
          consentHow: 'WRITTEN',
        }),
      ],
      then: {
        'They agree again, in writing, and the next council is asked.': (now) =>
          hasFact(now, 'consent-given', { purpose: 'DTR', how: 'WRITTEN' }) &&
          referralFacts(now, 'DTR-2', 'referral-made').length === 1,
      },
    },
  ],
  ends: {
    'The first council never answered a referral it no longer had.': (now) =>
      referralFacts(now, 'DTR-1', 'referral-answered').every(({ at }) => at < `${WITHDRAWN_ON}T10:00`),
    'The first council was sent no change after the withdrawal.': ({ referrals }) =>
      referrals.some(
        ({ subject, withdrawn, releasedOn }) =>
          subject === 'DTR-1' && withdrawn !== undefined && releasedOn === undefined,
      ),
    'Supervision ended with a home, and with nothing left open.': endedInAHome,
  },
};

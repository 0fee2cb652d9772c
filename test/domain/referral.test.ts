import { describe, expect, it } from '@jest/globals';
import { isLive, SERVICES, stateOf, type Referral } from '../../domain/record/referral.ts';
import { readReferralSubject, referralSubject } from '../../domain/record/subjects.ts';

const AT = '2027-01-12T09:00:00.000Z';
const by = { kind: 'partner', id: 'eastmoor-council' } as const;
const answered = (answer: 'ACCEPTED' | 'DECLINED' | 'MORE_INFORMATION'): Partial<Referral> => ({
  answer: { answer, at: AT, by },
});
const withdrawn: Partial<Referral> = { withdrawn: { reason: 'NO_CONSENT', at: AT, by } };

const referral = (patch: Partial<Referral>): Referral => ({
  id: 'r1',
  journeyId: 'j1',
  cycle: 1,
  service: 'DTR',
  subject: 'DTR-1',
  agencyId: 'eastmoor-council',
  releaseDate: '2027-03-09',
  sequence: 1,
  createdAt: AT,
  ...patch,
});

describe('the state of a referral', () => {
  it.each<{
    readonly after: string;
    readonly patch: Partial<Referral>;
    readonly state: string;
    readonly live: boolean;
  }>([
    { after: 'being made', patch: {}, state: 'created', live: true },
    { after: 'delivery', patch: { deliveredAt: AT }, state: 'delivered', live: true },
    { after: 'acceptance', patch: answered('ACCEPTED'), state: 'accepted', live: true },
    { after: 'refusal', patch: answered('DECLINED'), state: 'declined', live: false },
    {
      after: 'a question',
      patch: answered('MORE_INFORMATION'),
      state: 'more-information-needed',
      live: true,
    },
    { after: 'silence', patch: { deliveredAt: AT, expiredAt: AT }, state: 'unanswered', live: true },
    {
      after: 'a question and then silence',
      patch: { ...answered('MORE_INFORMATION'), expiredAt: AT },
      state: 'unanswered',
      live: true,
    },
    { after: 'withdrawal', patch: withdrawn, state: 'withdrawn', live: false },
    {
      after: 'withdrawal of what was accepted',
      patch: { ...answered('ACCEPTED'), ...withdrawn },
      state: 'withdrawn',
      live: false,
    },
  ])('after $after is $state', ({ patch, state, live }) => {
    expect([stateOf(referral(patch)), isLive(referral(patch))]).toEqual([state, live]);
  });
});

describe('the subject of a referral', () => {
  it.each(SERVICES)('%s and which choice is read back', (service) => {
    expect(readReferralSubject(referralSubject(service, 12))).toEqual({
      about: 'referral',
      service,
      choice: 12,
    });
  });
  it.each(['none', 'DTR', 'DTR-', 'CAS2-1', 'DTR-1x', ''])('is not %p', (subject) => {
    expect(readReferralSubject(subject)).toBeUndefined();
  });
});

import { describe, expect, it } from '@jest/globals';
import {
  countSettled,
  ESSENTIALS,
  essentialsOf,
  type Essential,
  type EssentialState,
} from '../../domain/pathways/release/essentials.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { aJourney } from '../support/drafts.ts';

const TODAY = '2027-02-01';
const RELEASE = '2027-03-09';
const recordedAt = '2027-02-01T09:00:00.000Z';

function found(essential: Essential, patch: Partial<Journey>, today = TODAY) {
  return essentialsOf(aJourney(patch), today).find((each) => each.essential === essential);
}

interface Case {
  readonly essential: Essential;
  readonly when: string;
  readonly patch: Partial<Journey>;
  readonly state: EssentialState;
}

const NO_NEEDS = {
  medicine: false,
  opioidSubstitution: false,
  mentalHealth: false,
  socialCare: false,
  neurodiversity: false,
};

const CASES: readonly Case[] = [
  { essential: 'address', when: 'nothing is recorded', patch: {}, state: 'NOT_READY' },
  {
    essential: 'address',
    when: 'there is a home',
    patch: { housing: { authorities: [], places: [{ kind: 'SETTLED', recordedAt }] } },
    state: 'READY',
  },
  {
    essential: 'address',
    when: 'there is a bed with a last night',
    patch: { housing: { authorities: [], places: [{ kind: 'CAS3', nights: 84, recordedAt }] } },
    state: 'KNOWN',
  },
  {
    essential: 'address',
    when: 'a bed begins after the first night',
    patch: {
      housing: { authorities: [], places: [{ kind: 'CAS3', from: '2027-03-11', nights: 84, recordedAt }] },
    },
    state: 'NOT_READY',
  },
  { essential: 'income', when: 'nothing is booked', patch: {}, state: 'NOT_READY' },
  {
    essential: 'income',
    when: 'the interview is booked',
    patch: { benefits: { interviewOn: RELEASE } },
    state: 'KNOWN',
  },
  {
    essential: 'income',
    when: 'a claim is made',
    patch: { benefits: { claimMadeOn: RELEASE } },
    state: 'KNOWN',
  },
  {
    essential: 'income',
    when: 'it is in payment',
    patch: { benefits: { firstPaymentOn: RELEASE } },
    state: 'READY',
  },
  {
    essential: 'income',
    when: 'the person will not claim',
    patch: { benefits: { notClaiming: true } },
    state: 'DECLINED',
  },
  { essential: 'identity', when: 'nothing is recorded', patch: {}, state: 'NOT_READY' },
  {
    essential: 'medicine',
    when: 'it is ready',
    patch: { health: { medicine: { as: 'SUPPLY', days: 28 } } },
    state: 'READY',
  },
  {
    essential: 'medicine',
    when: 'the person needs it',
    patch: { health: { needs: { ...NO_NEEDS, medicine: true } } },
    state: 'NOT_READY',
  },
  {
    essential: 'medicine',
    when: 'the assessment found no need of it',
    patch: { health: { needs: NO_NEEDS } },
    state: 'NOT_NEEDED',
  },
  {
    essential: 'medicine',
    when: 'the person takes none',
    patch: { health: { noMedicine: 'NONE_TAKEN' } },
    state: 'NOT_NEEDED',
  },
  {
    essential: 'medicine',
    when: 'the person declines it',
    patch: { health: { noMedicine: 'DECLINED' } },
    state: 'DECLINED',
  },
  {
    essential: 'identity',
    when: 'it is in hand',
    patch: { benefits: { identity: 'IN_HAND' } },
    state: 'READY',
  },
  {
    essential: 'identity',
    when: 'the person refused',
    patch: { benefits: { identity: 'REFUSED' } },
    state: 'DECLINED',
  },
  {
    essential: 'identity',
    when: 'it was missing before the gate, whatever was said before',
    patch: {
      benefits: { identity: 'IN_HAND' },
      ready: { checked: { missing: ['identity'], releaseDate: RELEASE } },
    },
    state: 'NOT_READY',
  },
  {
    essential: 'identity',
    when: 'it was missing before another day of release',
    patch: {
      benefits: { identity: 'IN_HAND' },
      ready: { checked: { missing: ['identity'], releaseDate: '2027-02-16' } },
    },
    state: 'READY',
  },
  { essential: 'appointment', when: 'none is arranged', patch: {}, state: 'NOT_READY' },
  {
    essential: 'appointment',
    when: 'a day is arranged',
    patch: { licence: { firstAppointment: { type: 'NEXT_WORKING_DAY', on: '2027-03-10' } } },
    state: 'READY',
  },
  {
    essential: 'appointment',
    when: 'none is needed',
    patch: { licence: { firstAppointment: { type: 'NOT_NEEDED' } } },
    state: 'NOT_NEEDED',
  },
  {
    essential: 'appointment',
    when: 'it was said that there is none yet',
    patch: { licence: { firstAppointment: { type: 'NONE' } } },
    state: 'NOT_READY',
  },
  { essential: 'phone', when: 'nobody has said', patch: {}, state: 'NOT_KNOWN' },
  { essential: 'phone', when: 'the person has one', patch: { ready: { phone: 'HAS_ONE' } }, state: 'READY' },
  { essential: 'phone', when: 'one is promised', patch: { ready: { phone: 'GETS_ONE' } }, state: 'KNOWN' },
  {
    essential: 'phone',
    when: 'it is not wanted',
    patch: { ready: { phone: 'DECLINED' } },
    state: 'DECLINED',
  },
  { essential: 'met', when: 'nobody has said', patch: {}, state: 'NOT_KNOWN' },
  { essential: 'met', when: 'somebody comes', patch: { ready: { met: 'MET' } }, state: 'READY' },
  { essential: 'met', when: 'nobody can', patch: { ready: { met: 'NOBODY' } }, state: 'NOT_READY' },
  {
    essential: 'met',
    when: 'the person wants nobody',
    patch: { ready: { met: 'DECLINED' } },
    state: 'DECLINED',
  },
];

describe('an essential', () => {
  it.each(CASES)('$essential is $state when $when', ({ essential, patch, state }) => {
    expect(found(essential, patch)).toMatchObject({ essential, state });
  });

  it('says each in the order of pages, with a reason', () => {
    const all = essentialsOf(aJourney(), TODAY);
    expect(all.map(({ essential }) => essential)).toEqual(ESSENTIALS);
    for (const { says } of all) expect(says).toMatch(/\.$/);
  });

  it('is looked at again after release by what is so tonight', () => {
    const housing = { authorities: [], places: [{ kind: 'CAS3', nights: 2, recordedAt }] } as const;
    const out = { releasedOn: RELEASE, phase: 'community', housing } as const;
    expect(found('address', out, RELEASE)?.state).toBe('KNOWN');
    expect(found('address', out, '2027-03-11')?.state).toBe('NOT_READY');
  });
});

it('counts as settled what is ready, declined or not needed', () => {
  const settled: Partial<Journey> = {
    ready: { phone: 'DECLINED', met: 'MET' },
    licence: { firstAppointment: { type: 'NOT_NEEDED' } },
    benefits: { interviewOn: RELEASE },
  };
  expect(countSettled(essentialsOf(aJourney(settled), TODAY))).toBe(3);
});

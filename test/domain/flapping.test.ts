import { describe, expect, it } from '@jest/globals';
import {
  countRestart,
  isFlapping,
  MOST_RESTARTS,
  openReconcileIncident,
  waitsForAdministrator,
} from '../../domain/partners/flapping.ts';
import { aDraftWith, aJourney, aStep, factsOf } from '../support/drafts.ts';

const NOW = '2027-01-15T09:00:00.000Z';
const hoursAgo = (hours: number) => new Date(Date.parse(NOW) - hours * 3_600_000).toISOString();

describe('a journey that the reconciler restarts', () => {
  it.each([
    { case: 'never', ago: [], is: false },
    { case: 'once in a day', ago: [1], is: false },
    { case: 'twice in a day', ago: [2, 1], is: false },
    { case: 'three times in a day', ago: [3, 2, 1], is: true },
    { case: 'four times in a day', ago: [4, 3, 2, 1], is: true },
    { case: 'three times, the first of them a whole day ago', ago: [24, 2, 1], is: false },
    { case: 'three times, the first of them almost a day ago', ago: [23.9, 2, 1], is: true },
    { case: 'often, longer ago', ago: [30, 29, 28, 27, 1], is: false },
  ])('$case needs a person: $is', ({ ago, is }) => {
    expect(isFlapping({ reconciled: ago.map(hoursAgo) }, NOW)).toBe(is);
  });

  it('needs nobody where no restart was recorded', () => {
    expect(isFlapping({}, NOW)).toBe(false);
  });

  it('is counted, and restarts of more than a day ago are forgotten', () => {
    const draft = aDraftWith('2027-01-15', {}, { reconciled: [25, 24, 5].map(hoursAgo) });
    countRestart(draft);
    expect(draft.journey.reconciled).toEqual([hoursAgo(5), NOW]);
  });

  it('is counted once the first time, without a fact of its own', () => {
    const draft = aDraftWith('2027-01-15', {});
    countRestart(draft);
    expect(draft.journey.reconciled).toEqual([NOW]);
    expect(factsOf(draft)).toEqual([]);
  });

  it('is restarted as often as it may be, and no more', () => {
    const draft = aDraftWith('2027-01-15', {});
    for (let restart = 1; restart <= MOST_RESTARTS; restart += 1) {
      expect(isFlapping(draft.journey, NOW)).toBe(false);
      countRestart(draft);
    }
    expect(isFlapping(draft.journey, NOW)).toBe(true);
  });
});

describe('the incident of a journey whose machine does not keep running', () => {
  it('is a step of an administrator that says what was found', () => {
    const draft = aDraftWith('2027-01-15', {}, { incidents: 4 });
    openReconcileIncident(draft, 'community', 'TASK_TIMED_OUT');
    expect(draft.step('1.incident.reconcile.community')).toMatchObject({
      kind: 'incident',
      state: 'OPEN',
      waitsFor: 'role:ADMINISTRATOR@national',
      details: { cause: 'TASK_TIMED_OUT' },
    });
    expect(draft.journey.incidents).toBe(5);
    expect(draft.facts.find(({ type }) => type === 'incident-opened')?.data).toEqual({
      incident: 'reconcile.community',
      cause: 'TASK_TIMED_OUT',
    });
  });

  it('leaves the journey alone until it is answered', () => {
    const draft = aDraftWith('2027-01-15', {});
    expect(waitsForAdministrator(draft.journey)).toBe(false);
    openReconcileIncident(draft, 'pre-release', 'EXECUTION_GONE');
    expect(waitsForAdministrator(draft.journey)).toBe(true);
  });

  const open = (step: ReturnType<typeof aStep>, cycle = 1) =>
    waitsForAdministrator(aDraftWith('2027-01-15', { steps: [step] }, { cycle }).journey);

  it.each([
    { case: 'about a machine', step: aStep('incident', { subject: 'reconcile.community' }), is: true },
    {
      case: 'about a machine, and answered',
      step: aStep('incident', { subject: 'reconcile.community', state: 'DONE' }),
      is: false,
    },
    {
      case: 'about a call that failed',
      step: aStep('incident', { subject: 'referral.Make.DTR-1' }),
      is: false,
    },
    { case: 'about nothing', step: aStep('incident'), is: false },
    {
      case: 'about a machine of an earlier cycle',
      step: aStep('incident', { subject: 'reconcile.community' }),
      cycle: 2,
      is: false,
    },
  ])('$case stops the reconciler: $is', ({ step, cycle, is }) => {
    expect(open(step, cycle)).toBe(is);
  });

  it('is not taken for another kind of step about the same', () => {
    expect(open(aStep('housing-need', { subject: 'reconcile.community' }))).toBe(false);
  });

  it('is not looked for under a key that is none', () => {
    const strange = { key: 'not a key', kind: 'incident', escalation: 0 } as const;
    expect(waitsForAdministrator(aJourney({ open: [strange] }))).toBe(false);
  });
});

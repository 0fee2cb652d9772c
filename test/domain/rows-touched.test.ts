import { describe, expect, it } from '@jest/globals';
import { answerStep } from '../../domain/journey/answer-step.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import type { Step } from '../../domain/journey/step.ts';
import {
  isReleaseDayTimer,
  keyOpened,
  outcomeEntry,
  rowsTouchedBy,
  rowsTouchedByDate,
  stepsEndedBy,
} from '../../domain/journey/touched-rows.ts';
import {
  hasOutcome,
  stepEntry,
  STEP_KINDS,
  type Outcome,
  type StepKind,
} from '../../domain/pathways/catalogue.ts';
import { NotLoadedError } from '../../domain/record/not-loaded-error.ts';
import { aDraft, aJourney, aReferral, aStep } from '../support/drafts.ts';

const TODAY = '2027-01-15';

describe('the rows that an answer touches', () => {
  const touched = (step: Step, outcome: Outcome, patch: Partial<Journey> = {}) =>
    rowsTouchedBy(aJourney(patch), step, outcome, { details: {}, today: TODAY });
  const open = (...kinds: readonly StepKind[]) =>
    kinds.map((kind) => ({ key: `1.${kind}`, kind, escalation: 0 }));

  it.each<{ kind: StepKind; outcome: Outcome; steps: readonly string[] }>([
    { kind: 'housing-plan', outcome: 'AGREED', steps: [] },
    {
      kind: 'referral-answer',
      outcome: 'MORE_INFORMATION',
      steps: ['1.referral-more-information.DTR-1', '1.referral-unanswered.DTR-1'],
    },
    {
      kind: 'referral-answer',
      outcome: 'DECLINED',
      steps: [
        '1.referral-unanswered.DTR-1',
        '1.referral-more-information.DTR-1',
        '1.refer-to-council',
        '1.welsh-application',
        '1.refer-to-services',
      ],
    },
    {
      kind: 'supervision-ends',
      outcome: 'OPENED',
      steps: ['1.crs-decision', '1.debts', '1.voluntary-follow-up'],
    },
    {
      kind: 'allocate-officers',
      outcome: 'ALLOCATED',
      steps: ['1.crs-decision', '1.debts', '1.late-allocation'],
    },
    { kind: 'claim-preparation', outcome: 'NOT_CLAIMING', steps: [] },
  ])('$kind with $outcome: $steps', ({ kind, outcome, steps }) => {
    const subject = kind === 'referral-answer' ? { subject: 'DTR-1' } : {};
    expect(touched(aStep(kind, subject), outcome, { open: open('crs-decision', 'debts') }).steps).toEqual(
      steps,
    );
  });

  it('are those that end at the milestone it brings, without itself', () => {
    const ended = touched(aStep('claim-preparation'), 'NOT_CLAIMING', {
      open: open('claim-preparation', 'jobcentre-interview', 'debts'),
    });
    expect(ended.steps).toEqual(['1.jobcentre-interview']);
  });

  const referrals = [
    { id: 'r1', subject: 'DTR-1', agencyId: 'eastmoor', live: false },
    { id: 'r2', subject: 'DTR-1', agencyId: 'westmoor', live: true },
    { id: 'r3', subject: 'CRS-1', agencyId: 'shelter', live: true },
  ];

  it.each<{ case: string; step: Step; outcome: Outcome; ids: readonly string[] }>([
    {
      case: 'every live one where a home is found',
      step: aStep('next-address'),
      outcome: 'ADDRESS_RECORDED',
      ids: ['r2', 'r3'],
    },
    {
      case: 'the latest of its subject where it reads one',
      step: aStep('referral-answer', { subject: 'DTR-1' }),
      outcome: 'SILENT',
      ids: ['r2'],
    },
    { case: 'none', step: aStep('referral-answer', { subject: 'DTR-1' }), outcome: 'WITHDRAWN', ids: [] },
    { case: 'none', step: aStep('referral-answer', { subject: 'DTR-9' }), outcome: 'SILENT', ids: [] },
  ])('has of the referrals $case', ({ step, outcome, ids }) => {
    expect(touched(step, outcome, { referrals }).referrals).toEqual(ids);
  });

  it('of a moved date are every open step, the answers that rest on the date, and live referrals', () => {
    const { steps, referrals: ids } = rowsTouchedByDate(
      aJourney({ cycle: 2, open: open('debts'), referrals }),
    );
    expect(steps).toEqual(
      expect.arrayContaining([
        '1.debts',
        '2.release-day-decision',
        '2.jobcentre-interview',
        '2.release-day-opens',
        '2.handover',
        '2.custody-review',
        '2.bank-account',
      ]),
    );
    expect(steps).not.toContain('2.housing-need');
    expect(steps).not.toContain('2.release-date-watch');
    expect(new Set(steps).size).toBe(steps.length);
    expect(ids).toEqual(['r2', 'r3']);
  });

  it('know the one day that begins release-day work', () => {
    expect(STEP_KINDS.filter(isReleaseDayTimer)).toEqual(['release-day-opens']);
  });

  it('are named as the steps that are opened', () => {
    const asked = { cycle: 2, subject: 'DTR-1' };
    expect(keyOpened(asked, { kind: 'housing-plan' })).toBe('2.housing-plan.DTR-1');
    expect(keyOpened(asked, { kind: 'refer-to-council', withoutSubject: true })).toBe('2.refer-to-council');
  });

  it('are none of a milestone that is not reached', () => {
    expect(stepsEndedBy(aJourney({ open: open('crs-decision') }), { key: '' }, undefined)).toEqual([]);
  });

  it('cannot be asked about an outcome that the kind does not have', () => {
    expect(() => outcomeEntry('housing-plan', 'KEPT')).toThrow('housing-plan has no outcome KEPT');
  });

  const answers = STEP_KINDS.flatMap((kind) =>
    Object.keys(stepEntry(kind).outcomes)
      .filter((outcome) => hasOutcome(kind, outcome))
      .map((outcome) => ({ kind, outcome })),
  );
  it.each(answers)('are all that $kind with $outcome reads', ({ kind, outcome }) => {
    const subject = kind.startsWith('referral-') ? { subject: 'DTR-1' } : {};
    const step = aStep(kind, subject);
    const others = (['crs-decision', 'referral-answer', 'debts'] as const).filter((each) => each !== kind);
    const journey = aJourney({
      version: 3,
      open: open(...others, kind),
      referrals: [{ id: 'r1', subject: 'DTR-1', agencyId: 'eastmoor-council', live: true }],
    });
    const { steps, referrals: ids } = rowsTouchedBy(journey, step, outcome, { details: {}, today: TODAY });
    const draft = aDraft(TODAY, journey);
    draft.loadStep(step.key, step);
    for (const key of steps) {
      const other = others.find((each) => key === `1.${each}`);
      draft.loadStep(key, other && aStep(other));
    }
    if (ids.includes('r1')) draft.loadReferrals([aReferral()]);
    expect(() => {
      answerStep(draft, step, outcome);
    }).not.toThrow(NotLoadedError);
  });
});

import { describe, expect, it } from '@jest/globals';
import { desksSeenBy, deskOfRung, RUNGS } from '../../domain/journey/escalation.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { asksSomebody, restartChanges, type Standing } from '../../domain/journey/restart-changes.ts';
import type { Step } from '../../domain/journey/step.ts';
import { explainStuck, whatComes } from '../../domain/journey/stuck.ts';
import { stuckSteps, STUCK_CODES } from '../../domain/journey/stuck-causes.ts';
import type { StepKind } from '../../domain/pathways/catalogue.ts';
import type { WaitsFor } from '../../domain/record/waits-for.ts';
import { aJourney, aReferral, aStep } from '../support/drafts.ts';
import { THE_LAW } from '../support/law.ts';
import { OFFICER, RECORDED_AT } from '../support/record.ts';

const TODAY = '2027-01-25';
const NAMES = {
  officer: (id: string) => ({ 'p.taylor': 'Pat Taylor' })[id],
  place: (id: string) => ({ MDI: 'HMP Moorland', N54: 'North East' })[id],
};
const open = (kind: StepKind, escalation = 0) => ({ key: `1.${kind}`, kind, escalation });

describe('the desk above the owner of a step', () => {
  const journey = aJourney();
  it.each<{ waitsFor: WaitsFor; manager: string; patch?: Partial<Journey> }>([
    { waitsFor: 'officer:p.taylor', manager: 'role:HEAD_OF_OM@MDI' },
    { waitsFor: 'officer:c.ahmed', manager: 'role:PDU@N54' },
    { waitsFor: 'officer:d.evans', manager: 'role:PDU@N54' },
    { waitsFor: 'officer:x.other', manager: 'role:HEAD_OF_OM@MDI' },
    { waitsFor: 'role:HEAD_OF_PDU@N54', manager: 'role:PDU@N54' },
    { waitsFor: 'role:OMU@MDI', manager: 'role:HEAD_OF_OM@MDI' },
    { waitsFor: 'officer:p.taylor', patch: { releasedOn: '2027-01-10' }, manager: 'role:PDU@N54' },
    {
      waitsFor: 'officer:p.taylor',
      patch: { officers: { pom: 'p.taylor', com: 'p.taylor' } },
      manager: 'role:HEAD_OF_OM@MDI',
    },
    { waitsFor: 'agency:eastmoor', manager: 'role:HEAD_OF_OM@MDI' },
  ])('of $waitsFor is $manager', ({ waitsFor, manager, patch }) => {
    const record = { ...journey, ...patch };
    const head = manager.includes('PDU') ? 'role:HEAD_OF_PDU@N54' : 'role:GOVERNOR@MDI';
    expect(RUNGS.map((rung) => deskOfRung(rung, waitsFor, record))).toEqual([
      undefined,
      undefined,
      manager,
      head,
    ]);
  });

  it.each([
    { desk: 'role:HEAD_OF_OM@MDI', sees: ['role:HEAD_OF_OM@MDI', 'role:GOVERNOR@MDI'] },
    { desk: 'role:GOVERNOR@MDI', sees: ['role:GOVERNOR@MDI'] },
    { desk: 'role:PDU@N54', sees: ['role:PDU@N54', 'role:HEAD_OF_PDU@N54'] },
    { desk: 'role:HEAD_OF_PDU@N54', sees: ['role:HEAD_OF_PDU@N54'] },
    { desk: 'role:OMU@MDI', sees: [] },
    { desk: 'officer:p.taylor', sees: [] },
  ])('$desk sees what is on the list of $sees', ({ desk, sees }) => {
    expect(desksSeenBy(desk)).toEqual(sees);
  });
});

describe('the steps that make a journey stuck', () => {
  const death = {
    on: TODAY,
    inCustody: true,
    outside: [],
    inside: [],
    recordedAt: RECORDED_AT,
    recordedBy: OFFICER,
  };
  const NOWHERE = { phase: 'community', releasedOn: '2027-01-10' } as const;

  it.each<{ case: string; patch: Partial<Journey>; stuck: readonly StepKind[] }>([
    {
      case: 'are those that are late, or raise an alarm',
      patch: { open: [open('debts', 1), open('housing-plan', 2), open('late-answer')] },
      stuck: ['housing-plan', 'late-answer'],
    },
    {
      case: 'once it is closed are none but a changed timeline',
      patch: { phase: 'closed', open: [open('housing-plan', 2), open('changed-timeline')] },
      stuck: ['changed-timeline'],
    },
    {
      case: 'after a death are those that are late',
      patch: { phase: 'closed', death, open: [open('notify-of-death', 2), open('debts')] },
      stuck: ['notify-of-death'],
    },
    {
      case: 'with nowhere to sleep are the question about a place, before all else',
      patch: { ...NOWHERE, open: [open('debts'), open('moving-on'), open('housing-plan', 2)] },
      stuck: ['moving-on', 'housing-plan'],
    },
    {
      case: 'with nowhere to sleep are the most pressing of such questions',
      patch: { ...NOWHERE, open: [open('housing-need'), open('urgent-housing')] },
      stuck: ['urgent-housing'],
    },
    {
      case: 'with nowhere to sleep, and nobody asked, are the first step that is open',
      patch: { ...NOWHERE, open: [open('debts'), open('gp-seen')] },
      stuck: ['debts'],
    },
    {
      case: 'with nowhere to sleep, and nobody asked, are rather one that has no alarm of its own',
      patch: { ...NOWHERE, open: [open('housing-plan', 3), open('gp-seen')] },
      stuck: ['gp-seen', 'housing-plan'],
    },
    { case: 'with nowhere to sleep and nothing open are none', patch: NOWHERE, stuck: [] },
  ])('$case', ({ patch, stuck }) => {
    expect(stuckSteps(aJourney(patch), TODAY).map(({ kind }) => kind)).toEqual(stuck);
  });

  it('have a code each, in the order of the list', () => {
    expect(STUCK_CODES.slice(-2)).toEqual(['OVERDUE', 'ESCALATED']);
    expect(STUCK_CODES).toContain('NOWHERE_TO_LIVE');
    expect(new Set(STUCK_CODES).size).toBe(STUCK_CODES.length);
  });

  const explained = (step: Step, patch: Partial<Journey> = {}) =>
    explainStuck(step, aJourney(patch), TODAY, THE_LAW, NAMES);
  /** Due on Monday 18 January. */
  const late = (escalation: number) => aStep('housing-plan', { dueOn: '2027-01-18', escalation });

  it('say why, who is asked, since when, and what comes by itself', () => {
    expect(explained(late(2))).toEqual({
      code: 'OVERDUE',
      cause:
        '“Personal housing plan” was due by Monday 18 January 2027. It waits for Pat Taylor to follow up the personal housing plan with the council.',
      owner: 'Pat Taylor',
      firstSeen: '2027-01-19',
      ageDays: 6,
      nextAction:
        'If it is still open on Saturday 23 January 2027, it goes on the list of the head of offender management of HMP Moorland too.',
    });
  });

  it.each([
    { escalation: 2, code: 'OVERDUE' },
    { escalation: 3, code: 'ESCALATED' },
    { escalation: 4, code: 'ESCALATED' },
  ])('are $code after $escalation rungs', ({ escalation, code }) => {
    expect(explained(late(escalation)).code).toBe(code);
  });

  it('say what failed in an incident, and since when it is open', () => {
    const incident = aStep('incident', {
      subject: 'reception.FinishReception',
      dueOn: '2027-01-05',
      details: { cause: 'Unavailable' },
    });
    const { code, cause, firstSeen, ageDays } = explained(incident);
    expect({ code, firstSeen, ageDays }).toEqual({ code: 'INCIDENT', firstSeen: '2027-01-04', ageDays: 21 });
    expect(cause).toContain('a service that the product needs was not available');
  });

  it('say of a question about a place that there is nowhere to live', () => {
    const out = { phase: 'community', releasedOn: '2027-01-10' } as const;
    expect(explained(aStep('moving-on'), out).code).toBe('NOWHERE_TO_LIVE');
    expect(explained(aStep('moving-on'), out).cause).toMatch(
      /^The person has nowhere to live tonight or tom/,
    );
    expect(explained(aStep('debts'), out).code).toBe('NOWHERE_TO_LIVE');
    expect(explained(late(2), out).code).toBe('OVERDUE');
    expect(explained(aStep('moving-on', { dueOn: '2027-01-18' })).code).toBe('OVERDUE');
  });

  it('that an agency leaves unanswered end by themselves', () => {
    const asked = aStep('referral-answer', { subject: 'DTR-1', dueOn: '2027-01-18' });
    expect(explained(asked).nextAction).toBe(
      'After Monday 18 January 2027 it counts as unanswered, and the journey continues.',
    );
    expect(explained(aStep('return-to-custody')).nextAction).toBe('Nothing until someone acts.');
  });

  it.each<{
    case: string;
    step: Pick<Step, 'waitsFor' | 'dueOn' | 'escalatedTo'>;
    rung?: 'OVERDUE' | 'MANAGER';
    comes: string;
  }>([
    {
      case: 'before it is late',
      step: { waitsFor: 'officer:p.taylor', dueOn: '2027-01-18' },
      rung: 'OVERDUE',
      comes: 'After Monday 18 January 2027 it is overdue.',
    },
    {
      case: 'on the list of its owner',
      step: { waitsFor: 'role:HEAD_OF_OM@MDI', dueOn: '2027-01-18' },
      rung: 'MANAGER',
      comes: 'It stays on the list of the head of offender management of HMP Moorland.',
    },
    {
      case: 'at the top of its ladder',
      step: { waitsFor: 'officer:p.taylor', escalatedTo: 'role:GOVERNOR@MDI' },
      comes: 'It is on the list of the governor of HMP Moorland too. Nothing more happens by itself.',
    },
    {
      case: 'at the top of its ladder, which its owner is',
      step: { waitsFor: 'role:GOVERNOR@MDI', escalatedTo: 'role:GOVERNOR@MDI' },
      comes: 'Nothing more happens by itself.',
    },
    {
      case: 'without a ladder',
      step: { waitsFor: 'officer:p.taylor' },
      comes: 'Nothing more happens by itself.',
    },
  ])('$case: $comes', ({ step, rung, comes }) => {
    const next = rung && { rung, on: '2027-01-23' };
    expect(whatComes(step, next, aJourney(), NAMES)).toBe(comes);
  });
});

describe('a restart changes', () => {
  const standing = (
    steps: readonly Step[],
    journey: Partial<Journey> = {},
    referrals: Standing['referrals'] = [],
  ): Standing => ({ journey: aJourney(journey), steps, referrals });
  const run = (name: string) => ({
    machine: 'pre-release' as const,
    name,
    attempt: 1,
    startedAt: RECORDED_AT,
  });
  const done = (kind: StepKind, outcome: Step['outcome']) =>
    aStep(kind, { state: 'DONE', ...(outcome !== undefined && { outcome }) });
  const keysOf = (changes: ReturnType<typeof restartChanges>) => {
    const { answered, stays, opens, repeats, closes, triedAgain } = changes;
    const keys = (steps: readonly Step[]) => steps.map(({ kind }) => kind);
    return {
      answered: keys(answered),
      stays: keys(stays),
      opens: keys(opens),
      repeats: keys(repeats),
      closes: keys(closes),
      triedAgain: keys(triedAgain),
    };
  };

  it('which executions run', () => {
    const changes = restartChanges(
      standing([], { executions: [run('e-1'), run('e-2')] }),
      standing([], { executions: [run('e-2'), run('e-3')] }),
    );
    expect(changes.ends.map(({ name }) => name)).toEqual(['e-1']);
    expect(changes.starts.map(({ name }) => name)).toEqual(['e-3']);
  });

  it('what is asked: each step once, and those of the current cycle only', () => {
    const before = [
      done('housing-need', 'NEEDS_HELP'),
      done('crs-decision', 'REFER'),
      done('work-coach-meeting', 'OVERTAKEN'),
      done('crs-window', 'OPENED'),
      aStep('debts'),
      aStep('phone-for-release'),
      aStep('incident', { subject: 'pre-release.Open' }),
      aStep('gp-registration', { cycle: 2 }),
    ];
    const after = [
      done('housing-need', 'NEEDS_HELP'),
      aStep('crs-decision'),
      aStep('work-coach-meeting'),
      done('crs-window', 'OPENED'),
      aStep('debts'),
      done('phone-for-release', 'HAS_ONE'),
      aStep('incident', { subject: 'pre-release.Open', state: 'CLOSED' }),
      aStep('licence-conditions'),
      aStep('family-contact', { cycle: 2 }),
    ];
    expect(keysOf(restartChanges(standing(before), standing(after)))).toEqual({
      answered: ['housing-need'],
      stays: ['debts'],
      opens: ['work-coach-meeting', 'licence-conditions'],
      repeats: ['crs-decision'],
      closes: ['phone-for-release'],
      triedAgain: ['incident'],
    });
  });

  it('the release date in force, where the record gives another', () => {
    const moved = restartChanges(standing([]), standing([], { releaseDateInForce: '2027-04-01' }));
    expect(moved.releaseDate).toEqual({ was: '2027-03-09', now: '2027-04-01' });
    expect(restartChanges(standing([]), standing([]))).not.toHaveProperty('releaseDate');
  });

  it('which referrals there are', () => {
    const other = aReferral({ id: 'r9', cycle: 2 });
    const changes = restartChanges(
      standing([], {}, [aReferral(), other]),
      standing([], {}, [aReferral(), aReferral({ id: 'r2' }), other]),
    );
    expect(changes.referralsKept.map(({ id }) => id)).toEqual(['r1']);
    expect(changes.referralsMade.map(({ id }) => id)).toEqual(['r2']);
  });

  it.each<{ kind: StepKind; asks: boolean }>([
    { kind: 'debts', asks: true },
    { kind: 'referral-answer', asks: true },
    { kind: 'crs-window', asks: false },
    { kind: 'release-date-watch', asks: false },
    { kind: 'incident', asks: false },
  ])('nobody who is asked by $kind: $asks', ({ kind, asks }) => {
    expect(asksSomebody({ kind })).toBe(asks);
  });
});

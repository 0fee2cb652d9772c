import { describe, expect, it } from '@jest/globals';
import { settleStep } from '../../domain/journey/answer-step.ts';
import { isOpen, isOverdue, STEP_STATES, type Step } from '../../domain/journey/step.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import type { Outcome, StepKind } from '../../domain/pathways/catalogue.ts';
import type { RecordedRelease } from '../../domain/record/recorded-release.ts';
import { answered } from '../support/answers.ts';
import { aDraftWith, aReferral, aStep, factsOf } from '../support/drafts.ts';
import { OFFICER, RECORDED_AT } from '../support/record.ts';

const TODAY = '2027-01-15';
const TOKEN = { token: 't-1', execution: 'e-1' };
const PLACE = { settledType: 'SETTLED', addressLines: '12 Mill Lane', postcode: 'LS1 4AP' };
const RELEASE: RecordedRelease = {
  on: '2027-03-09',
  ground: 'DATE_IN_FORCE',
  identityConfirmed: true,
  inHand: [],
  missing: [],
  from: 'release-day',
  recordedAt: RECORDED_AT,
  recordedBy: OFFICER,
};

describe('a row of a step', () => {
  it('is open until it is answered or no longer needed', () => {
    expect(STEP_STATES.filter((state) => isOpen(aStep('housing-need', { state })))).toEqual([
      'SCHEDULED',
      'OPEN',
    ]);
  });

  it.each([
    { dueOn: '2027-01-14', overdue: true },
    { dueOn: '2027-01-15', overdue: false },
    { dueOn: undefined, overdue: false },
  ])('that is due on $dueOn is overdue on 15 January: $overdue', ({ dueOn, overdue }) => {
    expect(isOverdue(dueOn === undefined ? {} : { dueOn }, TODAY)).toBe(overdue);
  });
});

describe('an answered step', () => {
  it('keeps the answer, who gave it and when, beside what it said when it was opened', () => {
    const step = aStep('incident', {
      subject: 'reception.FinishReception',
      details: { cause: 'Unavailable' },
      wakeAt: '2027-01-20T00:00:00.000Z',
      ...TOKEN,
    });
    const draft = answered(step, 'RETRY', { details: { reason: 'Again' } });
    const { wakeAt: _asleep, token: _told, execution: _ended, ...rest } = step;
    expect(draft.step(step.key)).toEqual({
      ...rest,
      state: 'CLOSED',
      outcome: 'RETRY',
      details: { cause: 'Unavailable', reason: 'Again' },
      completedAt: `${TODAY}T09:00:00.000Z`,
      completedBy: OFFICER,
    });
  });

  it('keeps nothing that only the record may keep, neither in its row nor in its fact', () => {
    const step = aStep('gp-registration');
    const draft = answered(step, 'REGISTERED', { details: { practice: 'Park Surgery', note: 'Seen' } });
    expect(draft.step(step.key)?.details).toEqual({ note: 'Seen' });
    expect(draft.facts[0]?.data).toEqual({ step: step.kind, outcome: 'REGISTERED', note: 'Seen' });
    expect(draft.journey.health?.gp?.practice).toBe('Park Surgery');
  });

  it('keeps an address in its row, and never in a fact', () => {
    const step = aStep('next-address');
    const draft = answered(step, 'ADDRESS_RECORDED', { details: PLACE });
    expect(draft.step(step.key)?.details).toMatchObject({ postcode: 'LS1 4AP' });
    expect(JSON.stringify(draft.facts)).not.toMatch(/LS1|Mill Lane/);
  });

  it.each<{ kind: StepKind; outcome: Outcome; facts: readonly string[] }>([
    { kind: 'housing-need', outcome: 'NEEDS_HELP', facts: ['step-completed'] },
    { kind: 'housing-need', outcome: 'OVERTAKEN', facts: ['step-closed'] },
    { kind: 'crs-window', outcome: 'OPENED', facts: [] },
    { kind: 'release-date-watch', outcome: 'DATE_CHANGED', facts: [] },
  ])(
    '$kind with $outcome says so, unless it only waits for a day or an event',
    ({ kind, outcome, facts }) => {
      expect(factsOf(answered(aStep(kind), outcome))).toEqual(facts);
    },
  );

  it('sends its outcome, its subject and the number of incidents to the machine that asked', () => {
    const draft = answered(aStep('housed-at-4-weeks', { subject: 'week-4', ...TOKEN }), 'NOT_NEEDED', {
      incidents: 2,
    });
    expect(draft.effects).toEqual([
      { kind: 'answer-task', token: 't-1', outcome: 'NOT_NEEDED', subject: 'week-4', number: 2 },
    ]);
  });

  it('sends nothing where no machine asked', () => {
    expect(answered(aStep('housing-need'), 'NEEDS_HELP').effects).toEqual([]);
  });

  it('begins the phase that it names, and starts its machine', () => {
    const draft = answered(aStep('pre-release-opens'), 'OPENED', { phase: 'custody' });
    expect(draft.journey.phase).toBe('pre-release');
    expect(draft.facts.map(({ type, data }) => [type, data])).toEqual([
      ['phase-entered', { phase: 'pre-release' }],
    ]);
    expect(draft.effects.map(({ kind }) => kind)).toEqual(['start-execution']);
  });

  it('lets an answer that it resets be asked again when the journey comes back to it', () => {
    const warning = aStep('review-hearing', { state: 'DONE', outcome: 'HELD' });
    const details = { hearingOn: '2027-01-29', note: 'Missed twice' };
    const draft = answered(aStep('enforcement-decision'), 'REVIEW_HEARING', { details, others: [warning] });
    expect(draft.step(warning.key)).toMatchObject({ state: 'SCHEDULED', opensOn: '2027-01-29' });
  });

  it('ends the steps that it makes pointless, where they are open', () => {
    const unanswered = aStep('referral-unanswered', { subject: 'DTR-1' });
    const informed = aStep('referral-more-information', {
      subject: 'DTR-1',
      state: 'DONE',
      outcome: 'PROVIDED',
    });
    const draft = answered(aStep('referral-answer', { subject: 'DTR-1' }), 'DECLINED', {
      details: { code: 'NO_LOCAL_CONNECTION' },
      others: [unanswered, informed],
      asked: [aReferral()],
    });
    expect(draft.step(unanswered.key)).toMatchObject({ state: 'DONE', outcome: 'NOT_NEEDED' });
    expect(draft.step(informed.key)).toBe(informed);
  });

  it('answers others whose answer the record has now', () => {
    const late = aStep('late-allocation');
    const draft = answered(aStep('allocate-officers'), 'ALLOCATED', {
      officers: {},
      details: { pom: 'p.taylor', com: 'c.ahmed', deputy: 'd.evans' },
      others: [late],
    });
    expect(draft.step(late.key)).toMatchObject({ state: 'DONE', outcome: 'NOT_NEEDED' });
  });

  it('leaves others that the record does not answer, or that are answered already', () => {
    const late = aStep('late-allocation');
    const draft = aDraftWith(TODAY, { steps: [late] }, { officers: {} });
    settleStep(draft, late.key);
    settleStep(draft, '1.housing-need');
    expect(draft.changedSteps()).toEqual([]);
    const done = aStep('late-allocation', { state: 'DONE', outcome: 'ACTED_ON' });
    const named = aDraftWith(TODAY, { steps: [done] });
    settleStep(named, done.key);
    expect(named.step(done.key)).toBe(done);
  });

  it('counts every open step again where it changes who is asked', () => {
    const desk = aStep('housing-need', { waitsFor: 'role:OMU@MDI' });
    const draft = answered(aStep('allocate-officers'), 'ALLOCATED', {
      officers: {},
      details: { pom: 'p.new', com: 'c.ahmed', deputy: 'd.evans' },
      others: [desk],
    });
    expect(draft.step(desk.key)?.waitsFor).toBe('officer:p.new');
  });
});

describe('an answer that opens other steps', () => {
  const openedBy = (draft: ReturnType<typeof answered>) => draft.journey.open.map(({ key }) => key);

  it.each([
    { case: 'in England', region: 'N54', opened: ['1.refer-to-council', '1.refer-to-services'] },
    { case: 'in Wales', region: 'N03', opened: ['1.welsh-application', '1.refer-to-services'] },
  ])('opens those that fit only: nobody housed after four weeks $case', ({ region, opened }) => {
    const draft = answered(aStep('housed-at-4-weeks', { subject: 'week-4' }), 'NOT_HOUSED', {
      region,
      today: '2027-04-06',
      releasedOn: '2027-03-09',
      phase: 'community',
    });
    expect(openedBy(draft)).toEqual(opened);
  });

  it('opens them on the same subject', () => {
    const draft = answered(aStep('referral-answer', { subject: 'DTR-1' }), 'MORE_INFORMATION', {
      details: { note: 'Which officer?' },
      asked: [aReferral()],
    });
    expect(openedBy(draft)).toEqual(['1.referral-more-information.DTR-1']);
  });
});

describe('a milestone', () => {
  const HOUSED = { details: PLACE };

  it('ends what it makes pointless, with the outcome of that step, and leaves the rest', () => {
    const others = [
      aStep('crs-decision', TOKEN),
      aStep('work-coach-meeting'),
      aStep('referral-answer', { subject: 'CRS-1' }),
    ];
    const draft = answered(aStep('next-address'), 'ADDRESS_RECORDED', { ...HOUSED, others });
    expect(draft.step('1.crs-decision')).toMatchObject({ state: 'DONE', outcome: 'NOT_NEEDED' });
    expect(draft.effects).toContainEqual(expect.objectContaining({ token: 't-1', outcome: 'NOT_NEEDED' }));
    expect(draft.step('1.work-coach-meeting')?.state).toBe('OPEN');
  });
});

describe('release', () => {
  const gate = aStep('release-confirmed');
  const out = (others: readonly Step[]) =>
    answered(gate, 'RELEASED', {
      today: '2027-03-09',
      phase: 'release-day',
      recordedRelease: RELEASE,
      others,
    });

  it('ends what is only asked in prison', () => {
    const draft = out([aStep('housing-need')]);
    expect(draft.step('1.housing-need')).toMatchObject({ state: 'DONE', outcome: 'OVERTAKEN' });
    expect(draft.journey).toMatchObject({ phase: 'community', releasedOn: '2027-03-09' });
  });

  it('leaves open what is still needed outside, with the community officer and a new deadline', () => {
    const needed = aStep('identity-documents', { waitsFor: 'role:ID_ADMINISTRATOR@MDI', ...TOKEN });
    const draft = out([needed]);
    expect(draft.step(needed.key)).toMatchObject({
      state: 'OPEN',
      waitsFor: 'officer:c.ahmed',
      dueOn: '2027-03-16',
    });
    expect(draft.step(needed.key)).not.toHaveProperty('token');
    expect(draft.step(needed.key)).not.toHaveProperty('execution');
    expect(draft.facts.filter(({ type }) => type === 'step-carried').map(({ data }) => data)).toEqual([
      { step: 'identity-documents', waitsFor: 'officer:c.ahmed', dueOn: '2027-03-16' },
    ]);
  });

  it('lets the machine go on that asked in prison', () => {
    expect(out([aStep('identity-documents', TOKEN)]).effects).toContainEqual({
      kind: 'answer-task',
      token: 't-1',
      outcome: 'OVERTAKEN',
      subject: 'none',
      number: 0,
    });
  });
});

describe('a step that stays after an answer', () => {
  it('begins its ladder again, and is asked on the day of the answer’s rule', () => {
    const step = aStep('urgent-housing', { escalation: 3, askFrom: '2027-03-11' });
    const draft = answered(step, 'NONE_FOUND', {
      today: '2027-03-12',
      releasedOn: '2027-03-09',
      phase: 'community',
    });
    expect(draft.step(step.key)).toMatchObject({
      state: 'SCHEDULED',
      escalation: 0,
      askFrom: '2027-03-15',
    });
  });

  it('forgets until when it was put off, where the answer says nothing of it', () => {
    const step = aStep('drugs-and-alcohol-outcome', { askFrom: '2027-01-11', escalation: 2 });
    expect(answered(step, 'CONTINUES').step(step.key)?.askFrom).not.toBe('2027-01-11');
  });

  it('is closed like any other once what it stays for is over', () => {
    const moving = aStep('moving-on', TOKEN);
    const patch = { today: '2027-03-20', releasedOn: '2027-03-09', phase: 'community' } as const;
    const home = answered(moving, 'ADDRESS_FOUND', { ...patch, details: PLACE });
    expect(home.step(moving.key)).toMatchObject({ state: 'DONE', outcome: 'ADDRESS_FOUND' });
    const details = { ...PLACE, settledType: 'TRANSIENT', lastNight: '2027-06-20' };
    const bed = answered(moving, 'ADDRESS_FOUND', { ...patch, details });
    expect(bed.step(moving.key)).toMatchObject({ state: 'SCHEDULED', token: 't-1' });
  });
});

describe('the end of supervision', () => {
  const ends = aStep('supervision-ends', { state: 'SCHEDULED', waitsFor: 'date' });
  const over = (patch: Partial<Journey>) =>
    answered(ends, 'OPENED', {
      today: '2027-12-09',
      phase: 'community',
      releasedOn: '2027-03-09',
      ...patch,
    });

  it('closes the journey', () => {
    expect(over({}).journey.phase).toBe('closed');
  });

  it('waits, a day at a time, while somebody is out who was released in error', () => {
    const draft = over({ recordedRelease: { ...RELEASE, ground: 'IN_ERROR' } });
    expect(draft.journey.phase).toBe('community');
    expect(draft.step(ends.key)).toMatchObject({ state: 'SCHEDULED', askFrom: '2027-12-10' });
    expect(over({ recordedRelease: { ...RELEASE, ground: 'IN_ERROR', madeLawful: true } }).closes).toBe(true);
  });
});

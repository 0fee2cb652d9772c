import { describe, expect, it } from '@jest/globals';
import { openStep } from '../../domain/journey/open-step.ts';
import { answerStep } from '../../domain/journey/answer-step.ts';
import { wakeStep } from '../../domain/journey/wake-step.ts';
import type { JourneyDraft } from '../../domain/journey/journey-draft.ts';
import type { Step } from '../../domain/journey/step.ts';
import { tell } from '../../domain/pathways/referrals/moves.ts';
import type { Referral } from '../../domain/record/referral.ts';
import { aDraft, aJourney } from '../support/drafts.ts';

const opened = (draft: ReturnType<typeof aDraft>, opening: Parameters<typeof openStep>[1]): Step => {
  const result = openStep(draft, opening);
  if (result.answered) throw new Error(`Answered already: ${result.outcome}`);
  return result.step;
};

const referral: Referral = {
  id: 'r1',
  journeyId: 'journey-1',
  cycle: 1,
  service: 'DTR',
  subject: 'DTR-1',
  agencyId: 'eastmoor-council',
  releaseDate: '2027-03-09',
  sequence: 1,
  createdAt: '2027-01-04T09:00:00.000Z',
};

describe('a draft of a journey', () => {
  it('has changed nothing until something does', () => {
    const draft = aDraft('2027-01-04');
    draft.loadReferrals([]);
    expect(draft.changed).toBe(false);
    draft.record('restarted');
    expect(draft.changed).toBe(true);
  });

  it('keeps the head’s list of what is open as steps open and are answered', () => {
    const draft = aDraft('2027-01-04');
    const step = opened(draft, { kind: 'housing-need' });
    expect(draft.journey.open).toEqual([
      { key: '1.housing-need', kind: 'housing-need', escalation: 0, dueOn: '2027-01-06' },
    ]);
    answerStep(draft, step, 'NEEDS_HELP');
    expect(draft.journey.open).toEqual([]);
    expect(draft.changedSteps().map(({ state }) => state)).toEqual(['DONE']);
  });

  it('gives each run of a machine a new name, and keeps only the newest as running', () => {
    const draft = aDraft('2027-01-04');
    draft.start('pre-release');
    draft.start('pre-release');
    expect(draft.effects.map((effect) => effect.kind === 'start-execution' && effect.name)).toEqual([
      'journey-1-pre-release-1-1',
      'journey-1-pre-release-1-2',
    ]);
    expect(draft.journey.executions.map(({ name }) => name)).toEqual(['journey-1-pre-release-1-2']);
  });

  it('is not ended by a run that has been replaced', () => {
    const draft = aDraft('2027-01-04');
    draft.start('pre-release');
    draft.start('pre-release');
    draft.finish('pre-release', 'journey-1-pre-release-1-1');
    expect(draft.journey.executions).toHaveLength(1);
    draft.finish('pre-release', 'journey-1-pre-release-1-2');
    expect(draft.journey.executions).toEqual([]);
  });
});

describe('a step', () => {
  it('asked for again hands its wait to the newest token, and says nothing twice', () => {
    const draft = aDraft('2027-01-04');
    opened(draft, { kind: 'housing-need', token: 'old', execution: 'e-1' });
    const step = opened(draft, { kind: 'housing-need', token: 'new', execution: 'e-2' });
    expect([step.token, step.execution]).toEqual(['new', 'e-2']);
    expect(draft.facts.map(({ type }) => type)).toEqual(['step-opened']);
    answerStep(draft, step, 'NEEDS_HELP');
    expect(draft.effects).toEqual([
      { kind: 'answer-task', token: 'new', outcome: 'NEEDS_HELP', subject: 'none', number: 0 },
    ]);
  });

  it('answered for good is not asked again, and its token is forgotten', () => {
    const draft = aDraft('2027-01-04');
    answerStep(draft, opened(draft, { kind: 'housing-need', token: 't' }), 'NEEDS_HELP');
    expect(openStep(draft, { kind: 'housing-need', token: 'u' })).toEqual({
      answered: true,
      outcome: 'NEEDS_HELP',
    });
    expect(draft.step('1.housing-need')).not.toHaveProperty('token');
  });

  it('whose answer is passing is asked again', () => {
    const draft = aDraft('2027-01-04');
    const incident = opened(draft, { kind: 'incident', subject: 'reception.FinishReception' });
    answerStep(draft, incident, 'RETRY', { reason: 'Again' });
    expect(openStep(draft, { kind: 'incident', subject: 'reception.FinishReception' }).answered).toBe(false);
  });

  it('has no outcome but its own', () => {
    const draft = aDraft('2027-01-04');
    expect(() => answerStep(draft, opened(draft, { kind: 'housing-need' }), 'KEPT')).toThrow(
      'no outcome KEPT',
    );
  });

  it('whose day has come is answered at once when a machine asks, and kept as a timer when a rule does', () => {
    const journey = aJourney({ housing: { authorities: [], need: 'NEEDS_HELP' } });
    expect(openStep(aDraft('2027-01-12', journey), { kind: 'dtr-window', token: 't' })).toEqual({
      answered: true,
      outcome: 'OPENED',
    });
    expect(opened(aDraft('2027-01-12', journey), { kind: 'pre-release-opens' }).state).toBe('SCHEDULED');
  });

  it('woken early, or twice, does nothing', () => {
    const draft = aDraft('2027-01-04');
    const step = opened(draft, { kind: 'cas3-decision' });
    wakeStep(draft, step);
    expect(draft.step(step.key)).toEqual(step);
    const later = aDraft('2027-01-26', draft.journey);
    later.loadStep(step.key, step);
    wakeStep(later, step);
    const woken = later.step(step.key);
    expect(woken?.state).toBe('OPEN');
    if (woken) wakeStep(later, woken);
    expect(later.step(step.key)).toEqual(woken);
    expect(later.facts).toEqual([]);
  });
});

describe('a draft of a stored journey', () => {
  const stored = aJourney({
    version: 3,
    open: [{ key: '1.housing-need', kind: 'housing-need', escalation: 0 }],
    referrals: [{ id: 'r1', subject: 'DTR-1', agencyId: 'eastmoor-council', live: true }],
  });

  it.each<[string, (draft: JourneyDraft) => unknown]>([
    ['a step', (draft) => draft.step('1.supervision-ends')],
    ['the open steps', (draft) => draft.openSteps()],
    ['to open a step', (draft) => openStep(draft, { kind: 'late-answer', subject: 'DTR-1' })],
  ])('refuses %s that no command has loaded, and names the row', (_what, ask) => {
    expect(() => ask(aDraft('2027-01-04', stored))).toThrow(
      /^The step 1\.[a-z-]+(\.DTR-1)? of the journey journey-1 was not loaded/,
    );
  });

  it.each<[string, (draft: JourneyDraft) => unknown]>([
    ['a referral', (draft) => draft.referral('r1')],
    ['the live referrals', (draft) => draft.liveReferrals()],
    ['to replace a referral', (draft) => draft.putReferral(referral)],
  ])('refuses %s that no command has loaded, and names the row', (_what, ask) => {
    expect(() => ask(aDraft('2027-01-04', stored))).toThrow(
      'The referral r1 of the journey journey-1 was not loaded',
    );
  });

  it('knows that there is no row where the table was asked and had none', () => {
    const draft = aDraft('2027-01-04', stored);
    draft.loadStep('1.supervision-ends', undefined);
    expect(draft.step('1.supervision-ends')).toBeUndefined();
  });

  it('does not let a row that is loaded late undo what was changed', () => {
    const draft = aDraft('2027-01-04', stored);
    draft.loadStep('1.cas3-decision', undefined);
    const step = opened(draft, { kind: 'cas3-decision' });
    draft.loadStep(step.key, undefined);
    expect(draft.step(step.key)).toBe(step);
  });
});

describe('the deadline of a message to an agency', () => {
  const key = '1.referral-answer.DTR-1';
  const asked = aJourney({
    version: 3,
    open: [{ key, kind: 'referral-answer', escalation: 0, dueOn: '2027-01-18' }],
  });

  it('is the end of the day its answer is due, whether or not the step was loaded', () => {
    const step = opened(aDraft('2027-01-04'), { kind: 'referral-answer', subject: 'DTR-1' });
    const deadlines = [false, true].map((isLoaded) => {
      const draft = aDraft('2027-01-04', asked);
      if (isLoaded) draft.loadStep(key, step);
      draft.loadReferrals([referral]);
      tell(draft, referral, 'through-the-gate.referral.updated');
      return draft.deliveries[0]?.deadline;
    });
    expect(step.dueOn).toBe('2027-01-18');
    expect(deadlines).toEqual(['2027-01-19T00:00:00.000Z', '2027-01-19T00:00:00.000Z']);
  });

  it('is the release date while no answer is asked for', () => {
    const draft = aDraft('2027-01-04', aJourney({ version: 3 }));
    draft.loadReferrals([referral]);
    tell(draft, referral, 'through-the-gate.referral.created');
    expect(draft.deliveries[0]?.deadline).toBe('2027-03-09T00:00:00.000Z');
  });
});

import { describe, expect, it } from '@jest/globals';
import { openStep } from '../../domain/journey/open-step.ts';
import { answerStep } from '../../domain/journey/answer-step.ts';
import { wakeStep } from '../../domain/journey/wake-step.ts';
import type { Step } from '../../domain/journey/step.ts';
import { aDraft, aJourney } from '../support/drafts.ts';

const opened = (draft: ReturnType<typeof aDraft>, opening: Parameters<typeof openStep>[1]): Step => {
  const result = openStep(draft, opening);
  if (result.answered) throw new Error(`Answered already: ${result.outcome}`);
  return result.step;
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

  it('names each run of a machine anew, and keeps only the newest as running', () => {
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

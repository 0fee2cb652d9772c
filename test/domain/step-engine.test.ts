import { describe, expect, it } from '@jest/globals';
import type { Journey } from '../../domain/journey/journey.ts';
import { notOpenYet } from '../../domain/journey/not-open-yet.ts';
import { mayOpenAgain, openAgain } from '../../domain/journey/open-again.ts';
import { openStep, rowOpened } from '../../domain/journey/open-step.ts';
import { recountStep } from '../../domain/journey/recount.ts';
import { machinesToRun, restart } from '../../domain/journey/restart.ts';
import { stepNotices } from '../../domain/journey/step-notices.ts';
import type { Step } from '../../domain/journey/step.ts';
import { stopExecutions } from '../../domain/journey/stop-executions.ts';
import { wakeStep } from '../../domain/journey/wake-step.ts';
import type { Outcome, StepKind } from '../../domain/pathways/catalogue.ts';
import { aDraft, aDraftWith, aJourney, aReferral, aStep, factsOf } from '../support/drafts.ts';
import { OFFICER } from '../support/record.ts';

const TODAY = '2027-01-15';
const OUT = { releasedOn: '2027-03-09', phase: 'community' } as const;
const HOME = { kind: 'SETTLED', recordedAt: '2027-01-04T09:00:00.000Z' } as const;
const HOUSED = { housing: { authorities: [], places: [HOME] } };

describe('opening a step', () => {
  const opening = (kind: StepKind, more: { subject?: string; token?: string; execution?: string } = {}) => ({
    kind,
    ...more,
  });

  it('makes a row that says who is asked, since when and by when', () => {
    const draft = aDraftWith(TODAY, {});
    const result = openStep(draft, {
      kind: 'incident',
      subject: 'reception.FinishReception',
      token: 't-1',
      execution: 'e-1',
      details: { cause: 'Unavailable' },
    });
    const row = {
      key: '1.incident.reception.FinishReception',
      kind: 'incident',
      subject: 'reception.FinishReception',
      cycle: 1,
      state: 'OPEN',
      waitsFor: 'role:ADMINISTRATOR@national',
      openedAt: `${TODAY}T09:00:00.000Z`,
      openedOn: TODAY,
      dueOn: '2027-01-18',
      escalation: 0,
      wakeAt: '2027-01-16T00:00:00.000Z',
      token: 't-1',
      execution: 'e-1',
      details: { cause: 'Unavailable' },
    };
    expect(result).toEqual({ answered: false, step: row });
    expect(draft.step(row.key)).toEqual(row);
    expect(draft.facts.map(({ type, data }) => [type, data])).toEqual([
      [
        'step-opened',
        { step: 'incident', subject: row.subject, waitsFor: row.waitsFor, dueOn: '2027-01-18' },
      ],
    ]);
  });

  it('leaves out what it was not given', () => {
    const draft = aDraftWith(TODAY, {});
    openStep(draft, opening('housing-plan'));
    const row = draft.step('1.housing-plan');
    for (const part of ['subject', 'token', 'execution', 'details']) expect(row).not.toHaveProperty(part);
  });

  it('says from which day somebody is asked who is not asked yet', () => {
    const draft = aDraftWith(TODAY, {});
    openStep(draft, opening('cas3-decision'));
    expect(draft.facts[0]?.data).toMatchObject({ opensOn: '2027-01-26', dueOn: '2027-02-09' });
  });

  it.each<StepKind>(['crs-window', 'release-date-watch'])('says nothing of %s, which asks nobody', (kind) => {
    const draft = aDraftWith('2026-11-01', {}, { assessedRevision: 1 });
    expect(openStep(draft, opening(kind)).answered).toBe(false);
    expect(factsOf(draft)).toEqual([]);
  });

  it('of a day that has come answers the machine with the entry’s own outcome', () => {
    const draft = aDraftWith('2027-03-10', {});
    expect(openStep(draft, opening('release-day-proposal', { token: 't-1' }))).toEqual({
      answered: true,
      outcome: 'LAPSED',
    });
  });

  it.each([
    { open: [aStep('urgent-housing')], row: '1.urgent-housing' },
    { open: [], row: '1.urgent-housing.week-4' },
    { open: [aStep('urgent-housing'), aStep('housing-plan')], row: '1.urgent-housing' },
    { open: [aStep('housing-plan')], row: '1.urgent-housing.week-4' },
  ])('of a kind that is asked once uses the row that is open, else a row of its subject', ({ open, row }) => {
    const draft = aDraftWith(TODAY, { steps: open });
    expect(rowOpened(draft, { kind: 'urgent-housing', subject: 'week-4' })).toBe(row);
  });

  it('of another kind uses the row of its subject, even while one without a subject is open', () => {
    const draft = aDraftWith(TODAY, { steps: [aStep('housing-plan')] });
    expect(rowOpened(draft, { kind: 'housing-plan', subject: 'DTR-1' })).toBe('1.housing-plan.DTR-1');
  });

  const done = (kind: StepKind, outcome: Outcome, subject?: string) =>
    aStep(kind, { state: 'DONE', outcome, ...(subject !== undefined && { subject }) });

  it.each<{ case: string; known: Step; patch?: Partial<Journey>; again: boolean }>([
    { case: 'answered for good', known: done('housing-plan', 'AGREED'), again: false },
    {
      case: 'answered with what now stays open',
      known: done('drugs-and-alcohol-assessment', 'DECLINED'),
      again: true,
    },
    {
      case: 'answered with what now passes',
      known: done('cas3-again', 'NOT_SUITABLE'),
      patch: { housing: { authorities: [], crsReferredOn: '2027-01-04', dutyToReferOn: '2027-01-05' } },
      again: true,
    },
    {
      case: 'ended by a home that was lost since',
      known: done('crs-decision', 'NOT_NEEDED'),
      again: true,
    },
    {
      case: 'ended by a home that is there',
      known: done('crs-decision', 'NOT_NEEDED'),
      patch: HOUSED,
      again: false,
    },
    {
      case: 'about a referral that a home withdrew',
      known: done('housing-plan', 'NOT_NEEDED', 'DTR-1'),
      again: false,
    },
  ])('that was $case asks again: $again', ({ known, patch, again }) => {
    const draft = aDraftWith(TODAY, { steps: [known] }, patch);
    const { kind, subject } = known;
    const result = openStep(draft, { kind, ...(subject !== undefined && { subject }) });
    expect(result.answered).toBe(!again);
    if (result.answered) expect(result.outcome).toBe(known.outcome);
  });

  describe('once the person is out', () => {
    const inPrison = { token: 't-1', execution: 'journey-1-pre-release-1-1' };
    const outside = { token: 't-2', execution: 'journey-1-community-1-2' };

    it('lets a machine from before release go on, and asks in the community', () => {
      const draft = aDraftWith('2027-03-10', {}, OUT);
      expect(openStep(draft, opening('identity-documents', inPrison))).toEqual({
        answered: true,
        outcome: 'OVERTAKEN',
      });
      expect(draft.step('1.identity-documents')).toMatchObject({
        state: 'OPEN',
        waitsFor: 'officer:c.ahmed',
      });
      expect(draft.step('1.identity-documents')).not.toHaveProperty('token');
      expect(draft.step('1.identity-documents')).not.toHaveProperty('execution');
    });

    it('leaves an open row to the machine of the community', () => {
      const row = aStep('identity-documents', outside);
      const draft = aDraftWith('2027-03-10', { steps: [row] }, OUT);
      expect(openStep(draft, opening('identity-documents', inPrison))).toEqual({
        answered: true,
        outcome: 'OVERTAKEN',
      });
      expect(draft.step(row.key)).toBe(row);
    });

    it('lets the machine of the community wait for what it asks', () => {
      const draft = aDraftWith('2027-03-10', {}, OUT);
      expect(openStep(draft, opening('identity-documents', outside))).toMatchObject({
        answered: false,
        step: outside,
      });
    });

    it('asks again in the community what release had only overtaken', () => {
      const row = done('identity-documents', 'OVERTAKEN');
      const draft = aDraftWith('2027-03-10', { steps: [row] }, OUT);
      expect(openStep(draft, opening('identity-documents')).answered).toBe(false);
      const prison = aDraftWith('2027-03-10', { steps: [row] });
      expect(openStep(prison, opening('identity-documents'))).toEqual({
        answered: true,
        outcome: 'OVERTAKEN',
      });
    });
  });

  it('again without a token, or with the one it has, changes nothing', () => {
    const row = aStep('housing-plan', { token: 't-1', execution: 'e-1' });
    const draft = aDraftWith(TODAY, { steps: [row] });
    openStep(draft, opening('housing-plan'));
    openStep(draft, opening('housing-plan', { token: 't-1', execution: 'e-2' }));
    expect(draft.changedSteps()).toEqual([]);
    openStep(draft, opening('housing-plan', { token: 't-2' }));
    expect(draft.step(row.key)).toEqual({ ...row, token: 't-2' });
  });
});

describe('waking a row', () => {
  const AT = '2027-01-15T00:00:00.000Z';
  const woken = (step: Step, today = TODAY, patch: Partial<Journey> = {}, referrals = [aReferral()]) => {
    const draft = aDraftWith(today, { steps: [step], referrals }, patch);
    wakeStep(draft, step);
    return { draft, row: draft.step(step.key) };
  };

  it.each<Partial<Step>>([
    { state: 'DONE', wakeAt: AT },
    { state: 'CLOSED', wakeAt: AT },
    {},
    { wakeAt: '2027-01-15T09:00:00.001Z' },
  ])('does nothing with one that has nothing to wake for: %j', (patch) => {
    const step = aStep('housing-plan', { dueOn: '2027-01-10', ...patch });
    expect(woken(step).row).toBe(step);
  });

  const timer = (kind: StepKind) => aStep(kind, { state: 'SCHEDULED', waitsFor: 'date', wakeAt: AT });

  it('answers a day that has come, and leaves one that has moved away', () => {
    expect(woken(timer('crs-window')).row).toMatchObject({ state: 'DONE', outcome: 'OPENED' });
    const later = woken(timer('crs-window'), TODAY, { releaseDateInForce: '2027-06-01' });
    // 84 days before release: the window of a commissioned referral.
    expect(later.row).toMatchObject({ state: 'SCHEDULED', opensOn: '2027-03-09' });
  });

  it('waits again where the day is no longer known', () => {
    const { releaseDateInForce: _none, ...known } = aJourney();
    const step = timer('crs-window');
    const draft = aDraft(TODAY, { ...known, open: [{ key: step.key, kind: step.kind, escalation: 0 }] });
    draft.loadStep(step.key, step);
    wakeStep(draft, step);
    expect(draft.step(step.key)).toMatchObject({ state: 'SCHEDULED' });
    expect(draft.step(step.key)).not.toHaveProperty('wakeAt');
  });

  it('looks at the record on the night on which a place begins or ends', () => {
    const bed = { ...HOME, kind: 'CAS3', until: '2027-03-20' } as const;
    const patch = { ...OUT, housing: { authorities: [], places: [bed] } };
    expect(woken(timer('last-night'), '2027-03-21', patch).row).toMatchObject({ outcome: 'OPENED' });
  });

  it('asks on the day from which somebody is asked', () => {
    const step = aStep('cas3-decision', { state: 'SCHEDULED', opensOn: '2027-01-26', wakeAt: AT });
    expect(woken(step, '2027-01-26').row).toMatchObject({
      state: 'OPEN',
      wakeAt: '2027-02-07T00:00:00.000Z',
    });
  });

  it('takes an agency’s silence for an answer after its last day', () => {
    const step = aStep('referral-answer', { subject: 'DTR-1', dueOn: '2027-01-14', wakeAt: AT });
    const { row, draft } = woken(step);
    expect(row).toMatchObject({ state: 'DONE', outcome: 'SILENT' });
    expect(draft.journey.open.map(({ kind }) => kind)).toEqual(['referral-unanswered']);
  });

  it('gives the answer that the record has by now to what was put off', () => {
    const step = aStep('urgent-housing', { askFrom: '2027-03-11', wakeAt: AT, dueOn: '2027-03-11' });
    expect(woken(step, '2027-03-12', { ...OUT, ...HOUSED }).row).toMatchObject({
      state: 'CLOSED',
      outcome: 'NOT_NEEDED',
    });
    const { askFrom: _never, ...asked } = step;
    expect(woken(asked, '2027-03-12', { ...OUT, ...HOUSED }).row?.state).toBe('OPEN');
  });

  it.each([
    { taken: 0, today: '2027-01-16', fact: 'step-reminded', list: undefined },
    { taken: 1, today: '2027-01-19', fact: 'step-overdue', list: undefined },
    { taken: 2, today: '2027-01-23', fact: 'step-escalated', list: 'role:HEAD_OF_OM@MDI' },
    { taken: 3, today: '2027-01-28', fact: 'step-escalated', list: 'role:GOVERNOR@MDI' },
  ])('takes the next rung after $taken: $fact, on the list of $list', ({ taken, today, fact, list }) => {
    // Due ten working days after it was asked.
    const step = aStep('housing-plan', { dueOn: '2027-01-18', escalation: taken, wakeAt: AT });
    const { draft, row } = woken(step, today);
    expect(row).toMatchObject({ escalation: taken + 1, ...(list !== undefined && { escalatedTo: list }) });
    expect(draft.facts.map(({ type, data }) => [type, data])).toEqual([
      [
        fact,
        {
          step: 'housing-plan',
          waitsFor: 'officer:p.taylor',
          dueOn: '2027-01-18',
          ...(list !== undefined && { list }),
        },
      ],
    ]);
  });

  it('does nothing at the top of the ladder', () => {
    const step = aStep('housing-plan', { dueOn: '2027-01-18', escalation: 4, wakeAt: AT });
    expect(woken(step, '2027-02-15').row).toBe(step);
  });
});

describe('counting a row again', () => {
  const stored = (patch: Partial<Step> = {}): Step => ({
    ...aStep('housing-plan', { dueOn: '2027-01-18', wakeAt: '2027-01-16T00:00:00.000Z' }),
    ...patch,
  });

  it('writes nothing where nothing changes', () => {
    const first = aDraftWith('2027-01-04', { steps: [stored()] });
    recountStep(first, stored());
    const [counted = stored()] = first.changedSteps();
    const draft = aDraftWith('2027-01-05', { steps: [counted] });
    expect(recountStep(draft, counted)).toBe(false);
    expect(draft.changedSteps()).toEqual([]);
  });

  it('says that the days moved only when they did', () => {
    const owner = stored({ waitsFor: 'role:OMU@MDI' });
    const draft = aDraftWith(TODAY, { steps: [owner] });
    expect(recountStep(draft, owner)).toBe(false);
    expect(draft.step(owner.key)?.waitsFor).toBe('officer:p.taylor');
    const moved = stored({ dueOn: '2027-01-11' });
    const other = aDraftWith(TODAY, { steps: [moved] });
    expect(recountStep(other, moved)).toBe(true);
    expect(other.step(moved.key)?.dueOn).toBe('2027-01-18');
  });

  it('forgets days that no longer count', () => {
    const step = stored({ provisional: true, opensOn: '2027-01-10', escalatedTo: 'role:GOVERNOR@MDI' });
    const draft = aDraftWith(TODAY, { steps: [step] });
    expect(recountStep(draft, step)).toBe(true);
    for (const part of ['provisional', 'opensOn', 'escalatedTo'])
      expect(draft.step(step.key)).not.toHaveProperty(part);
  });

  it('writes a row that was changed here, whether or not its days move', () => {
    const draft = aDraftWith(TODAY, { steps: [stored()] });
    recountStep(draft, { ...stored(), askFrom: TODAY });
    expect(draft.step('1.housing-plan')?.askFrom).toBe(TODAY);
  });
});

describe('the messages to staff about a change of a step', () => {
  const noticesOf = (before: Step | undefined, after: Step) => {
    const draft = aDraftWith(TODAY, { steps: before ? [before] : [] });
    draft.putStep(after);
    return stepNotices(draft);
  };
  const step = (patch: Partial<Step> = {}) => aStep('housing-plan', { dueOn: '2027-01-18', ...patch });
  const to = 'officer:p.taylor';
  const about = '1.housing-plan';

  it.each<{ case: string; before?: Step; after: Step; kind: string; to: string; urgent?: true }>([
    { case: 'that is opened', after: step(), kind: 'step-opened', to },
    { case: 'that is due today', after: step({ dueOn: TODAY }), kind: 'step-opened', to, urgent: true },
    {
      case: 'that is late already',
      after: step({ dueOn: '2027-01-14' }),
      kind: 'step-opened',
      to,
      urgent: true,
    },
    {
      case: 'whose day came',
      before: step({ state: 'SCHEDULED' }),
      after: step(),
      kind: 'step-opened',
      to,
    },
    {
      case: 'that another officer has now',
      before: step({ waitsFor: 'officer:c.ahmed' }),
      after: step(),
      kind: 'step-opened',
      to,
    },
    {
      case: 'that a desk is asked',
      after: step({ waitsFor: 'role:OMU@MDI' }),
      kind: 'step-opened',
      to: 'role:OMU@MDI',
    },
    {
      case: 'that is soon due',
      before: step(),
      after: step({ escalation: 1, dueOn: TODAY }),
      kind: 'step-due',
      to,
    },
    {
      case: 'that is overdue',
      before: step({ escalation: 1 }),
      after: step({ escalation: 2 }),
      kind: 'step-overdue',
      to,
    },
    {
      case: 'on the list of its manager',
      before: step({ escalation: 2 }),
      after: step({ escalation: 3, escalatedTo: 'role:HEAD_OF_OM@MDI' }),
      kind: 'step-escalated',
      to: 'role:HEAD_OF_OM@MDI',
    },
    {
      case: 'on the list of the head',
      before: step({ escalation: 3 }),
      after: step({ escalation: 4, escalatedTo: 'role:GOVERNOR@MDI' }),
      kind: 'step-escalated',
      to: 'role:GOVERNOR@MDI',
    },
  ])('$case go to $to: $kind', ({ before, after, kind, to: receiver, urgent }) => {
    expect(noticesOf(before, after)).toEqual([
      { kind, to: receiver, step: about, ...(urgent && { urgent: true }) },
    ]);
  });

  it.each<{ case: string; before?: Step; after: Step }>([
    { case: 'that is answered', before: step(), after: step({ state: 'DONE' }) },
    { case: 'that waits for its day', after: step({ state: 'SCHEDULED' }) },
    { case: 'that an agency is asked, which gets a webhook', after: step({ waitsFor: 'agency:eastmoor' }) },
    { case: 'that waits for an event', after: step({ waitsFor: 'event' }) },
    { case: 'whose deadline alone moved', before: step(), after: step({ dueOn: '2027-02-01' }) },
    { case: 'that goes down its ladder', before: step({ escalation: 2 }), after: step({ escalation: 1 }) },
  ])('are none of one $case', ({ before, after }) => {
    expect(noticesOf(before, after)).toEqual([]);
  });
});

describe('an open row', () => {
  it.each<{ step: Partial<Step> & { kind: StepKind }; why: string | undefined }>([
    { step: { kind: 'cas3-decision', state: 'OPEN', opensOn: '2027-01-26' }, why: undefined },
    {
      step: { kind: 'cas3-decision', state: 'SCHEDULED', opensOn: '2027-01-26' },
      why: 'This step opens on Tuesday 26 January 2027. It cannot be answered before then.',
    },
    {
      step: { kind: 'cas3-decision', state: 'SCHEDULED' },
      why: 'This step opens on a day that is not known yet. It cannot be answered before then.',
    },
    { step: { kind: 'bank-account', state: 'SCHEDULED', opensOn: '2027-01-26' }, why: undefined },
  ])('$step.kind, $step.state from $step.opensOn, cannot be answered because: $why', ({ step, why }) => {
    expect(notOpenYet(aStep(step.kind, step))).toBe(why);
  });
});

describe('a row that something closed', () => {
  it.each<{ kind: StepKind; may: boolean }>([
    { kind: 'housing-plan', may: true },
    { kind: 'incident', may: false },
    { kind: 'recall-approval', may: false },
    { kind: 'release-day-decision', may: true },
  ])('$kind may be opened again: $may', ({ kind, may }) => {
    expect(mayOpenAgain({ kind })).toBe(may);
  });

  it('is open again as it was before it was closed', () => {
    const closed = aStep('housing-plan', {
      state: 'CLOSED',
      outcome: 'CYCLE_ENDED',
      completedAt: '2027-01-10T09:00:00.000Z',
      completedBy: OFFICER,
      execution: 'e-1',
      subject: 'DTR-1',
    });
    const draft = aDraftWith(TODAY, { steps: [closed] });
    openAgain(draft, closed);
    expect(draft.step(closed.key)).toEqual(aStep('housing-plan', { subject: 'DTR-1' }));
    expect(draft.journey.open.map(({ key }) => key)).toEqual([closed.key]);
  });
});

describe('the machines of a journey', () => {
  const running = (machine: 'pre-release' | 'release-day', attempt: number) => ({
    machine,
    name: `journey-1-${machine}-1-${attempt}`,
    attempt,
    startedAt: '2027-01-04T09:00:00.000Z',
  });
  const executions = [running('release-day', 2), running('pre-release', 1)];

  it('are those that run, in the order of a journey', () => {
    expect(machinesToRun(aJourney({ executions }))).toEqual(['pre-release', 'release-day']);
    expect(machinesToRun(aJourney())).toEqual([]);
  });

  it('are stopped with a reason, and none is left running', () => {
    const draft = aDraftWith(TODAY, {}, { executions });
    stopExecutions(draft, 'the journey is closed');
    expect(draft.effects).toEqual(
      executions.map(({ machine, name }) => ({
        kind: 'stop-execution',
        machine,
        name,
        cause: 'the journey is closed',
      })),
    );
    expect(draft.journey.executions).toEqual([]);
  });

  it('start again in place of those that ran, and incidents with them', () => {
    const incident = aStep('incident', { subject: 'pre-release.Release', token: 't-1', execution: 'e-1' });
    const draft = aDraftWith(
      TODAY,
      { steps: [incident, aStep('housing-plan')] },
      { executions, attempts: 2 },
    );
    restart(draft, ['pre-release'], 'It stopped');
    expect(draft.effects).toEqual([
      { kind: 'stop-execution', machine: 'release-day', name: executions[0]?.name, cause: 'restarted' },
      { kind: 'stop-execution', machine: 'pre-release', name: executions[1]?.name, cause: 'restarted' },
      expect.objectContaining({ kind: 'start-execution', name: 'journey-1-pre-release-1-3' }),
    ]);
    expect(draft.facts.map(({ type, data }) => [type, data]).slice(0, 1)).toEqual([
      ['restarted', { machines: ['pre-release'], reason: 'It stopped' }],
    ]);
    expect(draft.step(incident.key)).toMatchObject({
      state: 'CLOSED',
      outcome: 'RETRY',
      details: { reason: 'It stopped' },
    });
    expect(draft.step('1.housing-plan')?.state).toBe('OPEN');
  });
});

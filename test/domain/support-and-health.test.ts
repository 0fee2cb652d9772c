import { describe, expect, it } from '@jest/globals';
import type { Journey } from '../../domain/journey/journey.ts';
import { PATHWAYS, readinessOf, stepEntry } from '../../domain/pathways/catalogue.ts';
import { appointmentLines, faultsInCare, keepCare } from '../../domain/pathways/health/care.ts';
import { healthAfterReturn, setHealth } from '../../domain/pathways/health/health.ts';
import type { Need } from '../../domain/pathways/support/data.ts';
import { SUPPORT_PATHWAYS, type SupportPathway } from '../../domain/pathways/support/pathways.ts';
import {
  coverNeed,
  declineSupport,
  hasWomensService,
  needAnotherService,
  setNeed,
} from '../../domain/pathways/support/record.ts';
import { servicesFor } from '../../domain/pathways/support/services.ts';
import { SUPPORT_AFTER_RELEASE, SUPPORT_ASSESSMENTS } from '../../domain/pathways/support/steps.ts';
import type { StepDetails } from '../../domain/pathways/step-entry.ts';
import { answered, faultsOf, forbidden } from '../support/answers.ts';
import { aDraftWith, aJourney, aStep, NO_HOLIDAYS } from '../support/drafts.ts';
import { THE_LAW } from '../support/law.ts';

const TODAY = '2027-01-15';
const OUT = { releasedOn: '2027-03-09', phase: 'community' } as const;
const DRUGS = 'drugs-and-alcohol';
const WORK = 'education-skills-and-work';
const NO_NEEDS = {
  medicine: false,
  opioidSubstitution: false,
  mentalHealth: false,
  socialCare: false,
  neurodiversity: false,
};

const readiness = (pathway: SupportPathway, need: Need | undefined) => {
  const { release: _release, releasedOn: _out, ...record } = aJourney();
  const support = need === undefined ? {} : { needs: { [pathway]: need } };
  const ready = { ...record, support, today: TODAY, releaseDateConfirmed: true };
  return readinessOf(pathway, ready, THE_LAW.onRelease('2027-03-09'));
};

describe.each(SUPPORT_PATHWAYS)('how %s stands', (pathway) => {
  it.each<{ readonly need: Need | undefined; readonly said: readonly string[] }>([
    { need: undefined, said: ['The need has not been assessed.'] },
    {
      need: { answer: 'DECLINED', on: '2027-01-04' },
      said: ['The person declined support on Monday 4 January 2027.'],
    },
    { need: { answer: 'NOT_NEEDED', on: '2027-01-04' }, said: ['No support is needed.'] },
    {
      need: { answer: 'NOT_NEEDED', on: '2027-01-04', ownScore: 8 },
      said: ['No support is needed.', 'The person’s own score was 8 of 10 on Monday 4 January 2027.'],
    },
    {
      need: { answer: 'NEEDED', on: '2027-01-04' },
      said: ['Support is needed, and no referral is recorded.'],
    },
    {
      need: { answer: 'NEEDED', on: '2027-01-04', ownScore: 0 },
      said: [
        'Support is needed, and no referral is recorded.',
        'The person’s own score was 0 of 10 on Monday 4 January 2027.',
      ],
    },
    {
      need: { answer: 'NEEDED', on: '2027-01-04', ownScore: 3, referred: { to: 'Harbour House', on: TODAY } },
      said: [
        'Referred to Harbour House on Friday 15 January 2027.',
        'The person’s own score was 3 of 10 on Monday 4 January 2027.',
      ],
    },
    {
      need: {
        answer: 'DECLINED',
        on: TODAY,
        ownScore: 3,
        referred: { to: 'Harbour House', on: '2027-01-04' },
      },
      said: [
        'The person declined support on Friday 15 January 2027.',
        'The person’s own score was 3 of 10 on Friday 15 January 2027.',
      ],
    },
  ])('$need: $said', ({ need, said }) => {
    expect(readiness(pathway, need)).toEqual(said);
  });

  it('is said of itself only', () => {
    for (const other of SUPPORT_PATHWAYS.filter((each) => each !== pathway)) {
      const { release: _release, releasedOn: _out, ...record } = aJourney();
      const support = { needs: { [other]: { answer: 'NOT_NEEDED', on: TODAY } as const } };
      const ready = { ...record, support, today: TODAY, releaseDateConfirmed: true };
      expect(readinessOf(pathway, ready, THE_LAW.onRelease('2027-03-09'))).toEqual([
        'The need has not been assessed.',
      ]);
    }
  });

  it('is assessed after release too, by the community, where it was not before', () => {
    expect(SUPPORT_ASSESSMENTS).toContain(`${pathway}-assessment`);
    expect(SUPPORT_AFTER_RELEASE).toContain(`${pathway}-assessment`);
    expect(PATHWAYS).toContain(pathway);
  });

  it('asks what else an assessed need asks, and nothing else of another pathway', () => {
    const details = { need: 'x', ownScore: 3 };
    const opened = answered(`${pathway}-assessment`, 'SUPPORT_NEEDED', { details }).journey.open.map(
      ({ kind }) => kind,
    );
    const also = {
      'drugs-and-alcohol': ['treatment-appointment'],
      'education-skills-and-work': ['work-preparation'],
      'children-families-and-communities': ['family-contact'],
      'attitudes-thinking-and-behaviour': [],
    }[pathway];
    expect(opened).toEqual([`${pathway}-referral`, ...also]);
    const notNeeded = answered(`${pathway}-assessment`, 'NO_SUPPORT_NEEDED', { details: { ownScore: 9 } });
    expect(notNeeded.journey.open).toEqual([]);
    expect(notNeeded.journey.support?.needs?.[pathway]?.ownScore).toBe(9);
  });

  it('leaves what is known of the other needs as it is', () => {
    const other = SUPPORT_PATHWAYS.find((each) => each !== pathway) ?? pathway;
    const known = { answer: 'NEEDED', on: '2027-01-04', referred: { to: 'x', on: '2027-01-04' } } as const;
    const draft = aDraftWith(TODAY, {}, { support: { needs: { [other]: known, [pathway]: known } } });
    declineSupport(draft, pathway);
    expect(draft.journey.support?.needs?.[other]).toEqual(known);
    expect(draft.journey.support?.needs?.[pathway]).toMatchObject({ answer: 'DECLINED', on: TODAY });
    needAnotherService(draft, pathway);
    expect(draft.journey.support?.needs?.[other]).toEqual(known);
    expect(draft.journey.support?.needs?.[pathway]).not.toHaveProperty('referred');
  });
});

it('asks also whether treatment goes on, after release', () => {
  expect(SUPPORT_AFTER_RELEASE).toEqual([...SUPPORT_ASSESSMENTS, 'treatment-continued']);
});

describe('support that was not taken up', () => {
  it.each(SUPPORT_PATHWAYS)('in %s has its referral asked again, though it was answered', (pathway) => {
    const referral = aStep(`${pathway}-referral`, { state: 'DONE', outcome: 'REFERRED' });
    const draft = answered(`${pathway}-outcome`, 'NOT_TAKEN_UP', {
      others: [referral],
      details: { note: 'x' },
    });
    expect(draft.step(referral.key)?.state).toBe('OPEN');
    expect(draft.step(`1.${pathway}-outcome`)?.state).toBe('CLOSED');
  });
});

describe('a need that nobody assessed', () => {
  it('is one from the day on which something else is recorded of it', () => {
    const draft = aDraftWith(TODAY, {});
    setNeed(draft, DRUGS, { referred: { to: 'Harbour House', on: '2027-01-04' } });
    expect(draft.journey.support?.needs).toEqual({
      [DRUGS]: { answer: 'NEEDED', on: TODAY, referred: { to: 'Harbour House', on: '2027-01-04' } },
    });
  });
});

describe('the women’s service', () => {
  const service = { to: 'Women’s Centre', on: '2027-01-04' };

  it.each<{ readonly case: string; readonly without?: readonly SupportPathway[]; readonly has: boolean }>([
    { case: 'takes every need', has: true },
    { case: 'takes the need that it was not asked to leave', without: [WORK], has: true },
    { case: 'leaves the need that it did not help with', without: [WORK, DRUGS], has: false },
  ])('$case', ({ without, has }) => {
    const womensService = { ...service, ...(without && { without }) };
    expect(hasWomensService({ support: { womensService } }, DRUGS)).toBe(has);
    expect(hasWomensService({ support: {} }, DRUGS)).toBe(false);
  });

  it('has one need after another where it did not help', () => {
    const draft = aDraftWith(TODAY, {}, { support: { womensService: service } });
    coverNeed(draft, DRUGS);
    expect(draft.journey.support?.needs?.[DRUGS]?.referred).toEqual(service);
    needAnotherService(draft, DRUGS);
    needAnotherService(draft, WORK);
    expect(draft.journey.support?.womensService).toEqual({ ...service, without: [DRUGS, WORK] });
    // Once more changes nothing.
    needAnotherService(draft, WORK);
    expect(draft.journey.support?.womensService?.without).toEqual([DRUGS, WORK]);
  });

  const woman = { sex: 'FEMALE' } as const;
  const womens = () => {
    const found = servicesFor(aJourney(woman), DRUGS, TODAY, THE_LAW).find((each) => each.for === 'WOMEN');
    if (found === undefined) throw new Error('No women’s service takes this need in the region');
    return found;
  };

  it('is named in the record where it is chosen from the list, and answers the other referrals', () => {
    const others = [aStep(`${WORK}-referral`)];
    const support = { needs: { [WORK]: { answer: 'NEEDED', on: '2027-01-04' } } } as const;
    const draft = answered(`${DRUGS}-referral`, 'REFERRED', {
      ...woman,
      support,
      others,
      details: { personAsked: true, service: womens().id },
    });
    expect(draft.journey.support?.womensService).toEqual({ to: womens().name, on: TODAY });
    expect(draft.journey.support?.needs?.[DRUGS]?.referred).toEqual({ to: womens().name, on: TODAY });
    expect(draft.step(`1.${WORK}-referral`)).toMatchObject({ state: 'DONE', outcome: 'COVERED' });
    expect(draft.step(`1.${WORK}-outcome`)?.state).toBe('SCHEDULED');
    expect(draft.journey.pathways[WORK]).toBe('IN_PROGRESS');
  });

  it('is for women: nobody else is referred to it', () => {
    const service = womens().id;
    expect(forbidden(`${DRUGS}-referral`, 'REFERRED', { ...woman, details: { service } })).toBeUndefined();
    expect(forbidden(`${DRUGS}-referral`, 'REFERRED', { sex: 'MALE', details: { service } })).toBe(
      'service-not-for-person',
    );
    expect(forbidden(`${DRUGS}-referral`, 'REFERRED', { details: { service } })).toBe(
      'service-not-for-person',
    );
  });

  it('is not taken for the service that everybody may use', () => {
    const everybody = servicesFor(aJourney(), DRUGS, TODAY, THE_LAW)[0];
    const draft = answered(`${DRUGS}-referral`, 'REFERRED', {
      ...woman,
      details: { personAsked: true, ...(everybody && { service: everybody.id }) },
    });
    expect(draft.journey.support).not.toHaveProperty('womensService');
    expect(draft.journey.support?.needs?.[DRUGS]?.referred?.to).toBe(everybody?.name);
  });

  it.each([
    { case: 'a woman who is referred', patch: { ...woman, crsReferredOn: '2026-12-01' }, told: true },
    { case: 'a woman who is not referred', patch: woman, told: false },
    { case: 'a man who is referred', patch: { sex: 'MALE', crsReferredOn: '2026-12-01' }, told: false },
    { case: 'somebody whose sex is not recorded', patch: { crsReferredOn: '2026-12-01' }, told: false },
  ] as const)(
    'may take the referral for a home, which the officer of $case reads: $told',
    ({ patch, told }) => {
      const { crsReferredOn, ...person }: { sex?: 'FEMALE' | 'MALE'; crsReferredOn?: string } = patch;
      const record = aJourney({
        ...person,
        housing: { authorities: [], ...(crsReferredOn !== undefined && { crsReferredOn }) },
      });
      const known = { law: THE_LAW, calendar: NO_HOLIDAYS, today: TODAY };
      const shown = stepEntry(`${DRUGS}-referral`).background?.(record, undefined, {}, known);
      expect(shown?.text.startsWith('She is referred to commissioned services already.') ?? false).toBe(told);
    },
  );
});

describe('what is asked about family', () => {
  const faults = (details: StepDetails) => faultsOf('family-contact', 'RECORDED', { details });

  it.each<{ readonly details: StepDetails; readonly faults: readonly string[] }>([
    { details: { contact: 'SOME' }, faults: ['children'] },
    { details: { contact: 'SOME', children: 'NONE' }, faults: [] },
    { details: { contact: 'SOME', children: 'CONTACT', safeguarding: 'A court order' }, faults: [] },
    { details: { contact: 'SOME', children: 'NO_CONTACT', safeguarding: 'A court order' }, faults: [] },
    {
      details: { contact: 'SOME', children: 'NONE', safeguarding: 'A court order' },
      faults: ['safeguarding'],
    },
  ])('is about children before their safeguarding: $details', ({ details, faults: expected }) => {
    expect(faults(details)).toEqual(expected);
  });

  it('keeps no safeguarding where nothing is said of it', () => {
    for (const safeguarding of [undefined, '']) {
      const details = { contact: 'SOME', children: 'CONTACT', safeguarding };
      expect(answered('family-contact', 'RECORDED', { details }).journey.support ?? {}).toEqual({});
    }
  });
});

describe('what the person has for work', () => {
  const ready = stepEntry('work-preparation').outcomes['READY'];
  const known = { law: THE_LAW, calendar: NO_HOLIDAYS };

  it('names everything that is still needed', () => {
    const details = { job: 'NEEDS', cv: 'HAS', licenceToWork: 'NEEDS', course: 'NOT_WANTED' };
    expect(ready?.forbiddenBy?.(aJourney(), TODAY, undefined, details, known)?.explanation).toBe(
      'The person still needs: a job to go to; a licence or card to work, such as for building or security.',
    );
  });

  it('is what they have, and not what they need or do not want', () => {
    const { journey } = answered('work-preparation', 'SOMETHING_NEEDED', {
      details: { job: 'NEEDS', course: 'NOT_WANTED', cv: 'HAS', licenceToWork: 'HAS', note: 'x' },
    });
    expect(journey.support?.work).toEqual(['cv', 'licenceToWork']);
  });

  it('is replaced by a later answer, beside what else is known of support', () => {
    const support = { work: ['job'], needs: { [WORK]: { answer: 'NEEDED', on: TODAY } } } as const;
    const { journey } = answered('work-preparation', 'READY', { support, details: { cv: 'HAS' } });
    expect(journey.support).toEqual({ needs: support.needs, work: ['cv'] });
  });
});

describe('treatment whose appointment was missed', () => {
  it('leaves what else is known of support', () => {
    const support = { treatment: { with: 'Recovery', on: '2027-03-11' }, work: ['cv'] } as const;
    const missed = answered('treatment-continued', 'NOT_ATTENDED', {
      ...OUT,
      support,
      details: { note: 'x' },
    });
    expect(missed.journey.support).toEqual({ work: ['cv'] });
  });

  it('moves with the release date only where there is an appointment before it', () => {
    const moves = (record: Partial<Journey>) =>
      stepEntry('treatment-appointment').dateMoved?.when?.(aJourney(record));
    expect(moves({})).toBe(false);
    const { releaseDateInForce: _none, ...undated } = aJourney({
      support: { treatment: { with: 'x', on: TODAY } },
    });
    expect(stepEntry('treatment-appointment').dateMoved?.when?.(undated)).toBe(false);
  });

  it('is told within how many days of release treatment must go on', () => {
    const known = { law: THE_LAW, calendar: NO_HOLIDAYS };
    const { forbiddenBy } = stepEntry('treatment-appointment').outcomes['BOOKED'] ?? {};
    const said = (on: string) => forbiddenBy?.(aJourney(), TODAY, undefined, { on }, known)?.explanation;
    expect(said('2027-03-31')).toBe(
      'Treatment must go on within 3 weeks of release, by Tuesday 30 March 2027.',
    );
    expect(said('2027-03-08')).toContain('The person is released on Tuesday 9 March 2027');
  });
});

describe('the health of a person', () => {
  it('keeps what was known beside what is recorded', () => {
    const draft = aDraftWith(TODAY, {}, { health: { planMadeOn: '2027-01-04' } });
    setHealth(draft, { gpSeenOn: TODAY });
    expect(draft.journey.health).toEqual({ planMadeOn: '2027-01-04', gpSeenOn: TODAY });
    keepCare(draft, { details: { mentalHealthOn: '2027-03-10', mentalHealthWhere: 'Team' } });
    expect(draft.journey.health).toMatchObject({ planMadeOn: '2027-01-04', gpSeenOn: TODAY });
  });

  it('is forgotten after a return to prison as if it had never been asked', () => {
    const after = healthAfterReturn({ planMadeOn: TODAY, needs: { ...NO_NEEDS, medicine: true } });
    expect(Object.keys(after)).toEqual([]);
  });

  it.each(['release-medicine', 'care-appointments'] as const)(
    'has %s prepared again for another day also where nothing was known',
    (kind) => {
      const draft = aDraftWith(TODAY, {});
      stepEntry(kind).dateMoved?.does?.(draft);
      expect(draft.journey.health).toEqual({});
    },
  );

  it('lists the appointments before the question whether they were kept', () => {
    const appointments = {
      mentalHealth: { on: '2027-03-11', where: 'Team' },
      opioidSubstitution: { on: '2027-03-10', where: 'Recovery Service' },
    };
    const known = { law: THE_LAW, calendar: NO_HOLIDAYS, today: TODAY };
    const shown = (health: Journey['health']) =>
      stepEntry('care-kept').background?.(
        aJourney({ ...OUT, ...(health && { health }) }),
        undefined,
        {},
        known,
      );
    expect(shown({ care: { appointments } })).toEqual({
      label: 'Appointments',
      text: [
        'opioid substitution treatment: Wednesday 10 March 2027, Recovery Service',
        'mental health care: Thursday 11 March 2027, Team',
      ].join('\n'),
    });
    expect(shown(undefined)?.text).toBe('');
    expect(appointmentLines({})).toEqual([]);
  });

  it.each([
    { on: '2027-03-08', problem: 'The day must be the day of release or later.' },
    { on: '2028-03-09', problem: 'The day must be within a year of release.' },
    { on: undefined, problem: 'Say when, for mental health care.' },
  ])('says what is wrong with the day of an appointment: $problem', ({ on, problem }) => {
    const record = aJourney({ health: { needs: { ...NO_NEEDS, mentalHealth: true } } });
    expect(faultsInCare({ mentalHealthOn: on, mentalHealthWhere: 'Team' }, record, TODAY)).toEqual([
      { field: 'mentalHealthOn', problem },
    ]);
  });

  it('asks where, by the name of the service', () => {
    const record = aJourney({ health: { needs: { ...NO_NEEDS, opioidSubstitution: true } } });
    expect(faultsInCare({ opioidSubstitutionOn: '2027-03-10' }, record, TODAY)).toEqual([
      { field: 'opioidSubstitutionWhere', problem: 'Say where, for opioid substitution treatment.' },
    ]);
    expect(faultsInCare({}, aJourney(), TODAY)).toEqual([
      { field: 'opioidSubstitutionOn', problem: 'Give at least one appointment.' },
    ]);
  });

  it.each([
    { case: 'neither', details: {}, faults: ['as', 'days'] },
    { case: 'no number of days', details: { as: 'SUPPLY' }, faults: ['days'] },
    { case: 'no sort', details: { days: 7 }, faults: ['as'] },
    { case: 'both', details: { as: 'SUPPLY', days: 7 }, faults: [] },
  ])('has medicine of a sort and for a number of days: $case', ({ details, faults }) => {
    expect(faultsOf('release-medicine', 'READY', { details })).toEqual(faults);
  });

  it('has no least amount of medicine while no release date is known', () => {
    const { forbiddenBy } = stepEntry('release-medicine').outcomes['READY'] ?? {};
    const { releaseDateInForce: _none, ...undated } = aJourney();
    const known = { law: THE_LAW, calendar: NO_HOLIDAYS };
    expect(forbiddenBy?.(undated, TODAY, undefined, { days: 1 }, known)).toBeUndefined();
    expect(forbiddenBy?.(aJourney(), TODAY, undefined, { days: 1 }, known)?.explanation).toMatch(
      /^That is too little\. .*seven days/,
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import type { Journey } from '../../domain/journey/journey.ts';
import type { Outcome, StepKind } from '../../domain/pathways/catalogue.ts';
import { AFTER_RELEASE_STEPS } from '../../domain/pathways/health/after-release.ts';
import { BEFORE_RELEASE_STEPS } from '../../domain/pathways/health/before-release.ts';
import {
  appointmentLines,
  careIsForAnotherDay,
  careWords,
  faultsInCare,
  forgetCare,
} from '../../domain/pathways/health/care.ts';
import type { Health } from '../../domain/pathways/health/data.ts';
import {
  forgetMedicine,
  healthAfterReturn,
  medicineIsForAnotherDay,
} from '../../domain/pathways/health/health.ts';
import { HEALTH } from '../../domain/pathways/health/pathway.ts';
import { WHEN_NEEDED_STEPS } from '../../domain/pathways/health/when-needed.ts';
import { ASSESSMENT_STEPS } from '../../domain/pathways/support/assessment.ts';
import { supportAfterReturn, WORK_ITEMS } from '../../domain/pathways/support/data.ts';
import { FAMILY_STEPS } from '../../domain/pathways/support/family.ts';
import { OUTCOME_STEPS } from '../../domain/pathways/support/outcome.ts';
import { SUPPORT_PATHWAYS, SUPPORT_WORDS } from '../../domain/pathways/support/pathways.ts';
import {
  coverNeed,
  hasWomensService,
  needAnotherService,
  setNeed,
} from '../../domain/pathways/support/record.ts';
import { REFERRAL_STEPS } from '../../domain/pathways/support/referral.ts';
import { TREATMENT_STEPS } from '../../domain/pathways/support/treatment.ts';
import { WORK_STEPS } from '../../domain/pathways/support/work.ts';
import { answered, faultsOf, forbidden, settledAs, type Given } from '../support/answers.ts';
import { aDraftWith, aJourney, aStep, NO_HOLIDAYS } from '../support/drafts.ts';
import { lawWith, THE_LAW } from '../support/law.ts';

const TODAY = '2027-01-15';
const OUT = { releasedOn: '2027-03-09', phase: 'community' } as const;
const NO_NEEDS = {
  medicine: false,
  opioidSubstitution: false,
  mentalHealth: false,
  socialCare: false,
  neurodiversity: false,
};
const withHealth = (health: Health): Partial<Journey> => ({ health });
const kindsOf = (draft: ReturnType<typeof answered>) => draft.journey.open.map(({ kind }) => kind);
const PATHWAY = 'drugs-and-alcohol';

describe('the assessment of health', () => {
  it.each([
    { details: {}, needs: NO_NEEDS, status: 'SUPPORT_NOT_REQUIRED', opens: [] },
    {
      details: { medicine: true },
      needs: { ...NO_NEEDS, medicine: true },
      status: 'SUPPORT_REQUIRED',
      opens: [],
    },
    {
      details: { mentalHealth: true },
      needs: { ...NO_NEEDS, mentalHealth: true },
      status: 'SUPPORT_REQUIRED',
      opens: ['care-appointments'],
    },
    {
      details: { opioidSubstitution: true },
      needs: { ...NO_NEEDS, opioidSubstitution: true },
      status: 'SUPPORT_REQUIRED',
      opens: ['care-appointments'],
    },
    {
      details: { socialCare: true, neurodiversity: true },
      needs: { ...NO_NEEDS, socialCare: true, neurodiversity: true },
      status: 'SUPPORT_REQUIRED',
      opens: ['social-care-referral', 'what-helps'],
    },
  ])('finds the needs $details, and asks about them: $opens', ({ details, needs, status, opens }) => {
    const draft = answered('health-assessment', 'ASSESSED', { details });
    expect(draft.journey.health?.needs).toEqual(needs);
    expect(draft.journey.pathways['health']).toBe(status);
    expect(kindsOf(draft)).toEqual(opens);
    // Nothing of it is in the row of the step or in its fact.
    expect(draft.step('1.health-assessment')?.details).toEqual({});
    expect(BEFORE_RELEASE_STEPS['health-assessment'].keepsPrivate).toHaveLength(5);
  });

  it('answers the question about medicine where there is none to prepare', () => {
    const medicine = aStep('release-medicine');
    expect(
      answered('health-assessment', 'ASSESSED', { others: [medicine] }).step(medicine.key)?.outcome,
    ).toBe('NOT_NEEDED');
    const needed = answered('health-assessment', 'ASSESSED', {
      others: [medicine],
      details: { medicine: true },
    });
    expect(needed.step(medicine.key)?.state).toBe('OPEN');
    expect(settledAs('release-medicine', withHealth({ needs: NO_NEEDS }))).toBe('NOT_NEEDED');
    expect(settledAs('release-medicine')).toBeUndefined();
    expect(answered('health-assessment', 'DECLINED').journey.pathways['health']).toBe('SUPPORT_DECLINED');
  });
});

describe('health before and after the gate', () => {
  it.each<{ kind: StepKind; outcome: Outcome; given?: Given; health: Health }>([
    {
      kind: 'gp-registration',
      outcome: 'REGISTERED',
      given: { details: { practice: 'Park Surgery' } },
      health: { gp: { practice: 'Park Surgery', on: TODAY } },
    },
    { kind: 'healthcare-plan', outcome: 'MADE', health: { planMadeOn: TODAY } },
    {
      kind: 'release-medicine',
      outcome: 'READY',
      given: { details: { as: 'PRESCRIPTION', days: 28 } },
      health: { medicine: { as: 'PRESCRIPTION', days: 28, releaseDate: '2027-03-09' } },
    },
    { kind: 'release-medicine', outcome: 'NONE_TAKEN', health: { noMedicine: 'NONE_TAKEN' } },
    { kind: 'release-medicine', outcome: 'DECLINED', health: { noMedicine: 'DECLINED' } },
    {
      kind: 'social-care-referral',
      outcome: 'REFERRED',
      given: { details: { to: 'Leeds' } },
      health: { socialCare: { to: 'Leeds', on: TODAY } },
    },
    {
      kind: 'what-helps',
      outcome: 'RECORDED',
      given: { details: { adhd: true, brainInjury: true, helps: 'Letters read aloud', staffMayKnow: true } },
      health: {
        whatHelps: { conditions: ['adhd', 'brainInjury'], text: 'Letters read aloud', staffMayKnow: true },
      },
    },
    {
      kind: 'what-helps',
      outcome: 'RECORDED',
      given: { details: { helps: 'x' } },
      health: { whatHelps: { conditions: [], text: 'x', staffMayKnow: false } },
    },
    {
      kind: 'care-appointments',
      outcome: 'BOOKED',
      given: {
        details: {
          mentalHealthOn: '2027-03-11',
          mentalHealthWhere: 'Team',
          opioidSubstitutionOn: '2027-03-10',
        },
      },
      health: {
        care: {
          appointments: { mentalHealth: { on: '2027-03-11', where: 'Team' } },
          releaseDate: '2027-03-09',
        },
      },
    },
    { kind: 'gp-seen', outcome: 'SEEN', given: OUT, health: { gpSeenOn: TODAY } },
    { kind: 'care-kept', outcome: 'KEPT', given: OUT, health: { careKeptOn: TODAY } },
  ])('$kind $outcome leaves $health', ({ kind, outcome, given, health }) => {
    expect(answered(kind, outcome, given).journey.health).toEqual(health);
  });

  it.each([
    { agenciesMayKnow: true, answer: 'GIVEN' },
    { agenciesMayKnow: false, answer: 'REFUSED' },
  ])('what helps is shown to agencies only if the person agrees: $answer', ({ agenciesMayKnow, answer }) => {
    const { journey } = answered('what-helps', 'RECORDED', { details: { helps: 'x', agenciesMayKnow } });
    expect(journey.consents).toMatchObject([{ purpose: 'WHAT_HELPS', answer, heardBy: 'p.taylor' }]);
  });

  it('a GP who was seen ends the pathway', () => {
    expect(answered('gp-seen', 'SEEN', OUT).journey.pathways['health']).toBe('DONE');
    expect(settledAs('gp-seen', withHealth({ gpSeenOn: TODAY }))).toBe('SEEN');
    expect(settledAs('gp-seen')).toBeUndefined();
    expect(settledAs('gp-registration', withHealth({ gp: { practice: 'x', on: TODAY } }))).toBe('REGISTERED');
    expect(settledAs('gp-registration')).toBeUndefined();
  });

  it.each([
    { days: 7, rule: undefined },
    { days: 6, rule: 'too-little-medicine' },
  ])('medicine is for at least seven days: $days, $rule', ({ days, rule }) => {
    expect(forbidden('release-medicine', 'READY', { details: { days } })).toBe(rule);
    expect(forbidden('release-medicine', 'READY', { details: { days }, ...OUT })).toBeUndefined();
  });

  it('says how much medicine there is to be, before release only', () => {
    const { background } = BEFORE_RELEASE_STEPS['release-medicine'];
    const said = (patch: Partial<Journey>) =>
      background?.(aJourney(patch), undefined, {}, { law: THE_LAW, calendar: NO_HOLIDAYS, today: TODAY });
    expect(said({})?.text).toContain('seven days');
    expect(said(OUT)).toBeUndefined();
  });

  const medicine = (releaseDate: string) =>
    withHealth({ medicine: { as: 'SUPPLY', days: 7, releaseDate }, planMadeOn: TODAY });
  const care = (releaseDate: string) =>
    withHealth({ care: { appointments: {}, releaseDate }, planMadeOn: TODAY });
  it('is prepared for one day of release, and again for another', () => {
    expect(medicineIsForAnotherDay(aJourney(medicine('2027-03-09')))).toBe(false);
    expect(medicineIsForAnotherDay(aJourney(medicine('2027-03-10')))).toBe(true);
    expect(medicineIsForAnotherDay(aJourney())).toBe(false);
    expect(careIsForAnotherDay(aJourney(care('2027-03-09')))).toBe(false);
    expect(careIsForAnotherDay(aJourney(care('2027-03-10')))).toBe(true);
    expect(careIsForAnotherDay(aJourney())).toBe(false);
    const draft = aDraftWith(TODAY, {}, medicine('2027-03-09'));
    forgetMedicine(draft);
    expect(draft.journey.health).toEqual({ planMadeOn: TODAY });
    const other = aDraftWith(TODAY, {}, care('2027-03-09'));
    forgetCare(other);
    expect(other.journey.health).toEqual({ planMadeOn: TODAY });
  });

  it('is assessed again after a recall, except what helps', () => {
    const whatHelps = { conditions: [], text: 'x', staffMayKnow: true };
    expect(healthAfterReturn({ whatHelps, planMadeOn: TODAY })).toEqual({ whatHelps });
    expect(healthAfterReturn({ planMadeOn: TODAY })).toEqual({});
    expect(healthAfterReturn()).toEqual({});
  });

  it.each<{ health: Health; said: readonly string[] }>([
    { health: {}, said: ['No GP is recorded.', 'Medicine for release is not ready.'] },
    {
      health: { gp: { practice: 'Park', on: TODAY }, needs: NO_NEEDS },
      said: ['Registered with a GP: Park.', 'The person takes no medicine.'],
    },
    {
      health: { gpSeenOn: TODAY, noMedicine: 'NONE_TAKEN' },
      said: ['Seen by a GP on Friday 15 January 2027.', 'The person takes no medicine.'],
    },
    {
      health: { noMedicine: 'DECLINED' },
      said: ['No GP is recorded.', 'The person wants no medicine for release.'],
    },
    {
      health: { medicine: { as: 'SUPPLY', days: 7 } },
      said: ['No GP is recorded.', 'Medicine for release: 7 days, in hand.'],
    },
    {
      health: { medicine: { as: 'PRESCRIPTION', days: 28 } },
      said: ['No GP is recorded.', 'Medicine for release: 28 days, by prescription.'],
    },
  ])('stands so: $said', ({ health, said }) => {
    const { release: _r, releasedOn: _o, health: _h, ...record } = aJourney();
    const ready = { ...record, today: TODAY, releaseDateConfirmed: true };
    expect(HEALTH.readiness({ ...ready, health })).toEqual(said);
    // Who may not see the person's health has none of it.
    expect(HEALTH.readiness(ready)).toEqual([]);
  });
});

describe('care that goes on after release', () => {
  const needs = { ...NO_NEEDS, mentalHealth: true };
  const faults = (details: Parameters<typeof faultsInCare>[0], patch: Partial<Journey> = {}) =>
    faultsInCare(details, aJourney({ ...withHealth({ needs }), ...patch }), TODAY).map(({ field }) => field);

  it.each([
    { details: {}, fields: ['mentalHealthOn', 'mentalHealthWhere'] },
    { details: { mentalHealthOn: '2027-03-09', mentalHealthWhere: 'x' }, fields: [] },
    { details: { mentalHealthOn: '2027-03-08', mentalHealthWhere: 'x' }, fields: ['mentalHealthOn'] },
    // Within a year of release.
    { details: { mentalHealthOn: '2028-03-08', mentalHealthWhere: 'x' }, fields: [] },
    { details: { mentalHealthOn: '2028-03-09', mentalHealthWhere: 'x' }, fields: ['mentalHealthOn'] },
    {
      details: { mentalHealthOn: '2027-03-09', mentalHealthWhere: 'x', opioidSubstitutionWhere: 'y' },
      fields: ['opioidSubstitutionOn'],
    },
    {
      details: { mentalHealthOn: '2027-03-09', mentalHealthWhere: 'x', opioidSubstitutionOn: '2027-03-09' },
      fields: ['opioidSubstitutionWhere'],
    },
  ])('has a day after release and a place for each service: $details', ({ details, fields }) => {
    expect(faults(details)).toEqual(fields);
  });

  it('has one appointment at least, and of somebody who is out none before the release', () => {
    expect(faults({}, { health: { needs: NO_NEEDS } })).toEqual(['opioidSubstitutionOn']);
    expect(
      faults({ mentalHealthOn: '2027-03-10', mentalHealthWhere: 'x' }, { releasedOn: '2027-03-11' }),
    ).toEqual(['mentalHealthOn']);
  });

  it('is listed for those who may see it', () => {
    expect(careWords(aJourney(withHealth({ needs: { ...needs, opioidSubstitution: true } })))).toBe(
      'opioid substitution treatment\nmental health care',
    );
    expect(careWords(aJourney())).toBe('');
    expect(appointmentLines({ mentalHealth: { on: '2027-03-11', where: 'Team' } })).toEqual([
      'mental health care: Thursday 11 March 2027, Team',
    ]);
    expect([WHEN_NEEDED_STEPS['care-appointments'].health, AFTER_RELEASE_STEPS['care-kept'].health]).toEqual([
      true,
      true,
    ]);
  });

  it('is looked at after release, once the appointments are over', () => {
    const appointments = { mentalHealth: { on: '2027-03-11', where: 'Team' } };
    const made = withHealth({ care: { appointments } });
    expect(settledAs('care-kept', made)).toBeUndefined();
    expect(settledAs('care-kept')).toBe('NOT_NEEDED');
    expect(settledAs('care-kept', withHealth({ care: { appointments }, careKeptOn: TODAY }))).toBe('KEPT');
    expect(forbidden('care-kept', 'KEPT', { ...made, today: '2027-03-10' })).toBe('appointment-to-come');
    expect(forbidden('care-kept', 'KEPT', { ...made, today: '2027-03-11' })).toBeUndefined();
    const missed = aStep('care-kept');
    expect(
      answered(missed, 'MISSED', { ...OUT, ...made, today: '2027-03-12' }).step(missed.key)?.askFrom,
    ).toBe('2027-03-15');
    const details = { mentalHealthOn: '2027-03-11', mentalHealthWhere: 'x' };
    expect(kindsOf(answered('care-appointments', 'BOOKED', { ...OUT, details }))).toEqual(['care-kept']);
    expect(kindsOf(answered('care-appointments', 'BOOKED', { details }))).toEqual([]);
  });
});

describe.each(SUPPORT_PATHWAYS)('support in %s', (pathway) => {
  const service = { to: 'Women’s Centre', on: '2027-01-04' };
  const need = (draft: ReturnType<typeof answered>) => draft.journey.support?.needs?.[pathway];
  const status = (draft: ReturnType<typeof answered>) => draft.journey.pathways[pathway];

  it('is assessed with the person’s own score', () => {
    const needed = answered(`${pathway}-assessment`, 'SUPPORT_NEEDED', {
      details: { need: 'x', ownScore: 4 },
    });
    expect(need(needed)).toEqual({ answer: 'NEEDED', on: TODAY, ownScore: 4 });
    expect(status(needed)).toBe('SUPPORT_REQUIRED');
    expect(kindsOf(needed)).toContain(`${pathway}-referral`);
    expect(kindsOf(needed)).not.toContain(`${pathway}-outcome`);
    expect(faultsOf(`${pathway}-assessment`, 'SUPPORT_NEEDED')).toEqual(['ownScore']);
    expect(faultsOf(`${pathway}-assessment`, 'SUPPORT_NEEDED', { details: { ownScore: 0 } })).toEqual([]);
    const none = answered(`${pathway}-assessment`, 'NO_SUPPORT_NEEDED');
    expect([need(none), status(none)]).toEqual([{ answer: 'NOT_NEEDED', on: TODAY }, 'SUPPORT_NOT_REQUIRED']);
    expect(ASSESSMENT_STEPS[`${pathway}-assessment`].title).toBe(
      `${SUPPORT_WORDS[pathway].name}: assess the need`,
    );
  });

  it('goes to the women’s service that has a referral for all needs', () => {
    const covered = answered(`${pathway}-assessment`, 'SUPPORT_NEEDED', {
      details: { need: 'x', ownScore: 4 },
      support: { womensService: service },
    });
    expect(need(covered)).toMatchObject({ referred: service });
    expect(status(covered)).toBe('IN_PROGRESS');
    expect(kindsOf(covered)).toContain(`${pathway}-outcome`);
    expect(settledAs(`${pathway}-referral`, { support: { womensService: service } })).toBe('COVERED');
    expect(settledAs(`${pathway}-referral`)).toBeUndefined();
    expect(
      hasWomensService({ support: { womensService: { ...service, without: [pathway] } } }, pathway),
    ).toBe(false);
  });

  it.each(['assessment', 'referral'] as const)(
    'that is declined is asked about again after four weeks: %s',
    (part) => {
      const step = aStep(`${pathway}-${part}`);
      const declined = answered(step, 'DECLINED', { details: { note: 'No' } });
      expect([need(declined), status(declined)]).toEqual([
        { answer: 'DECLINED', on: TODAY },
        'SUPPORT_DECLINED',
      ]);
      expect(declined.step(step.key)?.askFrom).toBe('2027-02-12');
      expect(answered(step, 'DECLINED', { ...OUT, details: { note: 'No' } }).step(step.key)?.state).toBe(
        'DONE',
      );
    },
  );

  it('is referred for, or given without', () => {
    const referred = answered(`${pathway}-referral`, 'REFERRED', {
      details: { to: 'Harbour House', on: '2027-01-14' },
    });
    expect(need(referred)).toEqual({
      answer: 'NEEDED',
      on: TODAY,
      referred: { to: 'Harbour House', on: '2027-01-14' },
    });
    expect(status(referred)).toBe('IN_PROGRESS');
    expect(kindsOf(referred)).toEqual([`${pathway}-outcome`]);
    const without = answered(`${pathway}-referral`, 'WITHOUT_REFERRAL', { details: { note: 'x' } });
    expect([status(without), kindsOf(without)]).toEqual(['IN_PROGRESS', [`${pathway}-outcome`]]);
    const step = aStep(`${pathway}-referral`);
    const nowhere = answered(step, 'NO_SERVICE', { details: { note: 'x' } });
    expect([status(nowhere), nowhere.step(step.key)?.askFrom]).toEqual(['SUPPORT_REQUIRED', '2027-01-29']);
    expect(REFERRAL_STEPS[`${pathway}-referral`].outcomes.COVERED.system).toBe(true);
  });

  it('has one service, referred to by now', () => {
    const faults = (details: Given['details']) =>
      faultsOf(`${pathway}-referral`, 'REFERRED', { ...(details && { details }) });
    expect(faults({})).toEqual(['service']);
    expect(faults({ service: '', to: '' })).toEqual(['service']);
    expect(faults({ service: 'a', to: 'b' })).toEqual(['to']);
    expect(faults({ to: 'b', on: '2027-01-16' })).toEqual(['on']);
    expect(faults({ to: 'b', on: TODAY })).toEqual([]);
    expect(forbidden(`${pathway}-referral`, 'REFERRED', { details: { service: 'no-such-service' } })).toBe(
      'service-not-for-person',
    );
    expect(forbidden(`${pathway}-referral`, 'REFERRED')).toBeUndefined();
  });

  it('has an outcome, and another referral where it did not help', () => {
    const known = {
      support: {
        needs: { [pathway]: { answer: 'NEEDED' as const, on: TODAY, referred: service } },
        womensService: service,
      },
    };
    const step = aStep(`${pathway}-outcome`);
    const ended = (outcome: 'FINISHED' | 'CONTINUES' | 'NOT_TAKEN_UP' | 'DECLINED') =>
      answered(step, outcome, { ...known, details: { note: 'x' } });
    expect(status(ended('FINISHED'))).toBe('DONE');
    expect([status(ended('CONTINUES')), ended('CONTINUES').step(step.key)?.askFrom]).toEqual([
      'IN_PROGRESS',
      '2027-02-26',
    ]);
    expect(status(ended('DECLINED'))).toBe('SUPPORT_DECLINED');
    const again = ended('NOT_TAKEN_UP');
    expect(need(again)).toEqual({ answer: 'NEEDED', on: TODAY });
    expect(again.journey.support?.womensService?.without).toEqual([pathway]);
    expect([status(again), kindsOf(again)]).toEqual(['SUPPORT_REQUIRED', [`${pathway}-referral`]]);
    expect(OUTCOME_STEPS[`${pathway}-outcome`].earlyAnswer).toBe(true);
  });
});

describe('what is kept of support', () => {
  it('is added to what was known', () => {
    const draft = aDraftWith(
      TODAY,
      {},
      { support: { needs: { [PATHWAY]: { answer: 'NEEDED', on: '2027-01-04', ownScore: 3 } } } },
    );
    setNeed(draft, PATHWAY, { referred: { to: 'x', on: TODAY } });
    expect(draft.journey.support?.needs?.[PATHWAY]).toEqual({
      answer: 'NEEDED',
      on: '2027-01-04',
      ownScore: 3,
      referred: { to: 'x', on: TODAY },
    });
    const bare = aDraftWith(TODAY, {}, { support: {} });
    coverNeed(bare, PATHWAY);
    expect(bare.journey.support).toEqual({});
    expect(bare.journey.pathways[PATHWAY]).toBe('IN_PROGRESS');
    needAnotherService(bare, PATHWAY);
    expect(bare.journey.support).toEqual({});
    expect(bare.journey.pathways[PATHWAY]).toBe('SUPPORT_REQUIRED');
  });

  it('in prison again are the papers for work only', () => {
    expect(supportAfterReturn({ support: { work: ['job', 'course', 'cv', 'nationalInsurance'] } })).toEqual({
      support: { work: ['cv', 'nationalInsurance'] },
    });
    expect(supportAfterReturn({ support: { work: ['job'] } })).toEqual({ support: {} });
    expect(supportAfterReturn({})).toEqual({ support: {} });
  });
});

describe('treatment that goes on outside', () => {
  const law = lawWith({ treatmentContinuityDays: 21 });
  it.each<{ on: string; patch?: Partial<Journey>; today?: string; rule: string | undefined }>([
    { on: '2027-03-09', rule: undefined },
    { on: '2027-03-08', rule: 'appointment-before-release' },
    { on: '2027-01-14', rule: 'appointment-in-the-past' },
    // 21 days after release.
    { on: '2027-03-30', rule: undefined },
    { on: '2027-03-31', rule: 'appointment-too-late' },
    { on: '2027-05-01', patch: OUT, today: '2027-04-01', rule: undefined },
    { on: '2027-03-31', patch: OUT, today: '2027-04-01', rule: 'appointment-in-the-past' },
  ])('has an appointment within three weeks of release: $on, $rule', ({ on, patch, today = TODAY, rule }) => {
    expect(forbidden('treatment-appointment', 'BOOKED', { details: { on }, law, today, ...patch })).toBe(
      rule,
    );
  });

  it('keeps it, looks whether it was kept, and asks again where it was not', () => {
    const details = { with: 'Recovery', on: '2027-03-11' };
    const booked = answered('treatment-appointment', 'BOOKED', { details });
    expect(booked.journey.support?.treatment).toEqual({ with: 'Recovery', on: '2027-03-11' });
    expect(kindsOf(booked)).toEqual([]);
    expect(kindsOf(answered('treatment-appointment', 'BOOKED', { ...OUT, details }))).toEqual([
      'treatment-continued',
    ]);
    expect(faultsOf('treatment-appointment', 'BOOKED')).toEqual(['on']);
    const known = { support: { treatment: details } };
    expect(settledAs('treatment-continued', known)).toBeUndefined();
    expect(settledAs('treatment-continued')).toBe('NOT_NEEDED');
    const missed = answered('treatment-continued', 'NOT_ATTENDED', {
      ...OUT,
      ...known,
      details: { note: 'x' },
    });
    expect(missed.journey.support).toEqual({});
    expect(kindsOf(missed)).toEqual(['treatment-appointment']);
  });

  it.each([
    { on: '2027-03-08', moves: true },
    { on: '2027-03-09', moves: false },
  ])('is arranged again where release is now after it: $on, $moves', ({ on, moves }) => {
    const { dateMoved } = TREATMENT_STEPS['treatment-appointment'];
    expect(dateMoved?.when?.(aJourney({ support: { treatment: { with: 'x', on } } }))).toBe(moves);
    expect(dateMoved?.when?.(aJourney())).toBe(false);
  });
});

describe('work and family', () => {
  it('keep what the person has, and ask again about what is needed', () => {
    const details = { cv: 'HAS', job: 'NEEDS', nationalInsurance: 'HAS' };
    const step = aStep('work-preparation');
    const needed = answered(step, 'SOMETHING_NEEDED', { details });
    expect(needed.journey.support?.work).toEqual(['cv', 'nationalInsurance']);
    expect(needed.step(step.key)?.askFrom).toBe('2027-02-12');
    expect(answered(step, 'READY', { details: { cv: 'HAS' } }).journey.support?.work).toEqual(['cv']);
    expect(forbidden('work-preparation', 'READY', { details })).toBe('something-is-needed');
    expect(forbidden('work-preparation', 'READY', { details: { cv: 'HAS' } })).toBeUndefined();
    expect(forbidden('work-preparation', 'SOMETHING_NEEDED', { details: { cv: 'HAS' } })).toBe(
      'nothing-is-needed',
    );
    expect(forbidden('work-preparation', 'SOMETHING_NEEDED', { details })).toBeUndefined();
    expect(
      WORK_ITEMS.every((item) => WORK_STEPS['work-preparation'].form.some(({ name }) => name === item)),
    ).toBe(true);
  });

  it('keep what is said about children out of every step, fact and message', () => {
    const draft = answered('family-contact', 'RECORDED', {
      details: { contact: 'SOME', safeguarding: 'A court order' },
    });
    expect(draft.journey.support?.safeguarding).toMatchObject({
      note: 'A court order',
      on: TODAY,
      by: 'p.taylor',
    });
    expect(JSON.stringify([draft.facts, draft.changedSteps(), draft.notices])).not.toContain('court order');
    expect(FAMILY_STEPS['family-contact'].keepsPrivate).toEqual(['safeguarding']);
  });
});

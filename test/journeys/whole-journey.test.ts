import { ALL_IN_HAND } from '../../domain/pathways/release/gate-items.ts';
import { afterEach, expect, it } from '@jest/globals';
import { verifyChain } from '../../domain/record/facts.ts';
import { closeWorlds, journeyWorld } from '../support/journey-world.ts';
import { CONTACT_AGREED } from '../support/stages.ts';
import { EASTMOOR, WESTHAVEN } from '../support/agencies.ts';
import { HOME } from '../support/places.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

it('carries a person due on Friday 25 December 2026 from sentence to the end of supervision', async () => {
  const world = await journeyWorld({ today: '2026-07-01' });

  // Sentenced in July. The Friday check already proposes Wednesday 23 December; until somebody decides, that counts.
  await world.startJourney({
    releaseDate: '2026-12-25',
    sentence: { startDate: '2026-06-30', supervisionEndsOn: '2027-12-25' },
  });
  expect((await world.journey()).releaseDateInForce).toBe('2026-12-23');
  await expect(world).toBeWaitingFor('allocate-officers', 'pre-release-opens', 'release-day-opens');

  await world.complete('allocate-officers', 'ALLOCATED', {
    pom: 'p.taylor',
    com: 'c.ahmed',
    deputy: 'd.evans',
  });
  await world.complete('immediate-needs', 'RECORDED', { tenancy: 'NONE' });
  expect((await world.journey()).phase).toBe('custody');
  expect(world.runtime.engine.running()).toEqual([]);

  // Asleep until twelve weeks before the proposed day, Wednesday 30 September.
  await world.advanceTo('2026-09-29');
  expect((await world.journey()).phase).toBe('custody');
  await world.advanceTo('2026-09-30');
  expect((await world.journey()).phase).toBe('pre-release');
  await expect(world).toHaveFact('release-day-assessed', {
    applies: true,
    statutoryDate: '2026-12-24',
    presumptiveDate: '2026-12-23',
    earliestPermittedDate: '2026-12-22',
  });
  await expect(world).toBeWaitingFor(
    'release-day-decision',
    'housing-need',
    'work-coach-meeting',
    'bank-account',
  );
  expect((await world.step('release-day-decision')).waitsFor).toBe('role:GOVERNOR@MDI');
  expect((await world.step('release-day-decision')).dueOn).toBe('2026-12-09');

  // The supervising officer asks for one more day; the governor agrees, and every later deadline moves with it.
  await world.askForSecondDay('A hostel bed is free on Tuesday');
  await world.decide('SECOND_DAY');
  expect((await world.journey()).releaseDateInForce).toBe('2026-12-22');
  await expect(world).toHaveFact('release-day-decided', { outcome: 'SECOND_DAY', date: '2026-12-22' });
  await expect(world).toHaveFact('deadlines-moved', { from: '2026-12-23', to: '2026-12-22' });
  await expect(world).toHaveFact('release-date-confirmed', { date: '2026-12-22' });
  expect((await world.step('bank-account')).dueOn).toBe('2026-11-10');

  // Four needs are assessed side by side: one goes to a service, the person declines one for now, two are not there.
  await world.complete('education-skills-and-work-assessment', 'SUPPORT_NEEDED', {
    need: 'A course and a CV',
    ownScore: 4,
  });
  await world.complete('education-skills-and-work-referral', 'REFERRED', {
    personAsked: true,
    service: 'open-door-work',
  });
  await world.complete('work-preparation', 'READY', { course: 'HAS', cv: 'HAS' });
  await world.complete('drugs-and-alcohol-assessment', 'DECLINED', { note: 'Not now' });
  for (const pathway of ['children-families-and-communities', 'attitudes-thinking-and-behaviour'])
    await world.complete(`${pathway}-assessment`, 'NO_SUPPORT_NEEDED');

  // Nowhere to go: an officer refers to the commissioned service; the council is asked eight weeks before.
  await world.complete('housing-need', 'NEEDS_HELP');
  await world.complete('crs-decision', 'REFER', { personAsked: true });
  await expect(world).toBeWaitingFor(
    'next-address',
    'referral-answer.CRS-1',
    'dtr-window',
    'cas3-prerequisites',
  );
  await world.complete('work-coach-meeting', 'MET');
  await world.complete('identity-documents', 'IN_HAND');
  await world.complete('bank-account', 'OPENED');
  await world.complete('document-applications', 'NONE_NEEDED');
  await world.complete('debts', 'NONE', { budget: true });
  await world.complete('health-assessment', 'ASSESSED', { medicine: true });
  await world.complete('healthcare-plan', 'MADE');
  await world.advanceTo('2026-10-27');
  await world.complete('housing-consent', 'GIVEN', {
    authorities: [EASTMOOR.id, WESTHAVEN.id],
    ...CONTACT_AGREED,
  });
  await expect(world).toBeWaitingFor('referral-answer.DTR-1');

  // The first council refuses, the second accepts; neither has a room for the day, so CAS3 is asked too.
  await world.agencyAnswers('DTR-1', 'DECLINED', 'NO_LOCAL_CONNECTION');
  await world.agencyAnswers('DTR-2', 'ACCEPTED', 'PRIORITY_NEED');
  await world.advanceTo('2026-11-10');
  await world.complete('cas3-decision', 'REFER');
  await world.agencyAnswers('CAS3-1', 'ACCEPTED');
  await expect(world).toHaveFact('address-recorded', { kind: 'CAS3' });
  await expect(world).toBeWaitingFor('next-address');

  // Benefits are prepared, and the interview is booked in the last week, for the day itself.
  await world.complete('claim-preparation', 'PREPARED', { note: 'There is no bank account yet.' });
  await world.advanceTo('2026-12-15');
  await world.complete('jobcentre-interview', 'BOOKED');
  expect((await world.journey()).benefits.interviewOn).toBe('2026-12-22');
  await world.complete('gp-registration', 'REGISTERED', { practice: 'Eastmoor Surgery' });
  await world.complete('release-medicine', 'READY', { as: 'SUPPLY', days: 28 });

  // The gate.
  await world.advanceTo('2026-12-18');
  expect((await world.journey()).phase).toBe('release-day');
  await world.complete('release-checklist', 'READY', ALL_IN_HAND);
  await world.advanceTo('2026-12-22');
  await world.release();
  expect((await world.journey()).phase).toBe('community');
  await expect(world).not.toHaveFact('released-without-address');

  // In the community.
  await world.complete('drugs-and-alcohol-assessment', 'DECLINED', { note: 'Still not' });
  await world.complete('education-skills-and-work-outcome', 'FINISHED', { ownScore: 8 });
  await world.complete('gp-seen', 'SEEN');
  await world.complete('claim-made', 'MADE');
  await world.complete('identity-verified', 'VERIFIED');
  await world.complete('advance-paid', 'PAID');
  await world.advanceTo('2026-12-23');
  await world.complete('first-appointment', 'KEPT');
  await world.advanceTo('2027-01-19');
  await world.complete('housed-at-4-weeks', 'HOUSED');
  await world.complete('review-at-4-weeks', 'REVIEWED', { ownScore: 4 });
  await world.advanceTo('2027-01-26');
  await world.complete('first-payment', 'PAID');
  // The bed ends on 15 March; a home is found before that.
  await world.advanceTo('2027-02-01');
  await world.complete('moving-on', 'ADDRESS_FOUND', HOME);
  await expect(world).not.toBeWaitingFor('moving-on', 'last-night');
  await world.advanceTo('2027-03-16');
  await world.complete('housed-at-12-weeks', 'HOUSED');
  await world.complete('review-at-12-weeks', 'REVIEWED', { ownScore: 6 });
  await world.complete('feedback', 'ANSWERED', { listened: 'YES', knewWhat: 'YES', helped: 'PARTLY' });
  await world.advanceTo('2027-06-22');
  await world.complete('review-at-26-weeks', 'REVIEWED', { ownScore: 8 });
  await expect(world).toBeWaitingFor('supervision-ends');

  await world.advanceTo('2027-12-25');
  const journey = await world.journey();
  expect(journey.closed).toEqual({
    on: '2027-12-25',
    housed: true,
    benefits: true,
    // Contacts are asked for until the last day.
    unanswered: ['1.supervision-contact'],
  });
  expect(journey.pathways).toMatchObject({
    'drugs-and-alcohol': 'SUPPORT_DECLINED',
    'education-skills-and-work': 'DONE',
    'children-families-and-communities': 'SUPPORT_NOT_REQUIRED',
  });
  expect(journey.open).toEqual([]);
  expect(journey.executions).toEqual([]);
  expect(world.runtime.engine.running()).toEqual([]);
  expect(await world.outbox()).toEqual([]);
  expect(verifyChain(await world.facts())).toEqual({ ok: true });
  expect(world.problems).toEqual([]);
});

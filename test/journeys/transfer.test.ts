import { afterEach, describe, expect, it } from '@jest/globals';
import { changeOfficers } from '../../application/commands/change-officers.ts';
import { transferPerson } from '../../application/commands/transfer-person.ts';
import { getJourney } from '../../application/queries/get-journey.ts';
import { isLive } from '../../domain/record/referral.ts';
import { addDays } from '../../domain/law/time.ts';
import { Visitor } from '../support/console-visitor.ts';
import { closeWorlds, ok, refused, type JourneyWorld } from '../support/journey-world.ts';
import { COM, ELSEWHERE, GOVERNOR, POM, user } from '../support/people.ts';
import { councilsAsked, daysBeforeRelease, released, releasedAfter } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const FRIDAY = '2027-03-12';
const LEEDS = user('l.leeds', { duties: ['OMU', 'POM', 'GOVERNOR'], prisons: ['LEI'] });

async function transfer(world: JourneyWorld, given: { prison: string; region?: string }, by = POM) {
  const result = await transferPerson(world.services, by, world.id, given);
  await world.settle();
  return result;
}

describe('a transfer to another prison', () => {
  it('gives the prison’s steps to the new prison, and asks it to name an officer', async () => {
    const world = await daysBeforeRelease(60);
    ok(await transfer(world, { prison: 'LEI' }));
    const open = await world.openSteps();
    expect(open.filter(({ waitsFor }) => /MDI|p\.taylor/.test(waitsFor))).toEqual([]);
    expect((await world.step('allocate-officers')).waitsFor).toBe('role:OMU@LEI');
    expect((await world.journey()).officers).toEqual({ com: 'c.ahmed', deputy: 'd.evans' });
    await expect(world).toHaveFact('transferred', { from: 'MDI', to: 'LEI' });
    expect(world.problems).toEqual([]);
  });

  it('ends the old prison’s access, and begins the new one’s', async () => {
    const world = await daysBeforeRelease(60);
    expect((await getJourney(world.services, LEEDS, world.id)).ok).toBe(false);
    ok(await transfer(world, { prison: 'LEI' }));
    expect(refused(await getJourney(world.services, POM, world.id)).code).toBe('NOT_PERMITTED');
    expect(ok(await getJourney(world.services, LEEDS, world.id)).prison).toBe('LEI');
  });

  it('voids the governor’s decision, and asks the new governor', async () => {
    const start = { releaseDate: FRIDAY, sentence: { startDate: '2026-09-01' } };
    const world = await daysBeforeRelease(60, start);
    await world.decide('PRESUMPTIVE');
    ok(await transfer(world, { prison: 'LEI' }));
    expect((await world.journey()).decision).toBeUndefined();
    await expect(world).toHaveFact('release-day-decision-voided');
    expect((await world.step('release-day-decision')).waitsFor).toBe('role:GOVERNOR@LEI');
    expect(world.problems).toEqual([]);
  });

  it('to Wales withdraws the English duty to refer, and asks for a Welsh application', async () => {
    const world = await councilsAsked();
    ok(await transfer(world, { prison: 'CFI', region: 'N03' }));
    const live = (await world.referrals()).filter(isLive).map(({ service }) => service);
    expect(live).not.toContain('DTR');
    await expect(world).toHaveFact('referral-withdrawn', { reason: 'INCORRECT_LOCAL_AUTHORITY' });
    await expect(world).toBeWaitingFor('welsh-application');
    await world.advanceTo(addDays(world.today(), 3));
    expect((await world.referrals()).filter(isLive).some(({ service }) => service === 'DTR')).toBe(false);
    expect(world.problems).toEqual([]);
  });

  it('from Wales to England ends the Welsh application, and asks about the English duty', async () => {
    const world = await daysBeforeRelease(57, { prison: 'SWI', region: 'N03' });
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.advanceTo(addDays(world.today(), 2));
    await expect(world).toBeWaitingFor('welsh-application');
    const swansea = user('s.swansea', { duties: ['OMU'], prisons: ['SWI'] });
    ok(await transfer(world, { prison: 'LEI', region: 'N54' }, swansea));
    await expect(world).toBeWaitingFor('housing-consent');
    expect((await world.openSteps()).map(({ kind }) => kind)).not.toContain('welsh-application');
    expect(world.problems).toEqual([]);
  });

  it.each([
    { given: { prison: 'ZZZ' }, problem: 'There is no such prison.' },
    { given: { prison: 'MDI' }, problem: 'The person is at this prison already. Choose another.' },
    { given: { prison: 'LEI', region: 'N99' }, problem: 'There is no such probation region.' },
  ])('is refused: $problem', async ({ given, problem }) => {
    const world = await daysBeforeRelease(60);
    const before = await world.journey();
    expect(refused(await transfer(world, given))).toMatchObject({
      code: 'VALIDATION_FAILED',
      detail: problem,
    });
    expect(await world.journey()).toEqual(before);
  });

  it('is refused once the person is out, and to anybody but the prison they are in', async () => {
    const world = await daysBeforeRelease(3);
    for (const by of [COM, ELSEWHERE, GOVERNOR])
      expect(refused(await transfer(world, { prison: 'LEI' }, by)).code).toBe('NOT_PERMITTED');
    await released(world);
    expect(refused(await transfer(world, { prison: 'LEI' })).code).toBe('CONFLICT');
  });

  it('is recorded on a page', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(POM, world);
    await visitor.open(`/journeys/${world.id}/transfer`);
    expect((await visitor.send('main form', { prison: '' })).errors).toEqual(['Choose the new prison']);
    const after = await visitor.send('main form', { prison: 'LEI' });
    expect(after.words).toContain('The transfer to HMP Leeds is recorded.');
  });
});

describe('a change of officer', () => {
  it('hands over what is open to the new officer', async () => {
    const world = await releasedAfter(3);
    const { handedOver } = ok(await changeOfficers(world.services, COM, world.id, { com: 'c.new' }));
    const open = await world.openSteps();
    expect(handedOver).toBeGreaterThan(0);
    expect(open.filter(({ waitsFor }) => waitsFor === 'officer:c.ahmed')).toEqual([]);
    expect(open.filter(({ waitsFor }) => waitsFor === 'officer:c.new')).toHaveLength(handedOver);
    await expect(world).toHaveFact('officers-changed', { com: 'c.new', comWas: 'c.ahmed', handedOver });
  });

  it.each([
    { given: {}, code: 'VALIDATION_FAILED' },
    { given: { com: 'c.ahmed' }, code: 'VALIDATION_FAILED' },
    { given: { com: 'n.obody' }, code: 'RULE_REFUSED' },
    { given: { com: 'y.young' }, code: 'RULE_REFUSED' },
    { given: { deputy: 'c.ahmed' }, code: 'RULE_REFUSED' },
  ])('to $given is refused', async ({ given, code }) => {
    const world = await daysBeforeRelease(60);
    expect(refused(await changeOfficers(world.services, POM, world.id, given)).code).toBe(code);
  });

  it('is made on a page, and not once the journey is closed', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(POM, world);
    const form = await visitor.open(`/journeys/${world.id}/officers`);
    expect(form.$('#com-hint').text().trim()).toBe('Now Cass Ahmed');
    const after = await visitor.send('main form', { com: 'c.new' });
    expect(after.words).toContain('The officers are changed.');
    expect(after.words).toContain('community offender manager c.new, in place of Cass Ahmed');
    ok(await world.tryDeath());
    expect(refused(await changeOfficers(world.services, POM, world.id, { com: 'c.ahmed' })).code).toBe(
      'CONFLICT',
    );
  });
});

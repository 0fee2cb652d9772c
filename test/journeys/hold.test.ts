import { afterEach, describe, expect, it } from '@jest/globals';
import { getJourney } from '../../application/queries/get-journey.ts';
import { listStuck } from '../../application/queries/list-stuck.ts';
import { holdPolicy } from '../../domain/journey/hold-policy.ts';
import { addDays } from '../../domain/law/time.ts';
import { HOLD_REASONS } from '../../domain/record/hold.ts';
import { Visitor } from '../support/console-visitor.ts';
import { closeWorlds, ok, refused } from '../support/journey-world.ts';
import { ADMIN_USER, ELSEWHERE, GOVERNOR, POM } from '../support/people.ts';
import { daysBeforeRelease, PLAIN_RELEASE, released, releasedAfter } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

describe('a hold that stops the clocks', () => {
  it('leaves no step with a deadline but the review, and nothing becomes late', async () => {
    const world = await daysBeforeRelease(60);
    ok(await world.tryHold({ reason: 'HOSPITAL' }, POM));
    await world.settle();
    const due = (await world.openSteps()).filter(({ dueOn }) => dueOn !== undefined);
    expect(due.map(({ kind }) => kind)).toEqual(['hold-review']);
    await world.advanceTo(addDays(world.today(), 6));
    expect(ok(await listStuck(world.services, ADMIN_USER)).items).toEqual([]);
    const late = (await world.facts()).filter(({ type }) => type === 'step-overdue');
    expect(late).toEqual([]);
    expect(ok(await getJourney(world.services, POM, world.id)).flags).toContain('ON_HOLD');
    expect(world.problems).toEqual([]);
  });

  it('is resumed with deadlines from release where they were, and others without the days on hold', async () => {
    const world = await daysBeforeRelease(60);
    await world.complete('housing-need', 'NEEDS_HELP');
    const before = new Map((await world.openSteps()).map(({ key, dueOn }) => [key, dueOn]));
    const opened = await world.step('crs-decision');
    ok(await world.tryHold());
    await world.advanceTo(addDays(world.today(), 4));
    ok(await world.tryResume());
    await world.settle();
    expect((await world.journey()).hold).toBeUndefined();
    const identity = await world.step('identity-documents');
    expect(identity.dueOn).toBe(before.get(identity.key));
    expect((await world.step('crs-decision')).dueOn).toBe(addDays(opened.dueOn ?? '', 4));
    expect((await world.openSteps()).map(({ kind }) => kind)).not.toContain('hold-review');
    await expect(world).toHaveFact('resumed', { reason: 'HOSPITAL' });
  });

  it('is reviewed each week until it is resumed, and an unanswered review is overdue', async () => {
    const world = await daysBeforeRelease(60);
    ok(await world.tryHold());
    const asked = addDays(world.today(), 7);
    expect((await world.step('hold-review')).opensOn).toBe(asked);
    await world.advanceTo(asked);
    await world.complete('hold-review', 'STILL_ON_HOLD');
    expect((await world.step('hold-review')).opensOn).toBe(addDays(asked, 7));
    await world.advanceTo(addDays(asked, 9));
    const stuck = ok(await listStuck(world.services, ADMIN_USER)).items;
    expect(stuck.map(({ kind }) => kind)).toEqual(['hold-review']);
  });

  it('does not stop release or the end of supervision, and ends with release', async () => {
    const world = await daysBeforeRelease(3);
    ok(await world.tryHold());
    await released(world);
    const journey = await world.journey();
    expect(journey).toMatchObject({ releasedOn: PLAIN_RELEASE, phase: 'community' });
    expect(journey.hold).toBeUndefined();
    await expect(world).toHaveFact('resumed', { on: PLAIN_RELEASE });
    expect((await world.openSteps()).filter(({ dueOn }) => dueOn !== undefined).length).toBeGreaterThan(0);
  });
});

describe('a hold', () => {
  it('at court lets deadlines go on', async () => {
    const world = await daysBeforeRelease(60);
    const before = (await world.step('identity-documents')).dueOn;
    expect(ok(await world.tryHold({ reason: 'COURT' })).stopsClocks).toBe(false);
    expect((await world.step('identity-documents')).dueOn).toBe(before);
  });

  it.each(['ESCAPE', 'REMAND'] as const)(
    'for %s asks the offender management unit for the dates when it ends',
    async (reason) => {
      const world = await daysBeforeRelease(60);
      ok(await world.tryHold({ reason }));
      ok(await world.tryResume());
      await world.settle();
      expect((await world.step('dates-after-hold')).waitsFor).toBe('role:OMU@MDI');
    },
  );

  it('for immigration detention begins after the release date', async () => {
    const world = await daysBeforeRelease(3);
    const early = refused(await world.tryHold({ reason: 'IMMIGRATION_DETENTION' }));
    expect(early).toMatchObject({ code: 'RULE_REFUSED', rule: 'not-after-the-release-date' });
    await world.advanceTo(addDays(PLAIN_RELEASE, 1));
    ok(await world.tryHold({ reason: 'IMMIGRATION_DETENTION', since: PLAIN_RELEASE }));
    expect(ok(await getJourney(world.services, POM, world.id)).flags).not.toContain('RELEASE_NOT_RECORDED');
  });

  it.each(['ESCAPE', 'IMMIGRATION_DETENTION', 'EARLY_REMOVAL'] as const)(
    'for %s is refused for a person in the community',
    async (reason) => {
      const world = await releasedAfter(3);
      expect(refused(await world.tryHold({ reason })).rule).toBe('not-in-prison');
    },
  );

  it('on a hold is refused, and says why it is on hold', async () => {
    const world = await daysBeforeRelease(60);
    ok(await world.tryHold());
    const again = refused(await world.tryHold({ reason: 'COURT' }));
    expect(again.code).toBe('CONFLICT');
    expect(again.detail).toMatch(/on hold already, from .*: in hospital\. Resume it first\.$/);
    expect((await world.journey()).hold?.reason).toBe('HOSPITAL');
  });

  it.each([
    { what: 'in the future', since: '2031-01-01' },
    { what: 'before the sentence', since: '2020-01-01' },
  ])('from a day $what is refused', async ({ since }) => {
    const world = await daysBeforeRelease(60);
    expect(refused(await world.tryHold({ since })).code).toBe('VALIDATION_FAILED');
  });

  it.each([
    { what: 'in the future', days: 1 },
    { what: 'before it began', days: -1 },
  ])('is not resumed $what', async ({ days }) => {
    const world = await daysBeforeRelease(60);
    ok(await world.tryHold());
    expect(refused(await world.tryResume(addDays(world.today(), days))).code).toBe('VALIDATION_FAILED');
  });

  it('is not resumed when there is none, nor begun once the journey is closed', async () => {
    const world = await daysBeforeRelease(3);
    expect(refused(await world.tryResume()).code).toBe('CONFLICT');
    ok(await world.tryDeath());
    expect(refused(await world.tryHold()).code).toBe('CONFLICT');
  });

  it.each([ELSEWHERE, GOVERNOR, ADMIN_USER])('is not recorded by $id', async (user) => {
    const world = await daysBeforeRelease(60);
    expect(refused(await world.tryHold({}, user)).code).toBe('NOT_PERMITTED');
  });

  it('ends with a death', async () => {
    const world = await daysBeforeRelease(3);
    ok(await world.tryHold());
    ok(await world.tryDeath());
    expect((await world.journey()).hold).toBeUndefined();
  });

  it('is recorded and ended on pages', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(POM, world);
    await visitor.open(`/journeys/${world.id}/hold`);
    expect((await visitor.send('main form', {})).errors).toEqual([
      'Choose why the journey is on hold',
      'Enter the day from which it is on hold',
    ]);
    const [year = '', month = '', day = ''] = world.today().split('-');
    const since = { 'since-day': day, 'since-month': month, 'since-year': year };
    const held = await visitor.send('main form', { reason: 'HOSPITAL', ...since });
    expect(held.words).toContain('in hospital. No step has a deadline until it is resumed.');
    expect((await visitor.open(`/journeys/${world.id}/hold`)).status).toBe(409);
    await visitor.open(`/journeys/${world.id}/resume`);
    const on = { 'on-day': day, 'on-month': month, 'on-year': year };
    expect((await visitor.send('main form', on)).words).toContain('The journey was resumed on');
    expect((await visitor.open(`/journeys/${world.id}/resume`)).status).toBe(409);
  });
});

describe('the policy of holds', () => {
  it.each(HOLD_REASONS)('has a row for %s on every day', (reason) => {
    expect(holdPolicy(reason, '2026-11-26').reason).toBe(reason);
  });

  it('changes with its dates, and a day without a row is an error', () => {
    const row = { ...holdPolicy('COURT', '2026-11-26'), until: '2026-12-31' };
    const rows = [row, { ...row, clocks: 'STOP', from: '2027-01-01', until: null }] as const;
    expect(holdPolicy('COURT', '2026-12-31', rows).clocks).toBe('CONTINUE');
    expect(holdPolicy('COURT', '2027-01-01', rows).clocks).toBe('STOP');
    expect(() => holdPolicy('COURT', '2027-01-01', [row])).toThrow(/no row for COURT/);
  });
});

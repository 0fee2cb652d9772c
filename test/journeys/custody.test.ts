import { afterEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../domain/law/time.ts';
import { correctRelease } from '../../application/commands/correct-release.ts';
import { getJourney } from '../../application/queries/get-journey.ts';
import { listJourneys } from '../../application/queries/list-journeys.ts';
import { Visitor } from '../support/console-visitor.ts';
import { POM } from '../support/people.ts';
import {
  closeWorlds,
  journeyWorld,
  OFFICER,
  ok,
  PRISON,
  type JourneyWorld,
  type Starting,
} from '../support/journey-world.ts';
import { OFFICERS, PLAIN_RELEASE } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const HANDOVER = '2026-06-25';

async function sentenced(starting: Partial<Starting> = {}, today = '2025-02-03'): Promise<JourneyWorld> {
  const world = await journeyWorld({ today });
  await world.startJourney({
    officers: OFFICERS,
    releaseDate: PLAIN_RELEASE,
    ...starting,
    sentence: { startDate: '2025-01-20', ...starting.sentence },
  });
  await world.complete('immediate-needs', 'RECORDED');
  await world.runtime.sweep();
  return world;
}

const asked = async (world: JourneyWorld, kind: string) =>
  (await world.openSteps()).find((step) => step.kind === kind);

describe('handover to the community', () => {
  it('is asked 8 months and 14 days before release, and not a day sooner', async () => {
    const world = await sentenced();
    expect(await asked(world, 'handover')).toMatchObject({ state: 'SCHEDULED', opensOn: HANDOVER });
    expect((await world.journey()).executions).toEqual([]);
    await world.advanceTo(addDays(HANDOVER, -1));
    expect(await asked(world, 'handover')).toMatchObject({ state: 'SCHEDULED' });
    await world.advanceTo(HANDOVER);
    expect(await asked(world, 'handover')).toMatchObject({
      state: 'OPEN',
      waitsFor: `officer:${OFFICERS.pom}`,
    });
    await world.complete('handover', 'HANDED_OVER');
    expect((await world.journey()).custody).toMatchObject({ handedOverOn: HANDOVER });
    expect(world.problems).toEqual([]);
  });

  it('moves with the release date, and is not asked again once it was done', async () => {
    const world = await sentenced();
    await world.moveReleaseDate(addDays(PLAIN_RELEASE, 28));
    expect(await asked(world, 'handover')).toMatchObject({ opensOn: '2026-07-23' });
    await world.advanceTo('2026-07-23');
    await world.complete('handover', 'HANDED_OVER');
    await world.moveReleaseDate(addDays(PLAIN_RELEASE, 200));
    expect(await asked(world, 'handover')).toBeUndefined();
  });

  it('is not asked where the sentence is short, until a later release date brings one', async () => {
    const world = await sentenced({ sentence: { startDate: '2026-05-11' } }, '2026-05-12');
    expect(await asked(world, 'handover')).toBeUndefined();
    await world.moveReleaseDate('2027-06-09');
    expect(await asked(world, 'handover')).toMatchObject({ state: 'SCHEDULED', opensOn: '2026-09-25' });
    await world.moveReleaseDate(PLAIN_RELEASE);
    await world.advanceTo(addDays(PLAIN_RELEASE, -90));
    const handover = await asked(world, 'handover');
    expect(handover).toMatchObject({ state: 'SCHEDULED' });
    expect(handover?.opensOn).toBeUndefined();
  });

  it('is 15 months before release where the person is allocated early', async () => {
    const world = await sentenced({ officers: {} });
    await world.complete('allocate-officers', 'ALLOCATED', { ...OFFICERS, earlyAllocation: true });
    expect(await asked(world, 'handover')).toMatchObject({ opensOn: '2025-12-09' });
  });

  it('is refused while there is nobody to hand over to', async () => {
    const world = await sentenced({ officers: { pom: OFFICERS.pom } });
    await world.complete('allocate-officers', 'ALLOCATED', { pom: OFFICERS.pom });
    await world.advanceTo(HANDOVER);
    expect(await world.tryComplete('handover', 'HANDED_OVER')).toMatchObject({
      ok: false,
      code: 'RULE_REFUSED',
      rule: 'nobody-to-hand-over-to',
    });
  });

  it('makes the community officer responsible from that day, on lists and in steps that are open', async () => {
    const world = await sentenced();
    await world.advanceTo(HANDOVER);
    ok(await world.tryHold({ reason: 'COURT' }));
    expect((await asked(world, 'hold-review'))?.waitsFor).toBe(`officer:${OFFICERS.pom}`);
    const before = ok(await getJourney(world.services, OFFICER, world.id));
    expect(before.responsible).toBe(OFFICERS.pom);
    await world.complete('handover', 'HANDED_OVER');
    expect((await asked(world, 'hold-review'))?.waitsFor).toBe(`officer:${OFFICERS.com}`);
    const after = ok(await getJourney(world.services, OFFICER, world.id));
    expect(after.responsible).toBe(OFFICERS.com);
    const { items } = ok(await listJourneys(world.services, OFFICER, { prison: PRISON }));
    expect(items.map(({ responsible }) => responsible)).toEqual([OFFICERS.com]);
    const page = await (await Visitor.signedInAs(POM, world)).open(`/journeys/${world.id}`);
    expect(page.words).toContain('Responsible: Cass Ahmed');
    // What the prison itself does stays with the prison.
    await world.advanceTo(addDays(PLAIN_RELEASE, -80));
    expect((await asked(world, 'housing-need'))?.waitsFor).toBe(`officer:${OFFICERS.pom}`);
    await world.complete('housing-need', 'NEEDS_HELP');
    expect((await asked(world, 'next-address'))?.waitsFor).toBe(`officer:${OFFICERS.com}`);
  });

  it('is asked again, and so is the review, when the person was not released after all', async () => {
    const world = await sentenced();
    await world.advanceTo(HANDOVER);
    const review = await asked(world, 'custody-review');
    await world.release({ ground: 'COURT_ORDER', reason: 'Ordered by the court' });
    for (const kind of ['handover', 'custody-review']) expect(await asked(world, kind)).toBeUndefined();
    const given = { correction: 'NOT_RELEASED', reason: 'Another person' } as const;
    const { proposal } = ok(await correctRelease(world.services, OFFICER, world.id, given));
    ok(await world.answerProposal(proposal));
    await world.settle();
    expect(await asked(world, 'handover')).toMatchObject({ state: 'OPEN', opensOn: HANDOVER });
    expect(await asked(world, 'custody-review')).toMatchObject({
      state: review?.state,
      dueOn: review?.dueOn,
    });
    await world.complete('handover', 'HANDED_OVER');
    expect((await world.journey()).custody?.handedOverOn).toBe(HANDOVER);
    expect(world.problems).toEqual([]);
  });

  it('that was done stays done when the person was not released after all', async () => {
    const world = await sentenced();
    await world.advanceTo(HANDOVER);
    await world.complete('handover', 'HANDED_OVER');
    await world.release({ ground: 'COURT_ORDER', reason: 'Ordered by the court' });
    const given = { correction: 'NOT_RELEASED', reason: 'Another person' } as const;
    const { proposal } = ok(await correctRelease(world.services, OFFICER, world.id, given));
    ok(await world.answerProposal(proposal));
    await world.settle();
    expect(await asked(world, 'handover')).toBeUndefined();
    const view = ok(await getJourney(world.services, OFFICER, world.id));
    expect(view.responsible).toBe(OFFICERS.com);
  });

  it('is over with release', async () => {
    const world = await sentenced();
    await world.advanceTo(PLAIN_RELEASE);
    await world.release();
    for (const kind of ['handover', 'custody-review']) expect(await asked(world, kind)).toBeUndefined();
  });
});

describe('the review of the time in custody', () => {
  it('is asked every half year, and adds up days on temporary licence', async () => {
    const world = await sentenced();
    const first = addDays('2025-02-03', 182);
    await world.advanceTo(first);
    await world.complete('custody-review', 'REVIEWED', { keyWorker: 'Jo Hart', temporaryReleaseDays: 2 });
    const second = addDays(first, 182);
    expect(await asked(world, 'custody-review')).toMatchObject({ state: 'SCHEDULED', opensOn: second });
    await world.advanceTo(second);
    await world.complete('custody-review', 'REVIEWED', { temporaryReleaseDays: 3 });
    expect((await world.journey()).custody).toEqual({
      reviewedOn: second,
      keyWorker: 'Jo Hart',
      temporaryReleaseDays: 5,
    });
  });

  it.each([
    ['a negative number of days', { temporaryReleaseDays: -1 }],
    ['part of a day', { temporaryReleaseDays: 1.5 }],
    ['a name with hidden characters', { keyWorker: 'Jo\u202eHart' }],
    ['a name that is too long', { keyWorker: 'J'.repeat(101) }],
  ])('refuses %s', async (_what, details) => {
    const world = await sentenced();
    await world.advanceTo(addDays('2025-02-03', 182));
    expect(await world.tryComplete('custody-review', 'REVIEWED', details)).toMatchObject({
      ok: false,
      code: 'VALIDATION_FAILED',
    });
  });
});

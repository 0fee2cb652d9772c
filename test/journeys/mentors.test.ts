import { afterEach, describe, expect, it } from '@jest/globals';
import {
  changeMentor,
  offerMentor,
  type GivenMentor,
  type GivenMentorChange,
} from '../../application/commands/arrange-mentor.ts';
import { getJourney } from '../../application/queries/get-journey.ts';
import { addDays } from '../../domain/law/time.ts';
import { closeWorlds, OFFICER, ok, refused, type JourneyWorld } from '../support/journey-world.ts';
import { daysBeforeRelease, PLAIN_RELEASE, released } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const SAM: GivenMentor = { role: 'PEER', name: 'Sam Rowe', organisation: 'Open Gate', helpsWith: 'gate' };

const offer = (world: JourneyWorld, given: Partial<GivenMentor> = {}) =>
  offerMentor(world.services, OFFICER, world.id, { ...SAM, ...given });

async function change(world: JourneyWorld, id: string, given: GivenMentorChange) {
  const changed = await changeMentor(world.services, OFFICER, world.id, id, given);
  await world.settle();
  return changed;
}

async function accepted(days = 20): Promise<{ readonly world: JourneyWorld; readonly id: string }> {
  const world = await daysBeforeRelease(days);
  const { mentor: id } = ok(await offer(world));
  ok(await change(world, id, { change: 'ACCEPTED' }));
  return { world, id };
}

describe('a mentor', () => {
  it('is offered, accepted, meets the person at the gate, and stops with a reason', async () => {
    const { world, id } = await accepted();
    ok(await change(world, id, { change: 'AT_GATE' }));
    expect((await world.journey()).mentors).toEqual([
      { ...SAM, id, revision: 3, state: 'ACCEPTED', on: world.today(), atGate: true },
    ]);
    await released(world);
    ok(await change(world, id, { change: 'STOPPED', reason: 'They moved away' }));
    expect((await world.journey()).mentors).toMatchObject([{ state: 'STOPPED', reason: 'They moved away' }]);
    for (const type of ['mentor-offered', 'mentor-accepted', 'mentor-at-gate', 'mentor-stopped'] as const)
      await expect(world).toHaveFact(type, { mentor: id, role: 'PEER', helpsWith: 'gate' });
    expect(JSON.stringify(await world.facts())).not.toContain('Sam Rowe');
    expect(world.problems).toEqual([]);
  });

  it('who comes to the gate answers who meets the person there', async () => {
    const { world, id } = await accepted();
    await expect(world).toBeWaitingFor('met-at-the-gate');
    ok(await change(world, id, { change: 'AT_GATE' }));
    await expect(world).not.toBeWaitingFor('met-at-the-gate');
    const { essentials, ready } = ok(await getJourney(world.services, OFFICER, world.id));
    expect(ready).toMatchObject({ met: 'MET', who: 'Sam Rowe, a peer' });
    expect(JSON.stringify(essentials)).toContain('Sam Rowe, a peer meets the person at the gate.');
  });

  it.each(['NOT_AT_GATE', 'STOPPED'] as const)(
    'who was to come to the gate and is %s leaves the question open again',
    async (to) => {
      const { world, id } = await accepted();
      ok(await change(world, id, { change: 'AT_GATE' }));
      ok(await change(world, id, { change: to, reason: 'Ill' }));
      await expect(world).toBeWaitingFor('met-at-the-gate');
      expect((await world.journey()).ready?.met).toBeUndefined();
    },
  );

  it('who was to come to the gate is asked again when the day of release moves', async () => {
    const { world, id } = await accepted();
    ok(await change(world, id, { change: 'AT_GATE' }));
    await world.moveReleaseDate(addDays(PLAIN_RELEASE, 7));
    await expect(world).toBeWaitingFor('met-at-the-gate');
    const { mentors = [], ready } = await world.journey();
    expect([mentors[0]?.atGate, ready?.met]).toEqual([undefined, undefined]);
  });

  it('in whose place another comes to the gate does not come any more', async () => {
    const { world, id } = await accepted();
    const { mentor: other } = ok(await offer(world, { name: 'Ann Lee', role: 'VOLUNTEER' }));
    ok(await change(world, other, { change: 'ACCEPTED' }));
    ok(await change(world, id, { change: 'AT_GATE' }));
    ok(await change(world, other, { change: 'AT_GATE' }));
    const { mentors = [], ready } = await world.journey();
    expect(mentors.map(({ atGate }) => atGate)).toEqual([undefined, true]);
    expect(ready?.who).toBe('Ann Lee, a volunteer');
  });

  it('who helps stays in the next cycle, and is not at its gate', async () => {
    const { world, id } = await accepted();
    ok(await offer(world, { name: 'Ann Lee', helpsWith: 'drugs-and-alcohol' }));
    ok(await change(world, id, { change: 'AT_GATE' }));
    await released(world);
    await world.recall();
    const { mentors = [] } = await world.journey();
    expect(mentors.map(({ name, atGate }) => [name, atGate])).toEqual([
      ['Sam Rowe', undefined],
      ['Ann Lee', undefined],
    ]);
  });

  it('never owns a step', async () => {
    const { world } = await accepted();
    const owners = (await world.openSteps()).map(({ waitsFor }) => waitsFor);
    expect(owners.filter((owner) => owner.includes('mentor'))).toEqual([]);
  });
});

describe('refused of a mentor', () => {
  it.each([
    ['no name', { name: ' ' }, 'name'],
    ['a name on two lines', { name: 'Sam\nRowe' }, 'name'],
    ['too long a name', { name: 'S'.repeat(101) }, 'name'],
    ['a pathway that does not exist', { helpsWith: 'gardening' }, 'helpsWith'],
  ])('is %s', async (_case, given, field) => {
    const world = await daysBeforeRelease(20);
    const refusal = refused(await offer(world, given));
    expect(refusal.code).toBe('VALIDATION_FAILED');
    expect(refusal.fields?.map((each) => each.field)).toEqual([field]);
  });

  it.each([
    ['coming to the gate before the person accepted', 'AT_GATE', 'not-accepted'],
    ['not coming, before the person accepted', 'NOT_AT_GATE', 'not-accepted'],
  ] as const)('is %s', async (_case, to, rule) => {
    const world = await daysBeforeRelease(20);
    const { mentor } = ok(await offer(world));
    expect(refused(await change(world, mentor, { change: to }))).toMatchObject({
      code: 'RULE_REFUSED',
      rule,
    });
  });

  it('is stopping without a reason, a second answer, and any change once it is over', async () => {
    const { world, id } = await accepted();
    expect(refused(await change(world, id, { change: 'STOPPED' })).fields).toMatchObject([
      { field: 'reason' },
    ]);
    expect(refused(await change(world, id, { change: 'DECLINED' }))).toMatchObject({
      rule: 'already-accepted',
    });
    expect(refused(await change(world, id, { change: 'NOT_AT_GATE' }))).toMatchObject({
      rule: 'not-at-gate',
    });
    ok(await change(world, id, { change: 'STOPPED', reason: 'Ill' }));
    expect(refused(await change(world, id, { change: 'ACCEPTED' }))).toMatchObject({
      rule: 'mentor-is-over',
    });
  });

  it('is coming to the gate when the person is out', async () => {
    const { world, id } = await accepted(3);
    await released(world);
    expect(refused(await change(world, id, { change: 'AT_GATE' }))).toMatchObject({ rule: 'person-is-out' });
  });

  it('is a thirteenth while twelve help, one that nobody knows, and any on a closed journey', async () => {
    const world = await daysBeforeRelease(3, { sentence: { supervisionEndsOn: addDays(PLAIN_RELEASE, 5) } });
    for (let count = 0; count < 12; count += 1) ok(await offer(world));
    expect(refused(await offer(world))).toMatchObject({ rule: 'too-many-mentors' });
    expect(refused(await change(world, 'none', { change: 'ACCEPTED' })).code).toBe('NOT_FOUND');
    await released(world);
    await world.advanceTo(addDays(PLAIN_RELEASE, 6));
    expect(refused(await offer(world)).code).toBe('CONFLICT');
  });
});

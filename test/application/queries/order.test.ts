import { afterEach, describe, expect, it } from '@jest/globals';
import { recordAbsence } from '../../../application/commands/record-absence.ts';
import { listAbsences, listTeamAbsences } from '../../../application/queries/list-absences.ts';
import { listDefinitions } from '../../../application/queries/list-definitions.ts';
import { listUnattended } from '../../../application/queries/list-unattended.ts';
import { listVictimContact } from '../../../application/queries/list-victim-contact.ts';
import { noteUnattended } from '../../../application/unattended.ts';
import type { WaitsFor } from '../../../domain/record/waits-for.ts';
import { addDays } from '../../../domain/law/time.ts';
import { reconciledWithVersions } from '../../support/earlier-version.ts';
import { closeWorlds, ok, type JourneyWorld } from '../../support/journey-world.ts';
import { ADMIN_USER, COM, HEAD_OF_PDU, LIAISON } from '../../support/people.ts';
import { daysBeforeRelease, OFFICERS, PLAIN_RELEASE } from '../../support/stages.ts';
import { openVictimCase } from '../../support/victim-contact.ts';

afterEach(closeWorlds);

const EARLIER = addDays(PLAIN_RELEASE, -7);

/** Of two people with the same officers, the second is released a week before the first. */
async function twoPeople(): Promise<JourneyWorld> {
  const world = await daysBeforeRelease(60);
  await world.startJourney({
    prisonNumber: 'B2345CD',
    firstName: 'Ann',
    lastName: 'Able',
    officers: OFFICERS,
    releaseDate: EARLIER,
    sentence: { startDate: addDays(PLAIN_RELEASE, -60) },
  });
  await world.complete('immediate-needs', 'RECORDED');
  await world.runtime.sweep();
  return world;
}

describe('absences', () => {
  it('are listed latest first, and a team sees the next of each', async () => {
    const world = await daysBeforeRelease(60);
    await world.services.staff.record(COM);
    const away = async (from: number): Promise<void> => {
      const given = { from: addDays(world.today(), from), until: addDays(world.today(), from + 2) };
      ok(await recordAbsence(world.services, COM, COM.id, { ...given, reason: 'LEAVE' }));
    };
    for (const from of [20, 0, 10]) await away(from);
    const { absences } = ok(await listAbsences(world.services, COM, COM.id));
    expect(absences.map(({ from, state }) => [from, state])).toEqual([
      [addDays(world.today(), 20), 'to-come'],
      [addDays(world.today(), 10), 'to-come'],
      [world.today(), 'now'],
    ]);
    const team = ok(await listTeamAbsences(world.services, HEAD_OF_PDU));
    expect(team.find(({ officer }) => officer.id === COM.id)).toMatchObject({
      now: { from: world.today() },
      next: { from: addDays(world.today(), 10), until: addDays(world.today(), 12) },
    });
    const own = ok(await listTeamAbsences(world.services, COM));
    expect(own[0]?.officer.id).toBe(COM.id);
  });
});

it('steps with nobody to act on them are listed nearest release first', async () => {
  const world = await twoPeople();
  await world.services.staff.record({ ...COM, left: world.today() });
  await noteUnattended(world.table, [`officer:${COM.id}`]);
  const { items } = ok(await listUnattended(world.services, ADMIN_USER));
  const days = items.map(({ releaseDate }) => releaseDate ?? '');
  expect(new Set(days)).toEqual(new Set([EARLIER, PLAIN_RELEASE]));
  expect(days).toEqual(days.toSorted());
});

it('a desk at which nobody works asks for somebody with its duty at its place', async () => {
  const world = await daysBeforeRelease(60);
  const open = await world.openSteps();
  const desks = open.flatMap(({ waitsFor }) => /^role:([A-Z_]+)@(MDI|N54)$/.exec(waitsFor) ?? []);
  const [desk = '', duty = '', place = ''] = desks;
  for (const { id } of await world.services.staff.list())
    await world.services.staff.record({ ...COM, id, left: world.today() });
  await noteUnattended(world.table, [desk as WaitsFor]);
  const { items } = ok(await listUnattended(world.services, ADMIN_USER));
  expect(items.find(({ reason }) => reason === 'NOBODY_AT_DESK')?.whatToDo).toBe(
    `Import somebody with the duty ${duty} at ${place} into the staff register. It must be somebody who does that work.`,
  );
});

it('journeys by definition are listed newest version first, and nearest release first', async () => {
  const world = await twoPeople();
  const { executions } = world.runtime;
  const ids = (await executions.running('pre-release')).names;
  expect(ids).toHaveLength(2);
  const run = async (versions: readonly string[]) => {
    await reconciledWithVersions(world, {
      running: async (machine, cursor) => {
        const page = await executions.running(machine, cursor);
        return {
          ...page,
          versions: new Map(page.names.map((name, index) => [name, versions[index] ?? '7'])),
        };
      },
    });
    const { machines } = ok(await listDefinitions(world.services, ADMIN_USER));
    return machines.find(({ machine }) => machine === 'pre-release')?.versions ?? [];
  };
  expect((await run(['9', '11'])).map(({ version }) => version)).toEqual(['11', '9']);
  const [both] = await run(['7', '7']);
  expect(both?.some.map(({ releaseDate }) => releaseDate)).toEqual([EARLIER, PLAIN_RELEASE]);
});

it('people of a victim liaison unit are listed by name, and what is to be passed on by its hour', async () => {
  const world = await twoPeople();
  await world.services.staff.record(LIAISON);
  const second = world.id;
  await openVictimCase(world);
  await world.runtime.advanceTo(world.clock.now().add({ hours: 2 }));
  const [first = ''] = (await world.runtime.executions.running('pre-release')).names;
  world.id = first.slice(0, 26);
  expect(world.id).not.toBe(second);
  await openVictimCase(world);
  const view = ok(await listVictimContact(world.services, LIAISON));
  expect(view.people.map(({ person }) => person.name)).toEqual(['Ann Able', 'Zebedee Quillfeather']);
  expect(view.toPassOn.map(({ person }) => person.name)).toEqual(['Ann Able', 'Zebedee Quillfeather']);
  const hours = view.toPassOn.map(({ passOnBy }) => passOnBy);
  expect(hours).toEqual(hours.toSorted());
  expect(view.hidden).toBe(0);
});

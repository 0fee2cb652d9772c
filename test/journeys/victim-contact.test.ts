import { afterEach, describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { discloseReferral } from '../../application/commands/disclose-referral.ts';
import { getVictimContact } from '../../application/queries/get-victim-contact.ts';
import { listVictimContact } from '../../application/queries/list-victim-contact.ts';
import { EASTMOOR } from '../support/agencies.ts';
import { agencyUser, closeWorlds, ok, type JourneyWorld } from '../support/journey-world.ts';
import { councilsAsked } from '../support/stages.ts';
import { LIAISON } from '../support/people.ts';
import { openVictimCase, passOn } from '../support/victim-contact.ts';

afterEach(closeWorlds);

const AT = (time: string) => Temporal.Instant.from(`2027-01-12T${time}Z`);
const MOVED = '2027-03-16';

const datesSent = (world: JourneyWorld) =>
  world.sender.sent.filter(({ body }) => body.includes('releaseDate'));

const toPassOn = async (world: JourneyWorld) =>
  ok(await listVictimContact(world.services, LIAISON)).toPassOn.map(({ says, passOnBy, overdue }) => ({
    says,
    passOnBy,
    overdue,
  }));

async function dateShown(world: JourneyWorld): Promise<string | undefined> {
  const { id } = await world.referral('DTR-1');
  return ok(await discloseReferral(world.services, agencyUser(EASTMOOR.id), id)).releaseDate;
}

async function moveClockTo(world: JourneyWorld, time: string): Promise<void> {
  await world.runtime.advanceTo(AT(time));
  await world.runtime.sweep();
  await world.settle();
}

/** Eight weeks before release with a live referral, and a case whose date has been passed on. */
async function withCase(): Promise<{ readonly world: JourneyWorld; readonly id: string }> {
  const world = await councilsAsked();
  const id = await openVictimCase(world);
  await passOn(world, id, 'RELEASE 2027-03-09');
  return { world, id };
}

describe('a changed release date', () => {
  it('is on the list of the unit at once, and reaches no agency for a working hour', async () => {
    const { world } = await withCase();
    await world.moveReleaseDate(MOVED);
    expect(await toPassOn(world)).toEqual([
      { says: 'Release on Tuesday 16 March 2027', passOnBy: '2027-01-12T10:00:00.000Z', overdue: false },
    ]);
    expect(datesSent(world)).toEqual([]);
    expect(await dateShown(world)).toBe('2027-03-09');
    await moveClockTo(world, '09:59');
    expect(datesSent(world)).toEqual([]);
    expect(await dateShown(world)).toBe('2027-03-09');
    await moveClockTo(world, '10:01');
    expect(datesSent(world)).toHaveLength(2);
    expect(await dateShown(world)).toBe(MOVED);
    expect(await toPassOn(world)).toMatchObject([{ overdue: true }]);
    expect(world.problems).toEqual([]);
  });

  it('reaches agencies at once where there is no case', async () => {
    const world = await councilsAsked();
    await world.moveReleaseDate(MOVED);
    expect(datesSent(world)).toHaveLength(2);
    expect(await dateShown(world)).toBe(MOVED);
  });

  it('reaches agencies within a minute of being passed on', async () => {
    const { world, id } = await withCase();
    await world.moveReleaseDate(MOVED);
    await moveClockTo(world, '09:20');
    await passOn(world, id, `RELEASE ${MOVED}`);
    await moveClockTo(world, '09:21');
    expect(datesSent(world)).toHaveLength(2);
    expect(await dateShown(world)).toBe(MOVED);
    expect(await toPassOn(world)).toEqual([]);
    const [sent] = datesSent(world);
    expect(JSON.parse(sent?.body ?? '{}')).toMatchObject({ time: '2027-01-12T09:20:00.000Z' });
  });

  it('does not tell an agency by its own time that it waited', async () => {
    const { world } = await withCase();
    await world.moveReleaseDate(MOVED);
    await moveClockTo(world, '10:01');
    const [sent] = datesSent(world);
    expect(JSON.parse(sent?.body ?? '{}')).toMatchObject({ time: '2027-01-12T10:00:00.000Z' });
    expect(sent?.timestampSeconds).toBe(AT('10:00').epochMilliseconds / 1000);
  });
});

describe('the history of victim contact', () => {
  it('is chained, and a change of it is noticed when it is read', async () => {
    const { world } = await withCase();
    const view = ok(await getVictimContact(world.services, LIAISON, world.id));
    expect(view.history.map(({ type }) => type)).toEqual(['case-opened', 'to-pass-on', 'passed-on']);
    expect(view.historyChanged).toBe(false);
  });
});

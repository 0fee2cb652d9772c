import { afterEach, describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { tableStaffRegister } from '../../adapters/table/table-staff-register.ts';
import { discloseReferral } from '../../application/commands/disclose-referral.ts';
import { mergeRecords } from '../../application/commands/merge-records.ts';
import { recordVictimContact } from '../../application/commands/record-victim-contact.ts';
import { removeSentenceDate } from '../../application/commands/remove-sentence-date.ts';
import { transferPerson } from '../../application/commands/transfer-person.ts';
import { keys } from '../../application/keys.ts';
import { contactItem } from '../../application/mailbox-items.ts';
import { getVictimContact } from '../../application/queries/get-victim-contact.ts';
import { listUnattended } from '../../application/queries/list-unattended.ts';
import { listVictimContact } from '../../application/queries/list-victim-contact.ts';
import { EASTMOOR } from '../support/agencies.ts';
import {
  ADMIN,
  agencyUser,
  closeWorlds,
  OFFICER,
  ok,
  PERSON,
  refused,
  type JourneyWorld,
} from '../support/journey-world.ts';
import { LIAISON } from '../support/people.ts';
import { councilsAsked, daysBeforeRelease, PLAIN_RELEASE, released } from '../support/stages.ts';
import { LIAISON_ELSEWHERE, openVictimCase, passOn, tryRecord } from '../support/victim-contact.ts';

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

const standingNow = async (world: JourneyWorld) =>
  ok(await getVictimContact(world.services, LIAISON, world.id)).standing.says;

describe('what becomes of a case', () => {
  it('has a recall to pass on, and then the new release date', async () => {
    const world = await daysBeforeRelease(3);
    const id = await openVictimCase(world);
    await passOn(world, id, `RELEASE ${PLAIN_RELEASE}`);
    await released(world);
    expect(await toPassOn(world)).toEqual([]);
    await world.recall();
    expect(await toPassOn(world)).toMatchObject([{ says: 'Recalled to prison' }]);
    await passOn(world, id, 'RECALLED', { outcome: 'NOT_WANTED' });
    expect(await toPassOn(world)).toEqual([]);
    await world.returnToPrison();
    await world.moveReleaseDate('2027-06-01', 'PRRD');
    expect(await toPassOn(world)).toMatchObject([
      { says: 'Recalled to prison, and release on Tuesday 1 June 2027' },
    ]);
    await passOn(world, id, 'RECALLED 2027-06-01');
    await world.advanceTo('2027-03-20');
    expect((await world.journey()).phase).toBe('pre-release');
    expect(await standingNow(world)).toBe('Release on Tuesday 1 June 2027');
    expect(await toPassOn(world)).toEqual([]);
    expect(world.problems).toEqual([]);
  });

  it('has a release on another day to pass on, and a date that is no longer known', async () => {
    const world = await daysBeforeRelease(60);
    const id = await openVictimCase(world);
    await passOn(world, id, `RELEASE ${PLAIN_RELEASE}`);
    await world.moveReleaseDate(MOVED);
    await world.moveReleaseDate(PLAIN_RELEASE);
    expect(await toPassOn(world)).toEqual([]);
    ok(await removeSentenceDate(world.services, OFFICER, world.id, { dateType: 'CRD', reason: 'Wrong' }));
    expect(await toPassOn(world)).toMatchObject([{ says: 'There is no release date now' }]);
  });

  it('has the death to pass on, and can still be closed', async () => {
    const world = await daysBeforeRelease(60);
    const id = await openVictimCase(world);
    ok(await world.tryDeath());
    await world.settle();
    expect(await toPassOn(world)).toMatchObject([{ says: 'The person has died' }]);
    await passOn(world, id, 'DIED');
    ok(await tryRecord(world, { do: 'close-case', case: id, reason: 'CONTACT_ENDED' }));
    expect(refused(await tryRecord(world, OPENING))).toMatchObject({ code: 'CONFLICT' });
  });

  it('goes to the unit of another region with the person', async () => {
    const world = await daysBeforeRelease(60);
    const id = await openVictimCase(world);
    await tableStaffRegister(world.table).record({ ...LIAISON_ELSEWHERE });
    ok(await transferPerson(world.services, OFFICER, world.id, { prison: 'SWI', region: 'N03' }));
    expect(await toPassOn(world)).toEqual([]);
    expect(refused(await getVictimContact(world.services, LIAISON, world.id)).code).toBe('NOT_PERMITTED');
    const there = ok(await listVictimContact(world.services, LIAISON_ELSEWHERE));
    expect(there.toPassOn.map(({ journeyId }) => journeyId)).toEqual([world.id]);
    const close = { do: 'close-case', case: id, reason: 'OPTED_OUT' } as const;
    expect(refused(await tryRecord(world, close)).code).toBe('NOT_PERMITTED');
    ok(await tryRecord(world, close, LIAISON_ELSEWHERE));
  });

  it('belongs to the surviving record of two that are merged, beside its own', async () => {
    const world = await daysBeforeRelease(60);
    const removed = world.id;
    const id = await openVictimCase(world, { reference: 'VC/1' });
    await world.startJourney({ prisonNumber: 'B2345CD', releaseDate: MOVED });
    const own = await openVictimCase(world, { reference: 'VC/2' });
    ok(await mergeRecords(world.services, ADMIN, world.id, { otherNumber: PERSON, survives: 'THIS' }));
    await world.settle();
    const { cases, historyChanged } = ok(await getVictimContact(world.services, LIAISON, world.id));
    expect(cases.map((each) => each.id)).toEqual([own, id]);
    expect(cases.map((each) => each.toPassOn)).toEqual([true, true]);
    expect(historyChanged).toBe(false);
    const before = ok(await getVictimContact(world.services, LIAISON, removed));
    expect(before.cases).toEqual([]);
    expect(before.history.at(-1)).toMatchObject({ type: 'cases-moved', data: { to: world.id } });
    expect(await toPassOn(world)).toHaveLength(1);
    expect(JSON.stringify(await world.facts())).not.toMatch(/victim/i);
  });

  it('lets agencies know at once when the last case that waits is closed', async () => {
    const { world, id } = await withCase();
    await world.moveReleaseDate(MOVED);
    expect(datesSent(world)).toEqual([]);
    ok(await tryRecord(world, { do: 'close-case', case: id, reason: 'OPTED_OUT' }));
    await moveClockTo(world, '09:01');
    expect(datesSent(world)).toHaveLength(2);
  });

  it('makes agencies wait for every case', async () => {
    const { world, id } = await withCase();
    const other = await openVictimCase(world);
    await passOn(world, other, 'RELEASE 2027-03-09');
    await world.moveReleaseDate(MOVED);
    await passOn(world, id, `RELEASE ${MOVED}`);
    await moveClockTo(world, '09:30');
    expect(datesSent(world)).toEqual([]);
    await passOn(world, other, `RELEASE ${MOVED}`);
    await moveClockTo(world, '09:31');
    expect(datesSent(world)).toHaveLength(2);
  });

  it('begins the hour again when the date moves again, and agencies get the latest date only', async () => {
    const { world } = await withCase();
    await world.moveReleaseDate(MOVED);
    await moveClockTo(world, '09:40');
    await world.moveReleaseDate('2027-03-23');
    await moveClockTo(world, '10:05');
    expect(datesSent(world)).toEqual([]);
    expect(await dateShown(world)).toBe('2027-03-09');
    await moveClockTo(world, '10:41');
    expect(await dateShown(world)).toBe('2027-03-23');
  });

  it('survives a process that ends between the change and the hour', async () => {
    const { world } = await withCase();
    await world.moveReleaseDate(MOVED);
    await world.comesBack();
    expect(datesSent(world)).toEqual([]);
    expect(await standingNow(world)).toBe('Release on Tuesday 16 March 2027');
    await moveClockTo(world, '10:01');
    expect(datesSent(world)).toHaveLength(2);
    expect(new Set(datesSent(world).map(({ id }) => id)).size).toBe(2);
  });
});

const OPENING = {
  do: 'open-case',
  basis: 'DISCRETIONARY',
  entitlements: [],
  officer: 'v.liaison',
} as const;

describe('what the unit records', () => {
  it.each([
    ['an officer of another unit', { ...OPENING, officer: 'c.ahmed' }, 'VALIDATION_FAILED'],
    ['somebody unknown', { ...OPENING, officer: 'nobody.known' }, 'VALIDATION_FAILED'],
    ['hidden characters in the number', { ...OPENING, reference: 'VC\u202E1' }, 'VALIDATION_FAILED'],
    ['hidden characters in the note', { ...OPENING, note: 'a\u202Eb' }, 'VALIDATION_FAILED'],
    ['a case that is not there', { do: 'close-case', case: 'none', reason: 'OPTED_OUT' }, 'NOT_FOUND'],
  ] as const)('is refused with %s', async (_what, change, code) => {
    const world = await daysBeforeRelease(60);
    expect(refused(await tryRecord(world, change)).code).toBe(code);
    expect(ok(await getVictimContact(world.services, LIAISON, world.id)).history).toEqual([]);
  });

  it('is refused about a licence condition that is not there, not put yet, or put already', async () => {
    const world = await daysBeforeRelease(60);
    const id = await openVictimCase(world);
    const put = { do: 'put-condition', case: id } as const;
    const answer = { do: 'answer-condition', case: id, answer: 'INCLUDED' } as const;
    expect(refused(await tryRecord(world, { ...put, condition: 'none' })).code).toBe('NOT_FOUND');
    ok(await tryRecord(world, { do: 'ask-condition', case: id, kind: 'NO_CONTACT', text: 'None at all' }));
    const [asked] = ok(await getVictimContact(world.services, LIAISON, world.id)).cases[0]?.conditions ?? [];
    const condition = asked?.id ?? '';
    expect(refused(await tryRecord(world, { ...answer, condition })).code).toBe('CONFLICT');
    ok(await tryRecord(world, { ...put, condition }));
    expect(refused(await tryRecord(world, { ...put, condition })).code).toBe('CONFLICT');
    ok(await tryRecord(world, { ...answer, condition }));
  });

  it('is refused for a date that is no longer in force, and for one that was dealt with', async () => {
    const { world, id } = await withCase();
    const given = { do: 'pass-on', case: id, outcome: 'NOT_WANTED', on: world.today() } as const;
    expect(refused(await tryRecord(world, { ...given, standing: 'RELEASE 2027-03-09' }))).toMatchObject({
      code: 'CONFLICT',
      detail: 'This has been dealt with already.',
    });
    expect(refused(await tryRecord(world, { ...given, standing: 'RELEASE 2026-01-01' })).code).toBe(
      'CONFLICT',
    );
  });

  it('stops at twenty cases, and at twenty conditions of one', async () => {
    const world = await daysBeforeRelease(60);
    const id = await openVictimCase(world);
    for (let count = 1; count < 20; count += 1) await openVictimCase(world);
    expect(refused(await tryRecord(world, OPENING)).code).toBe('RULE_REFUSED');
    const ask = { do: 'ask-condition', case: id, kind: 'NO_CONTACT', text: 'x' } as const;
    for (let count = 0; count < 20; count += 1) ok(await tryRecord(world, ask));
    expect(refused(await tryRecord(world, ask)).code).toBe('RULE_REFUSED');
  });

  it('is once, however often the same request is sent', async () => {
    const world = await daysBeforeRelease(60);
    const idempotency = { caller: 'v', key: 'k', request: 'open' };
    const send = () => recordVictimContact(world.services, LIAISON, world.id, OPENING, idempotency);
    expect(ok(await send())).toEqual(ok(await send()));
    expect(ok(await getVictimContact(world.services, LIAISON, world.id)).cases).toHaveLength(1);
  });

  it('is decided again when the date moves at that very moment', async () => {
    const { world, id } = await withCase();
    await world.moveReleaseDate(MOVED);
    let raced = false;
    world.beforeTable = async (call, about) => {
      if (raced || call !== 'transact' || !JSON.stringify(about).includes('VICTIM-CONTACT')) return;
      if (JSON.stringify(about).includes('READ#')) return;
      raced = true;
      await world.moveReleaseDate('2027-03-23');
    };
    const given = { do: 'pass-on', case: id, outcome: 'NOT_WANTED', on: world.today() } as const;
    const passed = await tryRecord(world, { ...given, standing: `RELEASE ${MOVED}` });
    expect(raced).toBe(true);
    expect(refused(passed).code).toBe('CONFLICT');
  });
});

describe('reminders of the unit', () => {
  it('come at once, when the hour is over, and each working morning after that', async () => {
    const { world, id } = await withCase();
    const address = { email: 'v@justice.example', by: 'EMAIL', when: 'DAILY' } as const;
    await world.table.transact([{ kind: 'put', item: contactItem(LIAISON.id, address) }]);
    await world.moveReleaseDate(MOVED);
    await world.advanceTo('2027-01-18');
    const sent = world.inbox.arrived.filter(({ to }) => to === address.email);
    // Tuesday at nine and at ten, Wednesday to Friday, and Monday; nobody is reminded at the weekend.
    expect(sent).toHaveLength(6);
    await passOn(world, id, `RELEASE ${MOVED}`);
    await world.advanceTo('2027-01-25');
    expect(world.inbox.arrived.filter(({ to }) => to === address.email)).toHaveLength(6);
    expect(world.problems).toEqual([]);
  });

  it('are nothing that anybody else is sent, also where nobody works in the unit', async () => {
    const { world } = await withCase();
    await tableStaffRegister(world.table).record({ ...LIAISON, left: '2027-01-01' });
    await world.moveReleaseDate(MOVED);
    await world.advanceTo('2027-01-14');
    expect(world.inbox.tried).toEqual([]);
    expect(world.problems).toEqual([]);
    const { items } = ok(await listUnattended(world.services, ADMIN));
    expect(items).toEqual([]);
  });
});

it('notices a line of the history that was changed', async () => {
  const { world } = await withCase();
  const key = keys.victimContactEntry(world.id, 2);
  const item = await world.table.get(key);
  const entry = { ...(item?.['entry'] as object), at: '2027-01-01T00:00:00.000Z' };
  await world.table.transact([{ kind: 'put', item: { ...key, entry } }]);
  expect(ok(await getVictimContact(world.services, LIAISON, world.id)).historyChanged).toBe(true);
});

it('shows the unit who has seen it', async () => {
  const { world } = await withCase();
  const { consulted } = ok(await getVictimContact(world.services, LIAISON, world.id));
  expect(consulted.map(({ user, action }) => `${user} ${action}`).sort()).toEqual([
    'v.liaison read-victim-contact',
    'v.liaison record-victim-contact',
  ]);
});

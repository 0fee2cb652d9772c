import { afterEach, describe, expect, it } from '@jest/globals';
import { changeOfficers } from '../../application/commands/change-officers.ts';
import { changeAbsence, recordAbsence } from '../../application/commands/record-absence.ts';
import { contactItem, readMailbox } from '../../application/mailbox-items.ts';
import { listJourneys } from '../../application/queries/list-journeys.ts';
import { listSteps } from '../../application/queries/list-steps.ts';
import { addDays, type IsoDate } from '../../domain/law/time.ts';
import type { GivenAbsence } from '../../domain/record/absence.ts';
import { verifyChain } from '../../domain/record/facts.ts';
import {
  closeWorlds,
  journeyWorld,
  newJourney,
  OFFICER,
  ok,
  refused,
  type JourneyWorld,
} from '../support/journey-world.ts';
import { startJourney } from '../../application/commands/start-journey.ts';
import { ADMIN_USER, COM, ELSEWHERE, GOVERNOR, HEAD_OF_PDU, POM, user } from '../support/people.ts';
import { daysBeforeRelease, OFFICERS, released, releasedAfter } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const DEPUTY = user('d.evans', { name: 'Dai Evans', duties: ['COM'] });
const OMU = user('o.omu', { duties: ['OMU'], prisons: ['MDI'] });
const DEPUTY_ADDRESS = 'd.evans@justice.example';

/** Away from today for ten days, unless a test says otherwise. */
async function away(
  world: JourneyWorld,
  officer: string,
  given: Partial<GivenAbsence> = {},
  by = user(officer),
): Promise<string> {
  const from = world.today();
  const absence = { from, until: addDays(from, 9), reason: 'LEAVE', ...given } as const;
  const { id } = ok(await recordAbsence(world.services, by, officer, absence));
  await world.runtime.sweep();
  return id;
}

async function ownersOf(world: JourneyWorld): Promise<readonly string[]> {
  const open = await world.openSteps();
  return [...new Set(open.map(({ waitsFor }) => waitsFor))];
}

/** What the deputy is sent by the next morning. */
async function toDeputy(world: JourneyWorld) {
  const contact = { email: DEPUTY_ADDRESS, by: 'EMAIL', when: 'DAILY' } as const;
  await world.table.transact([{ kind: 'put', item: contactItem('d.evans', contact) }]);
  await world.advanceTo(addDays(world.today(), 1));
  return world.inbox.arrived.filter(({ to }) => to === DEPUTY_ADDRESS);
}

async function inCommunity(): Promise<JourneyWorld> {
  const world = await releasedAfter(3);
  await world.runtime.sweep();
  return world;
}

describe('a supervising officer who is away', () => {
  it('hands what waits for them to the deputy, and has it back the day after the last day', async () => {
    const world = await inCommunity();
    const until = addDays(world.today(), 9);
    const before = (await world.openSteps()).filter(({ waitsFor }) => waitsFor === 'officer:c.ahmed').length;
    expect(before).toBeGreaterThan(0);

    await away(world, 'c.ahmed');
    expect(await ownersOf(world)).toContain('officer:d.evans');
    expect(await ownersOf(world)).not.toContain('officer:c.ahmed');
    await expect(world).toHaveFact('officer-away', {
      officer: 'c.ahmed',
      until,
      asked: 'officer:d.evans',
      handedOver: before,
    });

    await world.advanceTo(until);
    expect(await ownersOf(world)).not.toContain('officer:c.ahmed');
    await world.advanceTo(addDays(until, 1));
    expect(await ownersOf(world)).not.toContain('officer:d.evans');
    expect(await ownersOf(world)).toContain('officer:c.ahmed');
    await expect(world).toHaveFact('officer-back', { officer: 'c.ahmed', asked: 'officer:d.evans' });
    expect((await world.journey()).away).toEqual([]);
    expect(verifyChain(await world.facts())).toEqual({ ok: true });
    expect(world.problems).toEqual([]);
  });

  it('goes on the first day, and not before', async () => {
    const world = await inCommunity();
    const from = addDays(world.today(), 3);
    await away(world, 'c.ahmed', { from, until: from });
    expect(await ownersOf(world)).toContain('officer:c.ahmed');
    await world.advanceTo(from);
    expect(await ownersOf(world)).not.toContain('officer:c.ahmed');
    await world.advanceTo(addDays(from, 1));
    expect(await ownersOf(world)).toContain('officer:c.ahmed');
    expect(world.problems).toEqual([]);
  });

  it('is recorded once, whatever is swept again', async () => {
    const world = await inCommunity();
    await away(world, 'c.ahmed');
    await world.runtime.sweep();
    await world.advanceTo(addDays(world.today(), 1));
    const facts = (await world.facts()).filter(({ type }) => type === 'officer-away');
    expect(facts).toHaveLength(1);
  });

  it('is followed after a sweep that ended halfway', async () => {
    const world = await inCommunity();
    const absence = { from: world.today(), until: addDays(world.today(), 3), reason: 'SICKNESS' } as const;
    ok(await recordAbsence(world.services, user('c.ahmed'), 'c.ahmed', absence));
    world.beforeTable = (call) =>
      call === 'transact' ? Promise.reject(new Error('The table is not there')) : Promise.resolve();
    await world.runtime.sweep();
    world.beforeTable = undefined;
    expect(await ownersOf(world)).toContain('officer:c.ahmed');
    await world.runtime.sweep();
    expect(await ownersOf(world)).not.toContain('officer:c.ahmed');
    expect(world.problems).toContain('firing what is due: Error: The table is not there');
  });

  it('has the deputy asked for steps that open meanwhile, and their escalation goes to the same desk', async () => {
    const world = await daysBeforeRelease(3);
    await away(world, 'c.ahmed', { until: addDays(world.today(), 40) });
    await released(world);
    const owners = await ownersOf(world);
    expect(owners).toContain('officer:d.evans');
    expect(owners).not.toContain('officer:c.ahmed');
    await world.advanceTo(addDays(world.today(), 12));
    const late = (await world.openSteps()).filter(({ escalatedTo }) => escalatedTo !== undefined);
    expect(late.map(({ escalatedTo }) => escalatedTo)).toContain('role:PDU@N54');
    expect(world.problems).toEqual([]);
  });

  it('has the deputy sent one message, that they stand in', async () => {
    const world = await inCommunity();
    await away(world, 'c.ahmed');
    const [message] = await toDeputy(world);
    expect(message?.subject).toMatch(/^Zebedee: \d+ new steps, standing in for an officer who is away$/);
    expect(message?.body).not.toMatch(/Quillfeather|leave|LEAVE/);
    await expect(world).toHaveFact('message-handed-over', { standingIn: true });
  });

  it('is back before the morning’s message: the deputy is sent none', async () => {
    const world = await daysBeforeRelease(60);
    const id = await away(world, 'c.ahmed');
    ok(await changeAbsence(world.services, COM, 'c.ahmed', id, { over: true }));
    await world.runtime.sweep();
    expect(await toDeputy(world)).toEqual([]);
    await away(world, 'c.ahmed');
    expect((await toDeputy(world)).map(({ subject }) => subject)).toEqual([
      expect.stringContaining('standing in for an officer who is away'),
    ]);
  });

  it('has the journey and its steps on the deputy’s lists, as long as they are away', async () => {
    const world = await inCommunity();
    const listed = async () => ok(await listJourneys(world.services, DEPUTY, {})).items.map(({ id }) => id);
    const steps = async () => ok(await listSteps(world.services, DEPUTY, {})).items.length;
    expect(await listed()).toEqual([]);
    expect(await steps()).toBe(0);
    await away(world, 'c.ahmed');
    expect(await listed()).toEqual([world.id]);
    const { items } = ok(await listJourneys(world.services, DEPUTY, {}));
    const until = addDays(world.today(), 9);
    expect(items[0]?.away).toEqual([{ officer: 'c.ahmed', until, asked: 'officer:d.evans' }]);
    expect(await steps()).toBeGreaterThan(0);
    await world.advanceTo(addDays(world.today(), 10));
    expect(await listed()).toEqual([]);
    expect(await steps()).toBe(0);
  });

  it('has what needs attention on the deputy’s list', async () => {
    const world = await inCommunity();
    await away(world, 'c.ahmed', { until: addDays(world.today(), 40) });
    await world.advanceTo(addDays(world.today(), 12));
    const { items } = ok(await listJourneys(world.services, DEPUTY, { attention: true }));
    expect(items.map(({ id }) => id)).toEqual([world.id]);
  });
});

describe('an absence that changes', () => {
  it('is extended: the hand-back moves with it', async () => {
    const world = await inCommunity();
    const id = await away(world, 'c.ahmed');
    const until = addDays(world.today(), 19);
    ok(await changeAbsence(world.services, HEAD_OF_PDU, 'c.ahmed', id, { until }));
    await world.advanceTo(addDays(world.today(), 11));
    expect(await ownersOf(world)).not.toContain('officer:c.ahmed');
    await expect(world).toHaveFact('officer-absence-changed', { officer: 'c.ahmed', until });
    await world.advanceTo(addDays(until, 1));
    expect(await ownersOf(world)).toContain('officer:c.ahmed');
    const back = (await world.facts()).filter(({ type }) => type === 'officer-back');
    expect(back).toHaveLength(1);
  });

  it('is ended early, by whoever is recorded', async () => {
    const world = await inCommunity();
    const id = await away(world, 'c.ahmed');
    ok(await changeAbsence(world.services, COM, 'c.ahmed', id, { over: true }));
    await world.runtime.sweep();
    expect(await ownersOf(world)).toContain('officer:c.ahmed');
    const back = (await world.facts()).findLast(({ type }) => type === 'officer-back');
    expect(back?.by).toEqual({ kind: 'officer', id: 'c.ahmed' });
  });

  it('does not begin when it is ended before its first day', async () => {
    const world = await inCommunity();
    const from = addDays(world.today(), 2);
    const id = await away(world, 'c.ahmed', { from });
    ok(await changeAbsence(world.services, COM, 'c.ahmed', id, { over: true }));
    await world.advanceTo(addDays(from, 1));
    await expect(world).not.toHaveFact('officer-away');
    const again = { from, until: world.today(), reason: 'LEAVE' } as const;
    expect((await recordAbsence(world.services, COM, 'c.ahmed', again)).ok).toBe(true);
  });

  it.each<[string, (today: IsoDate) => IsoDate, string]>([
    ['a last day that has passed', (today) => addDays(today, -1), 'VALIDATION_FAILED'],
    ['a last day into the next absence', (today) => addDays(today, 31), 'CONFLICT'],
  ])('is refused %s', async (_what, untilOf, code) => {
    const world = await inCommunity();
    const id = await away(world, 'c.ahmed');
    const from = addDays(world.today(), 30);
    await away(world, 'c.ahmed', { from, until: from });
    const given = { until: untilOf(world.today()) };
    expect(refused(await changeAbsence(world.services, COM, 'c.ahmed', id, given)).code).toBe(code);
  });

  it('is refused once it has ended', async () => {
    const world = await inCommunity();
    const id = await away(world, 'c.ahmed');
    await world.advanceTo(addDays(world.today(), 10));
    const changed = await changeAbsence(world.services, COM, 'c.ahmed', id, { over: true });
    expect(refused(changed).detail).toBe('This absence has ended already.');
  });
});

describe('a prison offender manager who is away', () => {
  it('has the offender management unit asked, and steps come back', async () => {
    const world = await daysBeforeRelease(60);
    expect(await ownersOf(world)).toContain('officer:p.taylor');
    await away(world, 'p.taylor');
    expect(await ownersOf(world)).not.toContain('officer:p.taylor');
    await expect(world).toHaveFact('officer-away', { officer: 'p.taylor', asked: 'role:OMU@MDI' });
    await world.advanceTo(addDays(world.today(), 10));
    expect(await ownersOf(world)).toContain('officer:p.taylor');
    expect(world.problems).toEqual([]);
  });
});

describe('a deputy who is away too', () => {
  it.each([
    ['first', ['d.evans', 'c.ahmed']],
    ['second', ['c.ahmed', 'd.evans']],
  ])('and went %s leaves the duty desk to be asked, until they are back', async (_when, order) => {
    const world = await inCommunity();
    const until = addDays(world.today(), 19);
    for (const officer of order)
      await away(world, officer, officer === 'd.evans' ? { until: addDays(world.today(), 4) } : { until });
    expect(await ownersOf(world)).toContain('role:PDU@N54');
    expect(await ownersOf(world)).not.toContain('officer:d.evans');
    await expect(world).toHaveFact('officer-away', { officer: 'd.evans', asked: 'role:PDU@N54' });
    await world.advanceTo(addDays(world.today(), 5));
    expect(await ownersOf(world)).toContain('officer:d.evans');
    await world.advanceTo(addDays(until, 1));
    expect(await ownersOf(world)).not.toContain('officer:d.evans');
    expect(await ownersOf(world)).toContain('officer:c.ahmed');
    expect(world.problems).toEqual([]);
  });

  it('is sent nothing for the desk, where somebody else is there', async () => {
    const world = await inCommunity();
    await world.services.staff.record({ ...DEPUTY, id: 'p.pdu', duties: ['PDU'], regions: ['N54'] });
    await away(world, 'd.evans');
    await away(world, 'c.ahmed');
    const waiting = async (officer: string) =>
      (await readMailbox(world.table, `officer:${officer}`)).waiting.map(({ kind }) => kind);
    expect(await waiting('p.pdu')).toContain('standing-in');
    expect(await waiting('c.ahmed')).not.toContain('standing-in');
  });

  it('and comes back last is not said to be back on journeys where nobody asks them', async () => {
    const world = await inCommunity();
    await away(world, 'c.ahmed', { until: addDays(world.today(), 4) });
    await away(world, 'd.evans', { until: addDays(world.today(), 19) });
    await world.advanceTo(addDays(world.today(), 25));
    const back = (await world.facts()).filter(({ type }) => type === 'officer-back');
    expect(back.map(({ data }) => data['officer'])).toEqual(['c.ahmed']);
    expect((await world.journey()).away).toEqual([]);
  });
});

describe('journeys that name somebody who is away', () => {
  it('ask the deputy from the beginning', async () => {
    const world = await journeyWorld({ today: '2026-11-02' });
    await away(world, 'c.ahmed', { until: '2027-04-01' });
    await away(world, 'p.taylor', { until: '2027-04-01' });
    const given = newJourney({ officers: OFFICERS, releaseDate: '2026-11-20' }, world.today());
    world.id = ok(await startJourney(world.services, OFFICER, given)).id;
    await world.settle();
    await expect(world).toHaveFact('officer-away', { officer: 'c.ahmed', asked: 'officer:d.evans' });
    const owners = await ownersOf(world);
    expect(owners).not.toContain('officer:p.taylor');
    expect(owners).toContain('role:OMU@MDI');
    expect(world.problems).toEqual([]);
  });

  it('ask the deputy once the officer is named', async () => {
    const world = await inCommunity();
    await away(world, 'c.new', { until: addDays(world.today(), 9) }, user('c.new'));
    ok(await changeOfficers(world.services, COM, world.id, { com: 'c.new' }));
    await expect(world).toHaveFact('officer-away', { officer: 'c.new', asked: 'officer:d.evans' });
    expect(await ownersOf(world)).not.toContain('officer:c.new');
    await world.advanceTo(addDays(world.today(), 10));
    expect(await ownersOf(world)).toContain('officer:c.new');
  });

  it('ask the new officer, where the one who is away is replaced', async () => {
    const world = await inCommunity();
    await away(world, 'c.ahmed');
    ok(await changeOfficers(world.services, POM, world.id, { com: 'c.new' }));
    expect((await world.journey()).away).toEqual([]);
    expect(await ownersOf(world)).toContain('officer:c.new');
    expect(await ownersOf(world)).not.toContain('officer:d.evans');
    await expect(world).not.toHaveFact('officer-back');
  });
});

describe('recording an absence', () => {
  const TODAY = '2027-01-08';
  const begin = () => journeyWorld({ today: TODAY });

  it.each([
    {
      given: { from: TODAY, until: '2027-01-07' },
      detail: 'The last day must be on or after the first day.',
    },
    {
      given: { from: '2026-12-24', until: '2027-01-20' },
      detail: 'The first day must be on or after Friday 25 December 2026.',
    },
    {
      given: { from: '2027-01-04', until: '2027-01-07' },
      detail: 'The last day has passed already: there is nothing to hand over.',
    },
  ])('is refused: $detail', async ({ given, detail }) => {
    const world = await begin();
    const absence = { ...given, reason: 'OTHER' } as const;
    expect(refused(await recordAbsence(world.services, COM, 'c.ahmed', absence))).toMatchObject({
      code: 'VALIDATION_FAILED',
      detail,
    });
  });

  it('is refused where it overlaps one recorded already, also at the same moment', async () => {
    const world = await begin();
    const absence = { from: TODAY, until: '2027-01-12', reason: 'LEAVE' } as const;
    const results = await Promise.all(
      [1, 2].map(() => recordAbsence(world.services, COM, 'c.ahmed', absence)),
    );
    expect(results.filter(({ ok: stored }) => stored)).toHaveLength(1);
    const next = { from: '2027-01-12', until: '2027-01-20', reason: 'LEAVE' } as const;
    expect(refused(await recordAbsence(world.services, COM, 'c.ahmed', next))).toMatchObject({
      code: 'CONFLICT',
      detail:
        'They are away already from Friday 8 January 2027 until Tuesday 12 January 2027. Change that absence instead.',
    });
  });

  it('is refused for somebody who is not in the staff register', async () => {
    const world = await begin();
    const absence = { from: TODAY, until: TODAY, reason: 'LEAVE' } as const;
    expect(refused(await recordAbsence(world.services, HEAD_OF_PDU, 'n.obody', absence))).toMatchObject({
      code: 'NOT_FOUND',
      detail: 'Nobody called n.obody is in the staff register.',
    });
  });

  it.each([
    { who: 'an officer of elsewhere', by: ELSEWHERE, officer: 'c.ahmed', allowed: false },
    { who: 'a governor', by: GOVERNOR, officer: 'p.taylor', allowed: false },
    { who: 'an administrator', by: ADMIN_USER, officer: 'c.ahmed', allowed: false },
    { who: 'the head of the community', by: HEAD_OF_PDU, officer: 'p.taylor', allowed: false },
    { who: 'the head of the community', by: HEAD_OF_PDU, officer: 'c.ahmed', allowed: true },
    { who: 'the unit of the prison', by: OMU, officer: 'p.taylor', allowed: true },
    { who: 'the officer', by: user('c.ahmed'), officer: 'c.ahmed', allowed: true },
  ])('by $who for $officer is allowed: $allowed', async ({ by, officer, allowed }) => {
    const world = await begin();
    const absence = { from: TODAY, until: TODAY, reason: 'LEAVE' } as const;
    expect((await recordAbsence(world.services, by, officer, absence)).ok).toBe(allowed);
  });
});

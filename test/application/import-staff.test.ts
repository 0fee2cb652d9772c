import { afterEach, describe, expect, it } from '@jest/globals';
import { changeOfficers } from '../../application/commands/change-officers.ts';
import { importStaff, MOST_LINES } from '../../application/commands/import-staff.ts';
import { recordAbsence } from '../../application/commands/record-absence.ts';
import { registerStaff } from '../../application/commands/register-staff.ts';
import { keys } from '../../application/keys.ts';
import { listUnattended } from '../../application/queries/list-unattended.ts';
import { addDays } from '../../domain/law/time.ts';
import { closeWorlds, journeyWorld, ok, refused, type JourneyWorld } from '../support/journey-world.ts';
import { ADMIN_USER, COM, HEAD_OF_PDU, POM, user } from '../support/people.ts';
import { daysBeforeRelease, released, releasedAfter } from '../support/stages.ts';

afterEach(closeWorlds);

const HEAD = 'id,name,duties,prisons,regions,left';
const csv = (...lines: readonly string[]) => ({ csv: [HEAD, ...lines].join('\n') });
const imported = async (world: JourneyWorld, ...lines: readonly string[]) =>
  ok(await importStaff(world.services, ADMIN_USER, csv(...lines)));
const unattended = async (world: JourneyWorld) => ok(await listUnattended(world.services, ADMIN_USER)).items;

describe('an import of the staff register', () => {
  const begin = () => journeyWorld({ today: '2027-01-08' });

  it('adds, changes and leaves alone, and the same again changes nothing', async () => {
    const world = await begin();
    const lines = [
      'n.new,Noor New,COM,,N54,',
      'c.new,Corin Newer,COM,,N54,',
      'd.evans,Dai Evans,COM,MDI,N54,',
    ] as const;
    expect(await imported(world, ...lines)).toEqual({
      added: 1,
      changed: 2,
      unchanged: 0,
      left: 0,
      refused: [],
    });
    expect(await world.services.staff.find('n.new')).toMatchObject({ name: 'Noor New', duties: ['COM'] });
    expect(await imported(world, ...lines)).toMatchObject({ added: 0, changed: 0, unchanged: 3 });
    expect(await world.table.get(keys.staffImport())).toMatchObject({ by: { id: 'a.admin' }, unchanged: 3 });
  });

  it('takes objects as well as lines', async () => {
    const world = await begin();
    const staff = [{ id: 'n.new', name: 'Noor New', duties: ['COM'], regions: ['N54'], units: ['N54A2'] }, 7];
    expect(ok(await importStaff(world.services, ADMIN_USER, { staff }))).toMatchObject({
      added: 1,
      refused: [{ line: 2 }],
    });
    expect(await world.services.staff.find('n.new')).toMatchObject({ units: ['N54A2'] });
  });

  it.each([
    ['n,Noor New,COM,,N54,', 'id: The id is like ann.ash.'],
    ['n.new,,COM,,N54,', 'name: The name is missing.'],
    ['n.new,Noor\u202eNew,COM,,N54,', 'name: The name has hidden characters.'],
    ['n.new,Noor New,CHEF,,N54,', 'duties: A duty is one of OMU, POM'],
    ['n.new,Noor New,POM,ZZZ,,', 'prisons: There is no such prison.'],
    ['n.new,Noor New,COM,,N99,', 'regions: There is no such probation region.'],
    ['n.new,Noor New,COM,LEI,,', 'duties: The duty COM needs a probation region.'],
    ['n.new,Noor New,POM,,N54,', 'duties: The duty POM needs a prison.'],
    ['n.new,Noor New,COM,,N54,perhaps', 'left: '],
    ['c.ahmed,Cass Ahmed,COM,,N54,', 'id: c.ahmed is in line 2 already.'],
    ['n.new,Noor "New",COM,,N54,', 'A quotation mark is missing or misplaced.'],
  ])('reports the line %j with what is wrong, and takes the lines around it', async (line, problem) => {
    const world = await begin();
    const result = await imported(
      world,
      'c.ahmed,Cass Ahmed,COM PDU,MDI,N54,',
      line,
      'l.last,Lou Last,COM,,N54,',
    );
    expect(result.refused).toEqual([{ line: 3, problems: [expect.stringContaining(problem)] }]);
    expect(await world.services.staff.find('l.last')).toMatchObject({ name: 'Lou Last' });
    expect(await world.services.staff.find('n.new')).toBeUndefined();
  });

  it('is refused for no lines, or for too many, and to anybody but an administrator', async () => {
    const world = await begin();
    const many = Array.from({ length: MOST_LINES + 1 }, () => ({}));
    for (const given of [{ csv: HEAD }, { staff: [] }, { staff: many }])
      expect(refused(await importStaff(world.services, ADMIN_USER, given)).code).toBe('VALIDATION_FAILED');
    expect(refused(await importStaff(world.services, POM, csv('n.new,Noor,COM,,N54,'))).code).toBe(
      'NOT_PERMITTED',
    );
  });

  it('takes somebody with every duty in many places, who then leaves', async () => {
    const world = await begin();
    const prisons = ['BWI', 'BXI', 'CFI', 'FMI', 'LEI', 'MDI', 'NHI', 'PRI', 'SWI', 'UKI', 'UPI'];
    const many = {
      id: 'm.many',
      name: 'Mo Many',
      duties: ['OMU', 'POM', 'GOVERNOR', 'HEAD_OF_OM', 'WORK_COACH', 'ID_ADMINISTRATOR', 'HEALTHCARE', 'PDU'],
      prisons,
      regions: ['N54', 'N03'],
    };
    expect(ok(await importStaff(world.services, ADMIN_USER, { staff: [many] }))).toMatchObject({ added: 1 });
    expect((await world.services.staff.atDesk('HEALTHCARE', 'UPI')).map(({ id }) => id)).toEqual(['m.many']);
    const left = { staff: [{ ...many, left: true }] };
    expect(ok(await importStaff(world.services, ADMIN_USER, left))).toMatchObject({ left: 1 });
    expect(await world.services.staff.atDesk('HEALTHCARE', 'UPI')).toEqual([]);
  });

  it('is completed by the same lines after the table failed halfway', async () => {
    const world = await begin();
    let writes = 0;
    world.beforeTable = (call) => {
      if (call !== 'transact') return Promise.resolve();
      writes += 1;
      return writes < 3 ? Promise.resolve() : Promise.reject(new Error('The table is not there'));
    };
    const lines = ['a.one,A One,COM,,N54,', 'b.two,B Two,COM,,N54,', 'c.three,C Three,COM,,N54,'] as const;
    await expect(imported(world, ...lines)).rejects.toThrow('The table is not there');
    world.beforeTable = undefined;
    const again = await imported(world, ...lines);
    expect(again.added + again.unchanged).toBe(3);
    expect((await world.services.staff.atDesk('COM', 'N54')).map(({ id }) => id)).toEqual(
      expect.arrayContaining(['a.one', 'b.two', 'c.three']),
    );
  });

  it('has desks found in a register from before desks had rows', async () => {
    const world = await begin();
    const old = { id: 'o.old', name: 'Ola Old', duties: ['HEAD_OF_PDU'], prisons: [], regions: ['N54'] };
    await world.table.transact([
      { kind: 'put', item: { ...keys.listedStaff('o.old'), staff: old } },
      { kind: 'delete', key: keys.desksComplete() },
    ]);
    const heads = async () => (await world.services.staff.atDesk('HEAD_OF_PDU', 'N54')).map(({ id }) => id);
    expect(await heads()).toEqual(['o.old']);
    await imported(world, 'n.new,Noor New,HEAD_OF_PDU,,N54,');
    expect(await heads()).toEqual(['n.new', 'o.old']);
  });
});

describe('somebody who has left', () => {
  const LEFT = 'c.ahmed,Cass Ahmed,COM PDU,MDI,N54,yes';

  it('is named on nothing new, and does not sign in', async () => {
    const world = await daysBeforeRelease(60);
    expect(await imported(world, 'c.new,Corin New,COM,,N54,yes')).toMatchObject({ changed: 1, left: 1 });
    const named = refused(await changeOfficers(world.services, POM, world.id, { com: 'c.new' }));
    expect(named).toMatchObject({ rule: 'officer-has-left', detail: 'Corin New no longer works here.' });
    const back = user('c.new', { duties: ['COM'], regions: ['N54'] });
    expect(refused(await registerStaff(world.services, back)).code).toBe('NOT_PERMITTED');
    await imported(world, 'c.new,Corin New,COM,,N54,');
    expect((await registerStaff(world.services, back)).ok).toBe(true);
  });

  it('leaves open steps that an administrator finds, with what to do', async () => {
    const world = await releasedAfter(3);
    expect(await unattended(world)).toEqual([]);
    await imported(world, LEFT);
    const rows = await unattended(world);
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map(({ reason }) => reason))).toEqual(new Set(['LEFT']));
    expect(rows[0]).toMatchObject({
      journeyId: world.id,
      owner: 'c.ahmed',
      whatToDo:
        'c.ahmed has left. Have the offender management unit or the community team name another officer.',
    });
    ok(await changeOfficers(world.services, POM, world.id, { com: 'c.new' }));
    expect(await unattended(world)).toEqual([]);
  });

  it('may have been the last at a desk: its steps are found', async () => {
    const world = await daysBeforeRelease(60);
    const leave = { from: world.today(), until: addDays(world.today(), 5), reason: 'LEAVE' } as const;
    ok(await recordAbsence(world.services, POM, 'p.taylor', leave));
    await world.runtime.sweep();
    expect(await unattended(world)).toEqual([]);
    await imported(world, 'p.taylor,Pat Taylor,OMU POM,MDI,,yes');
    expect((await unattended(world))[0]).toMatchObject({
      waitsFor: 'role:OMU@MDI',
      reason: 'NOBODY_AT_DESK',
      whatToDo: expect.stringContaining('with the duty OMU at MDI'),
    });
  });
});

describe('steps with nobody to act on them', () => {
  it('are found for an officer who is not in the staff register', async () => {
    const world = await daysBeforeRelease(3);
    await world.table.transact([{ kind: 'delete', key: keys.listedStaff('c.ahmed') }]);
    await released(world);
    const rows = await unattended(world);
    expect(rows[0]).toMatchObject({ reason: 'NOT_IN_REGISTER', waitsFor: 'officer:c.ahmed' });
    await imported(world, 'c.ahmed,Cass Ahmed,COM,,N54,');
    expect(await unattended(world)).toEqual([]);
  });

  it('are found for a desk where nobody works', async () => {
    const world = await daysBeforeRelease(60, { releaseDate: '2027-03-12', prison: 'SWI', region: 'N03' });
    const rows = await unattended(world);
    const desk = rows.find(({ waitsFor }) => waitsFor === 'role:GOVERNOR@SWI');
    expect(desk).toMatchObject({
      reason: 'NOBODY_AT_DESK',
      whatToDo:
        'Import somebody with the duty GOVERNOR at SWI into the staff register. It must be somebody who does that work.',
    });
    await imported(world, 'g.swi,Gil Swi,GOVERNOR,SWI,,');
    expect((await unattended(world)).map(({ waitsFor }) => waitsFor)).not.toContain('role:GOVERNOR@SWI');
  });

  it('are those escalated to a desk where nobody works, too, until somebody does', async () => {
    const world = await daysBeforeRelease(60);
    const { dueOn = '' } = await world.step('bank-account');
    await world.advanceTo(addDays(dueOn, 5));
    const desk = 'role:HEAD_OF_OM@MDI';
    const escalated = async () =>
      (await unattended(world)).filter(
        ({ stepKey, escalatedTo }) => stepKey === '1.bank-account' && escalatedTo === desk,
      );
    expect(await escalated()).toEqual([
      expect.objectContaining({
        waitsFor: 'role:ID_ADMINISTRATOR@MDI',
        owner: expect.stringContaining('head of offender management'),
        reason: 'NOBODY_AT_DESK',
        whatToDo: expect.stringContaining('HEAD_OF_OM at MDI'),
      }),
    ]);
    await imported(world, 'o.head,Olu Head,HEAD_OF_OM,MDI,,');
    expect(await escalated()).toEqual([]);
  });

  it.each([POM, COM, HEAD_OF_PDU])('are listed for administrators only, not for $id', async (reader) => {
    const world = await daysBeforeRelease(60);
    expect(refused(await listUnattended(world.services, reader)).code).toBe('NOT_PERMITTED');
  });
});

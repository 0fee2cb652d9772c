import { afterEach, describe, expect, it } from '@jest/globals';
import { listSteps, ownDesks } from '../../../application/queries/list-steps.ts';
import { addDays } from '../../../domain/law/time.ts';
import { closeWorlds, ok, refused } from '../../support/journey-world.ts';
import { ADMIN_USER, COM, COUNCIL, ELSEWHERE, GOVERNOR, POM } from '../../support/people.ts';
import { councilsAsked, daysBeforeRelease } from '../../support/stages.ts';

afterEach(closeWorlds);

const kinds = (result: Awaited<ReturnType<typeof listSteps>>) => ok(result).items.map(({ kind }) => kind);

describe('a work list', () => {
  it('lists my steps and those of my desks, soonest deadline first, with their owners', async () => {
    const world = await daysBeforeRelease(60);
    const { items } = ok(await listSteps(world.services, POM, {}));
    expect(items.map(({ kind }) => kind)).toContain('housing-need');
    expect(items.every(({ person }) => person.name === 'Zebedee Quillfeather')).toBe(true);
    const days = items.map(({ dueOn }) => dueOn ?? '9999');
    expect([...days].sort()).toEqual(days);
  });

  it('comes page by page, each step once', async () => {
    const world = await daysBeforeRelease(60);
    const whole = ok(await listSteps(world.services, POM, {})).items.map(({ key }) => key);
    expect(whole.length).toBeGreaterThan(3);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = ok(
        await listSteps(world.services, POM, { limit: 2, ...(cursor !== undefined && { cursor }) }),
      );
      seen.push(...page.items.map(({ key }) => key));
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(whole);
  });

  it('can be of what is overdue, or of what is not', async () => {
    const world = await daysBeforeRelease(60);
    const before = kinds(await listSteps(world.services, POM, {}));
    expect(kinds(await listSteps(world.services, POM, { overdue: true }))).toEqual([]);
    await world.advanceTo(addDays(world.today(), 7));
    const overdue = kinds(await listSteps(world.services, POM, { overdue: true }));
    expect(overdue).toContain('housing-need');
    const inTime = kinds(await listSteps(world.services, POM, { overdue: false }));
    expect(inTime).not.toContain('housing-need');
    expect(before).toEqual(expect.arrayContaining(overdue));
  });

  it('of an agency shows officers what it owes', async () => {
    const world = await councilsAsked();
    const owed = await listSteps(world.services, COM, { waitingFor: 'agency:eastmoor-council' });
    expect(ok(owed).items).toMatchObject([
      { kind: 'referral-answer', subject: 'DTR-1', owner: 'Eastmoor Council' },
    ]);
  });

  it('shows a colleague’s steps only for people one may see', async () => {
    const world = await daysBeforeRelease(60);
    const waitingFor = 'officer:p.taylor';
    expect(kinds(await listSteps(world.services, GOVERNOR, { waitingFor }))).toContain('housing-need');
    expect(kinds(await listSteps(world.services, ELSEWHERE, { waitingFor }))).toEqual([]);
  });

  it.each([
    ['an agency', COUNCIL, {}, 'NOT_PERMITTED'],
    ['another desk', POM, { waitingFor: 'role:GOVERNOR@MDI' }, 'NOT_PERMITTED'],
    [
      'a cursor of another list',
      POM,
      { cursor: Buffer.from('["stuck",0,""]').toString('base64url') },
      'VALIDATION_FAILED',
    ],
  ])('is refused: %s', async (_case, who, filter, code) => {
    const world = await daysBeforeRelease(60);
    expect(refused(await listSteps(world.services, who, filter)).code).toBe(code);
  });

  it.each([
    [POM, ['officer:p.taylor', 'role:OMU@MDI', 'role:POM@MDI']],
    [GOVERNOR, ['officer:g.governor', 'role:GOVERNOR@MDI']],
    [COM, ['officer:c.ahmed', 'role:COM@N54', 'role:PDU@N54']],
    [ADMIN_USER, ['officer:a.admin', 'role:ADMINISTRATOR@national']],
  ])('of $id is read at their own desks', (who, desks) => {
    expect(ownDesks(who)).toEqual(desks);
  });
});

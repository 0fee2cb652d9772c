import { afterEach, describe, expect, it } from '@jest/globals';
import { agencyRows, agencyWrites, AgencyRefusedError } from '../../application/agencies.ts';
import { isWelshCouncil } from '../../domain/pathways/accommodation/welsh-council.ts';
import { addDays } from '../../domain/law/time.ts';
import { EASTMOOR } from '../support/agencies.ts';
import { closeWorlds } from '../support/journey-world.ts';
import {
  CONTACT_AGREED,
  councilsAsked,
  daysBeforeRelease,
  PLAIN_RELEASE,
  released,
} from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const CARDIFF = { ...EASTMOOR, id: 'cardiff-council', name: 'Cardiff Council' };

describe('a council in Wales', () => {
  it.each([
    ['cardiff', 'x'],
    ['vale-of-glamorgan-council', 'x'],
    ['x', 'Newport City Council'],
    ['x', 'City and County of Swansea'],
    ['x', 'Rhondda Cynon Taf County Borough Council'],
    ['x', 'The Isle of Anglesey County Council'],
    ['x', 'Cyngor Caerdydd'],
    ['x', 'Cyngor Sir Ynys Môn'],
    ['cyngor-sir-ynys-mon', 'x'],
    ['x', 'Cyngor Bwrdeistref Sirol Pen-y-bont ar Ogwr'],
    ['x', 'Cyngor Sir Benfro'],
    ['W06000015', 'x'],
    ['w06000022', 'x'],
  ])('is known by its id or its name (%s, %s)', (id, name) => {
    expect(isWelshCouncil({ id, name })).toBe(true);
  });

  it.each([
    EASTMOOR,
    { id: 'conwyn', name: 'Conwyn Homes' },
    { id: 'E06000023', name: 'x' },
    { id: 'x', name: 'Shelter Cardiff Rooms' },
  ])('is not $name', (agency) => {
    expect(isWelshCouncil(agency)).toBe(false);
  });

  it('cannot be registered for the duty to refer, and can for another service', () => {
    expect(() => agencyWrites(CARDIFF, [])).toThrow(
      new AgencyRefusedError(
        'Cardiff Council is a council in Wales, where there is no duty to refer (Housing Act 1996, section 213B). Register it without DTR.',
      ),
    );
    expect(agencyWrites({ ...CARDIFF, services: ['CRS'] }, ['national'])).toHaveLength(3);
  });

  it('that was registered by mistake before is not asked, and the timeline says why', async () => {
    const world = await daysBeforeRelease(57);
    await world.table.transact(agencyRows(CARDIFF, []));
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.advanceTo(addDays(PLAIN_RELEASE, -56));
    await world.complete('housing-consent', 'GIVEN', {
      authorities: [CARDIFF.id, EASTMOOR.id],
      ...CONTACT_AGREED,
    });
    await expect(world).toHaveFact('referral-not-made', { why: 'council-in-wales' });
    expect((await world.referral('DTR-2')).agencyId).toBe(EASTMOOR.id);
    expect(world.problems).toEqual([]);
  });

  it('is refused to the officer who chooses it after release', async () => {
    const world = await councilsAsked();
    await world.table.transact(agencyRows(CARDIFF, []));
    await released(world);
    const refused = await world.tryComplete('refer-to-council', 'REFER', { authority: CARDIFF.id });
    expect(refused).toMatchObject({ ok: false, code: 'RULE_REFUSED', rule: 'council-in-wales' });
  });
});

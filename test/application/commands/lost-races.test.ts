import { afterEach, describe, expect, it } from '@jest/globals';
import { absencesWrite } from '../../../application/absence-items.ts';
import { askForReconcile } from '../../../application/commands/ask-reconcile.ts';
import { recordAbsence } from '../../../application/commands/record-absence.ts';
import { recordPersonDetails } from '../../../application/commands/record-details.ts';
import { recordVictimContact } from '../../../application/commands/record-victim-contact.ts';
import { startJourney } from '../../../application/commands/start-journey.ts';
import { keys } from '../../../application/keys.ts';
import { addDays } from '../../../domain/law/time.ts';
import { closeWorlds, journeyWorld, newJourney, ok, OFFICER, refused } from '../../support/journey-world.ts';
import { ADMIN_USER, LIAISON, POM } from '../../support/people.ts';
import { daysBeforeRelease } from '../../support/stages.ts';
import { once } from '../../support/watched-table.ts';

afterEach(closeWorlds);

const OPENING = { do: 'open-case', basis: 'DISCRETIONARY', entitlements: [], officer: LIAISON.id } as const;

describe('what others change each time at the same moment', () => {
  it('is refused in the end, where it is victim contact', async () => {
    const world = await daysBeforeRelease(60);
    await world.services.staff.record(LIAISON);
    let tier = 0;
    let inside = false;
    world.beforeTable = async (call, about) => {
      if (inside || call !== 'transact' || !about.includes('VICTIM-CONTACT') || about.includes('READ#'))
        return;
      inside = true;
      tier += 1;
      ok(
        await recordPersonDetails(world.services, OFFICER, world.id, { tier: tier % 2 === 0 ? 'A1' : 'A2' }),
      );
      inside = false;
    };
    const answer = await recordVictimContact(world.services, LIAISON, world.id, OPENING);
    expect(refused(answer)).toMatchObject({
      code: 'UNAVAILABLE',
      detail: expect.stringContaining('Too many people are changing this'),
    });
    expect(tier).toBeGreaterThan(5);
    expect(await world.table.get(keys.victimContact(world.id))).toBeUndefined();
  });

  it('is refused in the end, where it is an absence', async () => {
    const world = await journeyWorld({ today: '2027-01-12' });
    let version = 0;
    world.beforeTable = async (call, about) => {
      if (call !== 'transact' || !about.includes('"absences":[{')) return;
      version += 1;
      const changed = absencesWrite({ officer: POM.id, version: version - 1, absences: [] });
      await world.table.transact([changed]);
    };
    const given = { from: world.today(), until: addDays(world.today(), 3), reason: 'LEAVE' } as const;
    expect(refused(await recordAbsence(world.services, POM, POM.id, given))).toMatchObject({
      code: 'UNAVAILABLE',
      detail: expect.stringContaining('Too many people are changing these absences'),
    });
    expect(version).toBeGreaterThan(5);
  });
});

describe('a journey that is started', () => {
  const given = newJourney({ releaseDate: '2027-06-01', crn: 'X123456' }, '2027-01-12');

  it('while somebody records the CRN for another person is refused', async () => {
    const world = await journeyWorld({ today: '2027-01-12' });
    world.beforeTable = once(
      () =>
        world.table.transact([{ kind: 'put', item: { ...keys.crn('X123456'), prisonNumber: 'B2345CD' } }]),
      'PERSON#A1234BC',
      '"absent"',
    );
    expect(refused(await startJourney(world.services, OFFICER, given))).toMatchObject({
      code: 'RULE_REFUSED',
      rule: 'crn-of-another-person',
    });
    expect(await world.table.get(keys.person(given.prisonNumber))).toBeUndefined();
  });

  it('twice by the same request at the same moment is started once', async () => {
    const world = await journeyWorld({ today: '2027-01-12' });
    const idempotency = { caller: 'p', key: 'k', request: 'start' };
    const start = () => startJourney(world.services, OFFICER, given, idempotency);
    const [one, other] = await Promise.all([start(), start()]);
    expect(ok(one)).toEqual(ok(other));
    expect(await world.table.get(keys.person(given.prisonNumber))).toMatchObject({ journeyId: ok(one).id });
  });
});

it('a reconcile asked for twice by the same request at the same moment is answered alike', async () => {
  const world = await journeyWorld({ today: '2027-01-12' });
  const idempotency = { caller: 'a', key: 'k', request: 'reconcile' };
  let other: unknown;
  world.beforeTable = once(
    async () => {
      other = ok(await askForReconcile(world.services, ADMIN_USER, idempotency));
      world.clock.moveTo(world.clock.now().add({ seconds: 5 }));
    },
    'RUN#reconcile',
    '"requestHash"',
  );
  expect(ok(await askForReconcile(world.services, ADMIN_USER, idempotency))).toEqual(other);
});

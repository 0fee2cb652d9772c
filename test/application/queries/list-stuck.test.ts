import { afterEach, describe, expect, it } from '@jest/globals';
import { listStuck, type StuckRow } from '../../../application/queries/list-stuck.ts';
import { stepItem } from '../../../application/items.ts';
import type { User } from '../../../domain/access/user.ts';
import { addDays } from '../../../domain/law/time.ts';
import { manyJourneys } from '../../support/caseload.ts';
import { closeWorlds, ok, refused, type JourneyWorld } from '../../support/journey-world.ts';
import { ADMIN_USER, COUNCIL, ELSEWHERE, POM } from '../../support/people.ts';
import { daysBeforeRelease, released } from '../../support/stages.ts';

afterEach(closeWorlds);

async function all(world: JourneyWorld, who: User, limit?: number): Promise<readonly StuckRow[]> {
  const found: StuckRow[] = [];
  let cursor: string | undefined;
  do {
    const page = ok(
      await listStuck(world.services, who, {
        ...(limit !== undefined && { limit }),
        ...(cursor !== undefined && { cursor }),
      }),
    );
    found.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return found;
}

describe('what is stuck', () => {
  it('is a step past its deadline, with its cause, owner, age and what happens next', async () => {
    const world = await daysBeforeRelease(60);
    expect(await all(world, ADMIN_USER)).toEqual([]);
    const { dueOn = '' } = await world.step('housing-need');
    await world.advanceTo(addDays(dueOn, 2));
    const [row] = (await all(world, ADMIN_USER)).filter(({ kind }) => kind === 'housing-need');
    expect(row).toMatchObject({
      code: 'OVERDUE',
      journeyId: world.id,
      person: { name: 'Zebedee Quillfeather', prisonNumber: 'A1234BC' },
      stepKey: '1.housing-need',
      owner: 'p.taylor',
      firstSeen: addDays(dueOn, 1),
      ageDays: 1,
    });
    expect(row?.cause).toMatch(/^“Where will they live\?” was due by .* It waits for p\.taylor to record/);
    expect(row?.nextAction).toMatch(
      /^If it is still open on \w+ \d+ \w+ 20\d\d, it goes on the list of the head of offender management of MDI too\.$/,
    );
  });

  it('is escalated once it is on the list of a senior officer, and says when the ladder has ended', async () => {
    const world = await daysBeforeRelease(60);
    const { dueOn = '' } = await world.step('housing-need');
    await world.advanceTo(addDays(dueOn, 20));
    const [row] = (await all(world, ADMIN_USER)).filter(({ kind }) => kind === 'housing-need');
    expect(row).toMatchObject({
      code: 'ESCALATED',
      nextAction: 'It is on the list of the governor of MDI too. Nothing more happens by itself.',
    });
  });

  it('is someone out with nowhere to live, from the day of release', async () => {
    const world = await daysBeforeRelease(3);
    await world.complete('housing-need', 'NEEDS_HELP');
    await released(world);
    const rows = await all(world, ADMIN_USER);
    expect(rows.filter(({ code }) => code === 'NOWHERE_TO_LIVE')).toMatchObject([
      { kind: 'urgent-housing', daysToRelease: 0, ageDays: 0 },
    ]);
  });

  it('shows the cause and place of an incident in words, never its code or message', async () => {
    const world = await daysBeforeRelease(60);
    const journey = await world.journey();
    const step = await world.step('housing-need');
    const causes = ['Unavailable', 'Error: token AQCE-secret at line 5', undefined];
    const subjects = ['housing.Choose', 'referral.Make.DTR-1', 'benefits.Finish'];
    const incidents = causes.map((cause, index) => ({
      ...step,
      kind: 'incident' as const,
      subject: subjects[index] ?? '',
      key: `1.incident.${subjects[index] ?? ''}`,
      waitsFor: 'role:ADMINISTRATOR@national' as const,
      ...(cause !== undefined && { details: { cause } }),
    }));
    await manyJourneys(world, 1, () => ({
      open: incidents.map(({ key, kind }) => ({ key, kind, escalation: 0 })),
    }));
    await world.table.transact(incidents.map((each) => ({ kind: 'put', item: stepItem('many0000', each) })));
    expect(journey.open.length).toBeGreaterThan(0);
    const found = (await all(world, ADMIN_USER)).map(({ cause }) => cause);
    expect(found).toEqual([
      expect.stringContaining(
        '(in the housing part of the journey, at Choose): a service that the product needs was not available. It waits for an administrator',
      ),
      expect.stringContaining('(in the referral part of the journey, at Make): an unexpected error.'),
      expect.stringContaining('an unexpected error.'),
    ]);
  });

  it('comes nearest the gate first: a week out to far ahead, then the long released, latest first', async () => {
    const world = await daysBeforeRelease(60);
    const today = world.today();
    const step = {
      ...(await world.step('housing-need')),
      key: '1.late-answer.DTR-1',
      kind: 'late-answer' as const,
    };
    const daysAway = [40, -3, -200, 2, -8, 365, -7, 0];
    const journeys = await manyJourneys(world, daysAway.length, (index) => {
      const days = daysAway[index] ?? 0;
      const on = addDays(today, days);
      return {
        open: [{ key: step.key, kind: step.kind, escalation: 0 }],
        releaseDateInForce: on,
        ...(days < 0 && { releasedOn: on, phase: 'community' }),
      };
    });
    await world.table.transact(journeys.map(({ id }) => ({ kind: 'put', item: stepItem(id, step) })));
    const expected = [-7, -3, 0, 2, 40, 365, -8, -200];
    for (const limit of [undefined, 1, 3, 6]) {
      expect((await all(world, ADMIN_USER, limit)).map(({ daysToRelease }) => daysToRelease)).toEqual(
        expected,
      );
    }
  });

  it('is an officer’s own only', async () => {
    const world = await daysBeforeRelease(60);
    await world.advanceTo(addDays(world.today(), 20));
    expect((await all(world, POM)).length).toBeGreaterThan(0);
    expect(await all(world, ELSEWHERE)).toEqual([]);
  });

  it('is not for agencies', async () => {
    const world = await daysBeforeRelease(60);
    expect(refused(await listStuck(world.services, COUNCIL)).code).toBe('NOT_PERMITTED');
  });
});

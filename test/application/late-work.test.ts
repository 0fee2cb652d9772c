import { afterEach, describe, expect, it } from '@jest/globals';
import { deliverWebhook } from '../../application/background/deliver-webhook.ts';
import { AbsenceNotFollowedError, followAbsences } from '../../application/background/follow-absences.ts';
import { reconcile } from '../../application/background/reconcile.ts';
import { runDo } from '../../application/background/run-do.ts';
import { sweep } from '../../application/background/sweep.ts';
import { readAbsences } from '../../application/absence-items.ts';
import { recordAbsence } from '../../application/commands/record-absence.ts';
import { journeyItem, UnknownRowError } from '../../application/items.ts';
import { deliveryItem } from '../../application/message-items.ts';
import { partitions, sorts } from '../../application/keys.ts';
import { TableUnavailableError } from '../../application/ports/table.ts';
import { addDays } from '../../domain/law/time.ts';
import { CRS } from '../support/agencies.ts';
import { closeWorlds, ok, type JourneyWorld } from '../support/journey-world.ts';
import { POM } from '../support/people.ts';
import { QUIET_QUEUES } from '../support/quiet-queues.ts';
import { daysBeforeRelease } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

/** The journey is changed by others just before each of its own transactions, so that all of them lose. */
function changesAllTheTime(world: JourneyWorld): void {
  world.beforeTable = async (call, about) => {
    if (call !== 'transact' || !about.includes(`"JOURNEY#${world.id}"`)) return;
    const journey = await world.journey();
    const item = journeyItem({ ...journey, version: journey.version + 1 });
    await world.table.transact([{ kind: 'put', item }]);
  };
}

describe('an absence', () => {
  it('that a journey cannot follow stays due, and is followed by a later sweep', async () => {
    const world = await daysBeforeRelease(30);
    const given = { from: world.today(), until: addDays(world.today(), 5), reason: 'LEAVE' } as const;
    ok(await recordAbsence(world.services, POM, POM.id, given));
    changesAllTheTime(world);
    const following = followAbsences(world.services, POM.id);
    await expect(following).rejects.toThrow(AbsenceNotFollowedError);
    await expect(following).rejects.toThrow(`${world.id}: UNAVAILABLE`);
    expect((await readAbsences(world.table, POM.id)).wakeAt).toBe(
      world.clock.now().toString({ smallestUnit: 'millisecond' }),
    );

    world.beforeTable = undefined;
    await world.runtime.sweep();
    await expect(world).toHaveFact('officer-away', { officer: POM.id });
    expect(world.problems).toEqual([]);
  });

  it('that is not due changes nothing', async () => {
    const world = await daysBeforeRelease(30);
    const { commits } = world;
    await followAbsences(world.services, POM.id);
    expect(world.commits).toBe(commits);
  });
});

describe('an execution whose token has expired', () => {
  const expired = (world: JourneyWorld, execution: string) =>
    runDo(world.services, { journeyId: world.id, action: 'reconcile-step', subject: 'none', execution });

  it('is replaced by another, which waits where it waited', async () => {
    const world = await daysBeforeRelease(70);
    const [before] = (await world.journey()).executions;
    const open = (await world.openSteps()).map(({ key }) => key).sort();
    const answer = ok(await expired(world, `${before?.name ?? ''}-housing-0`));
    await world.settle();
    expect(answer.outcome).toBe('RENEWED');
    const [after] = (await world.journey()).executions;
    expect(after).toMatchObject({ machine: before?.machine });
    expect(after?.name).not.toBe(before?.name);
    const root = after?.name ?? '';
    expect(world.runtime.engine.running().filter((name) => !name.startsWith(root))).toEqual([]);
    expect((await world.openSteps()).map(({ key }) => key).sort()).toEqual(open);
    await expect(world).toHaveFact('restarted', { machines: [before?.machine ?? ''] });
    await world.complete('housing-need', 'NEEDS_HELP');
    await expect(world).toBeWaitingFor('next-address');
  });

  it('is not replaced when the journey does not go by it any more', async () => {
    const world = await daysBeforeRelease(70);
    const before = await world.journey();
    const answer = ok(await expired(world, `${world.id}-pre-release-1-99`));
    expect(answer.outcome).toBe('NO_LONGER_WANTED');
    expect(await world.journey()).toEqual(before);
  });
});

it('a due row that nothing is known of is reported, and what is due beside it is done', async () => {
  const world = await daysBeforeRelease(70);
  const at = '2026-12-01T07:00:00.000Z';
  const strange = {
    pk: 'STRANGE#1',
    sk: 'ROW',
    duePk: partitions.due(0),
    dueSk: sorts.byInstant(at, 'STRANGE#1'),
  };
  await world.table.transact([{ kind: 'put', item: strange }]);
  const given = { from: world.today(), until: addDays(world.today(), 5), reason: 'LEAVE' } as const;
  ok(await recordAbsence(world.services, POM, POM.id, given));
  const { absences, failures } = await sweep(world.services, QUIET_QUEUES);
  expect(absences).toBe(1);
  expect(failures).toEqual([expect.any(UnknownRowError)]);
  expect(String(failures[0])).toContain('nothing is known that falls due');
});

describe('a process that begins again', () => {
  it('tries states that had failed again, and closes their incidents', async () => {
    const world = await daysBeforeRelease(70);
    world.beforeTable = (_call, about) => {
      if (about.includes('SERVICE#CRS')) throw new TableUnavailableError('the store is down');
    };
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.complete('crs-decision', 'REFER', { personAsked: true });
    await expect(world).toBeWaitingFor('incident.referral.Make.CRS-1');
    world.beforeTable = undefined;
    await world.comesBack();
    await expect(world).not.toBeWaitingFor('incident.referral.Make.CRS-1');
    await expect(world).toBeWaitingFor('referral-answer.CRS-1');
    await expect(world).toHaveFact('restarted', { reason: 'the process was started again' });
  });
});

it('an execution that a journey began while it was listed is no orphan', async () => {
  const world = await daysBeforeRelease(70);
  await world.runtime.advanceTo(world.clock.now().add({ hours: 1 }));
  const [current] = (await world.journey()).executions;
  // The walk reads the row from before the execution began; the check reads it as it is now.
  const table = {
    ...world.table,
    query: async (query: Parameters<typeof world.table.query>[0]) => {
      const page = await world.table.query(query);
      const items = page.items.map((item) => (query.index === 'driven' ? { ...item, executions: [] } : item));
      return { ...page, items } as typeof page;
    },
  };
  const done = await reconcile({ ...world.services, table }, world.runtime.executions, QUIET_QUEUES);
  await world.settle();
  expect(done.found.EXECUTION_ORPHANED).toEqual({ repaired: 0, incidents: 0 });
  expect(world.runtime.engine.running()).toContain(current?.name);
});

describe('a message to an agency', () => {
  async function referred(status: number): Promise<JourneyWorld> {
    const world = await daysBeforeRelease(70);
    world.sender.answers(CRS.id, {
      kind: 'response',
      status,
      bodyExcerpt: '',
      latencyMs: 1,
      retryAfterSeconds: 900,
    });
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.complete('crs-decision', 'REFER', { personAsked: true });
    return world;
  }

  it('waits for as long as the agency asks for', async () => {
    const world = await referred(503);
    const [delivery] = await world.deliveries();
    expect(delivery).toMatchObject({ state: 'pending', nextAttemptAt: '2026-12-29T09:15:00.000Z' });
  });

  it('that was attempted and waits for its next attempt is not lost', async () => {
    const world = await referred(503);
    const [delivery] = await world.deliveries();
    if (delivery === undefined) throw new Error('Nothing was sent');
    const overdue = deliveryItem({ ...delivery, nextAttemptAt: '2026-01-01T00:00:00.000Z' });
    await world.table.transact([{ kind: 'put', item: overdue }]);
    const queued: unknown[] = [];
    const { found } = await reconcile(world.services, world.runtime.executions, {
      ...QUIET_QUEUES,
      deliver: async (each) => {
        queued.push(each);
      },
    });
    expect(found.DELIVERY_UNATTEMPTED).toEqual({ repaired: 0, incidents: 0 });
    expect(queued).toEqual([]);
  });

  it('stays due when its key cannot be read for another reason than that there is none', async () => {
    const world = await referred(503);
    world.clock.moveTo(world.clock.now().add({ minutes: 20 }));
    const [delivery] = await world.deliveries();
    if (delivery === undefined) throw new Error('Nothing was sent');
    const attempt = deliverWebhook(
      {
        ...world.services,
        sender: world.sender,
        signer: { sign: () => Promise.reject(new Error('Parameter Store does not answer')) },
        wallClock: world.clock,
        random: () => 0.5,
      },
      { agencyId: delivery.agencyId, deliveryId: delivery.id },
    );
    await expect(attempt).rejects.toThrow('Parameter Store does not answer');
    expect((await world.deliveries())[0]).toEqual(delivery);
  });
});

import { afterEach, describe, expect, it } from '@jest/globals';
import { agencyWrites } from '../../../application/agencies.ts';
import { journeyItem, stepItem } from '../../../application/items.ts';
import { keys, partitions } from '../../../application/keys.ts';
import { keepRun } from '../../../application/last-runs.ts';
import { outboxItem } from '../../../application/message-items.ts';
import { getServiceHealth, MOST_ROWS } from '../../../application/queries/get-service-health.ts';
import { listAgencyHealth } from '../../../application/queries/list-agencies.ts';
import { listStuck, type StuckAsked, type StuckRow } from '../../../application/queries/list-stuck.ts';
import { listStuckGroups, MOST_COUNTED } from '../../../application/queries/list-stuck-groups.ts';
import { readStuckSort } from '../../../application/stuck-sort.ts';
import { addDays, isoInstant } from '../../../domain/law/time.ts';
import type { StepKind } from '../../../domain/pathways/catalogue.ts';
import { CRS, EASTMOOR, WESTHAVEN } from '../../support/agencies.ts';
import { manyJourneys } from '../../support/caseload.ts';
import { closeWorlds, ok, type JourneyWorld } from '../../support/journey-world.ts';
import { apiOver } from '../../support/api-world.ts';
import { ADMIN_USER, POM } from '../../support/people.ts';
import { daysBeforeRelease } from '../../support/stages.ts';

afterEach(closeWorlds);

interface Stuck {
  readonly kind: StepKind;
  readonly subject?: string;
  readonly escalation: number;
  readonly dueOn?: string;
  readonly daysAway: number;
}

const PARKED = `agency.${EASTMOOR.id}`;
const SEVERAL: readonly Stuck[] = [
  { kind: 'delivery-parked', subject: PARKED, escalation: 0, daysAway: 2 },
  { kind: 'delivery-parked', subject: PARKED, escalation: 2, dueOn: '2027-01-04', daysAway: 40 },
  { kind: 'delivery-parked', subject: `agency.${WESTHAVEN.id}`, escalation: 0, daysAway: -30 },
  { kind: 'bank-account', escalation: 2, dueOn: '2027-01-05', daysAway: 0 },
  { kind: 'bank-account', escalation: 2, dueOn: '2027-01-06', daysAway: 9 },
  { kind: 'bank-account', escalation: 3, dueOn: '2027-01-02', daysAway: 9 },
  { kind: 'incident', subject: 'housing.Choose', escalation: 0, daysAway: 20 },
];

/** Journeys that are each stuck for one reason. */
async function stuckWorld(stuck: readonly Stuck[] = SEVERAL): Promise<JourneyWorld> {
  const world = await daysBeforeRelease(60);
  const like = await world.step('housing-need');
  const rows = stuck.map(({ kind, subject, escalation, dueOn }) => ({
    ...like,
    kind,
    key: `1.${kind}${subject === undefined ? '' : `.${subject}`}`,
    escalation,
    ...(subject !== undefined && { subject }),
    ...(dueOn !== undefined && { dueOn }),
  }));
  const journeys = await manyJourneys(world, stuck.length, (index) => ({
    releaseDateInForce: addDays(world.today(), stuck[index]?.daysAway ?? 0),
    open: rows.slice(index, index + 1).map(({ key, kind, escalation }) => ({
      key,
      kind,
      escalation,
      ...(stuck[index]?.dueOn !== undefined && { dueOn: stuck[index].dueOn }),
      ...(kind !== 'bank-account' && { openedOn: like.openedOn }),
    })),
  }));
  for (const [index, row] of rows.entries()) {
    const id = journeys[index]?.id ?? '';
    await world.table.transact([{ kind: 'put', item: stepItem(id, row) }]);
  }
  return world;
}

async function everyRow(world: JourneyWorld, asked: StuckAsked): Promise<readonly StuckRow[]> {
  return ok(await listStuck(world.services, ADMIN_USER, { limit: 200, ...asked })).items;
}

const groupsIn = async (world: JourneyWorld) => ok(await listStuckGroups(world.services, ADMIN_USER));
const healthOf = async (world: JourneyWorld) => ok(await getServiceHealth(world.services, ADMIN_USER));

describe('stuck journeys grouped by cause', () => {
  it('are counted with their nearest release, and how many are released within three days', async () => {
    const world = await stuckWorld();
    const { groups, more } = await groupsIn(world);
    const today = world.today();
    expect(more).toBe(false);
    expect(groups).toEqual([
      {
        code: 'OVERDUE',
        pathway: 'finance-benefits-id',
        journeys: 2,
        steps: 2,
        releasingSoon: 1,
        justReleased: 0,
        nearestRelease: today,
        since: '2027-01-06',
      },
      {
        code: 'DELIVERY_PARKED',
        agencyId: EASTMOOR.id,
        journeys: 2,
        steps: 2,
        releasingSoon: 1,
        justReleased: 0,
        nearestRelease: addDays(today, 2),
        since: '2027-01-08',
      },
      expect.objectContaining({ code: 'ESCALATED', nearestRelease: addDays(today, 9), releasingSoon: 0 }),
      expect.objectContaining({ code: 'INCIDENT', journeys: 1 }),
      {
        code: 'DELIVERY_PARKED',
        agencyId: WESTHAVEN.id,
        journeys: 1,
        steps: 1,
        releasingSoon: 0,
        justReleased: 0,
        since: '2027-01-08',
      },
    ]);
  });

  it('of the same release begin with nowhere to live', async () => {
    const world = await stuckWorld([
      { kind: 'bank-account', escalation: 2, dueOn: '2027-01-05', daysAway: 2 },
      { kind: 'bank-account', escalation: 2, dueOn: '2027-01-05', daysAway: 90 },
      { kind: 'urgent-housing', escalation: 0, daysAway: 2 },
    ]);
    const { groups } = await groupsIn(world);
    expect(groups.map(({ code, journeys }) => [code, journeys])).toEqual([
      ['NOWHERE_TO_LIVE', 1],
      ['OVERDUE', 2],
    ]);
  });

  it('begin with people who have just been released, as their list does', async () => {
    const world = await stuckWorld([
      { kind: 'bank-account', escalation: 2, dueOn: '2027-01-05', daysAway: 9 },
      { kind: 'bank-account', escalation: 2, dueOn: '2027-01-05', daysAway: 10 },
      { kind: 'incident', subject: 'housing.Choose', escalation: 0, daysAway: -7 },
      { kind: 'delivery-parked', subject: PARKED, escalation: 0, daysAway: -8 },
    ]);
    const { groups } = await groupsIn(world);
    expect(
      groups.map(({ code, justReleased, nearestRelease }) => [code, justReleased, nearestRelease]),
    ).toEqual([
      ['INCIDENT', 1, addDays(world.today(), -7)],
      ['OVERDUE', 0, addDays(world.today(), 9)],
      ['DELIVERY_PARKED', 0, undefined],
    ]);
    const [first] = await everyRow(world, {});
    expect(first).toMatchObject({ code: 'INCIDENT', daysToRelease: -7 });
  });

  it('each list as many steps as they count', async () => {
    const world = await stuckWorld();
    const { groups, steps, late } = await groupsIn(world);
    for (const { code, pathway = '', agencyId = '', ...counted } of groups) {
      const rows = await everyRow(world, { only: { code, pathway, agencyId } });
      expect(rows).toHaveLength(counted.steps);
      expect(new Set(rows.map(({ journeyId }) => journeyId)).size).toBe(counted.journeys);
      expect(rows.map(({ firstSeen }) => firstSeen).sort()[0]).toBe(counted.since);
      expect(new Set(rows.map((row) => row.code))).toEqual(new Set([code]));
    }
    expect(await everyRow(world, {})).toHaveLength(steps);
    expect(await everyRow(world, { only: { late: true } })).toHaveLength(late);
    expect(late).toBe(4);
  });

  it('are counted from the index alone, and their lists read no other journey', async () => {
    const world = await stuckWorld();
    const read: string[] = [];
    world.beforeTable = (call, what) => {
      if (call === 'get') read.push(what);
    };
    await groupsIn(world);
    expect(read).toEqual([]);
    await everyRow(world, { only: { code: 'INCIDENT' } });
    expect(read.filter((what) => what.includes('HEAD'))).toHaveLength(1);
  });

  it('count journeys whose key does not say why yet, and the next reconcile writes it', async () => {
    const world = await stuckWorld(SEVERAL.slice(0, 1));
    const item = await world.table.get(keys.journey('many0000'));
    if (item === undefined) throw new Error('There is no such journey');
    const { date, journeyId: id } = readStuckSort(item['attentionSk']);
    await world.table.transact([{ kind: 'put', item: { ...item, attentionSk: `${date}#${id}` } }]);
    const sortOf = async () =>
      (
        await world.table.query({ partition: partitions.attention(), index: 'attention', limit: 10 })
      ).items.map(({ attentionSk }) => readStuckSort(attentionSk).causes?.length);
    expect(await sortOf()).toEqual([undefined]);
    expect((await groupsIn(world)).groups).toMatchObject([{ code: 'DELIVERY_PARKED', journeys: 1 }]);
    expect(await everyRow(world, { only: { code: 'DELIVERY_PARKED' } })).toHaveLength(1);
    await world.runtime.reconcile();
    expect(await sortOf()).toEqual([1]);
  });

  it('say that there are more than are counted', async () => {
    const world = await daysBeforeRelease(60);
    await manyJourneys(world, MOST_COUNTED + 1, () => ({
      open: [{ key: '1.late-answer.DTR-1', kind: 'late-answer', escalation: 0 }],
    }));
    const { groups, more } = await groupsIn(world);
    expect(more).toBe(true);
    expect(groups).toMatchObject([{ code: 'LATE_ANSWER', journeys: MOST_COUNTED }]);
    expect((await healthOf(world)).moreStuck).toBe(true);
  });
});

describe('how the service runs', () => {
  it('counts parked messages and missed deadlines as the lists behind them do', async () => {
    const world = await stuckWorld();
    const health = await healthOf(world);
    expect(await everyRow(world, { only: { code: 'DELIVERY_PARKED' } })).toHaveLength(health.parked);
    expect(await everyRow(world, { only: { late: true } })).toHaveLength(health.deadlinesMissed);
    expect({ parked: health.parked, late: health.deadlinesMissed }).toEqual({ parked: 3, late: 4 });
  });

  it('counts agencies by state as their list does', async () => {
    const world = await stuckWorld();
    const { endpoint: _none, ...inPage } = CRS;
    const closed = { ...WESTHAVEN, endpoint: { url: 'https://w.example', state: 'disabled' } } as const;
    await world.table.transact([...agencyWrites(inPage, []), ...agencyWrites(closed, [])]);
    const { agencies } = await healthOf(world);
    expect(agencies).toEqual({ working: 3, paused: 0, failing: 1, disabled: 1, page: 1 });
    for (const state of ['working', 'failing', 'disabled', 'page'] as const) {
      const { items, counts } = ok(await listAgencyHealth(world.services, ADMIN_USER, state));
      expect(counts).toEqual(agencies);
      expect(items).toHaveLength(agencies[state]);
    }
    const failing = ok(await listAgencyHealth(world.services, ADMIN_USER, 'failing')).items;
    expect(failing).toMatchObject([{ id: EASTMOOR.id, parked: 2 }]);
  });

  it('reads the state of an agency that was listed before the list had it', async () => {
    const world = await daysBeforeRelease(60);
    const key = keys.listedAgency(EASTMOOR.id);
    const row = await world.table.get(key);
    const item = { ...key, agency: row?.['agency'] };
    await world.table.transact([{ kind: 'put', item }]);
    expect((await healthOf(world)).agencies).toMatchObject({ working: 6 });
  });

  it.each([
    { run: 'sweep', minutes: 4, late: false },
    { run: 'sweep', minutes: 6, late: true },
    { run: 'reconcile', minutes: 119, late: false },
    { run: 'reconcile', minutes: 121, late: true },
  ] as const)('says that the $run of $minutes minutes ago is late: $late', async ({ run, minutes, late }) => {
    const world = await daysBeforeRelease(60);
    const completedAt = isoInstant(world.clock.now().subtract({ minutes }));
    await keepRun(world.table, run, completedAt);
    expect((await healthOf(world))[run]).toEqual({ completedAt, late });
  });

  it('says what the last reconcile found, and that none has run yet', async () => {
    const world = await daysBeforeRelease(60);
    expect(await healthOf(world)).toMatchObject({ reconcile: { late: true }, found: [] });
    await world.runtime.reconcile();
    const { reconcile, found } = await healthOf(world);
    expect(reconcile.late).toBe(false);
    expect(found).toHaveLength(5);
    expect(found[0]).toEqual({ finding: 'EXECUTION_GONE', repaired: 0, incidents: 0 });
  });

  it('lists what has not been sent, oldest first and a hundred at most', async () => {
    const world = await daysBeforeRelease(60);
    const at = (minutes: number) => isoInstant(world.clock.now().subtract({ minutes }));
    const tell = { kind: 'stop-execution', machine: 'community', name: 'gone', cause: 'a test' } as const;
    const rows = Array.from({ length: MOST_ROWS + 1 }, (_, index) =>
      outboxItem(`j${index}`, 1, tell, at(index)),
    );
    const items = rows.map(({ unsentPk: _shard, ...row }) => ({ ...row, unsentPk: partitions.unsent(0) }));
    for (const item of items) await world.table.transact([{ kind: 'put', item }]);
    const { unsent } = await healthOf(world);
    expect(unsent.more).toBe(true);
    expect(unsent.rows).toHaveLength(MOST_ROWS);
    expect(unsent.rows[0]).toEqual({ kind: 'stop-execution', writtenAt: at(MOST_ROWS), journeyId: 'j100' });
  });

  it('is answered by the API, to administrators', async () => {
    const world = await stuckWorld();
    const api = apiOver(world.services);
    expect((await api.get(ADMIN_USER, '/api/service-health')).body).toEqual(await healthOf(world));
    expect((await api.get(ADMIN_USER, '/api/stuck/groups')).body).toEqual(await groupsIn(world));
    const failing = await api.get(ADMIN_USER, '/api/agencies?state=failing');
    expect(failing.body['items']).toMatchObject([{ id: EASTMOOR.id }, { id: WESTHAVEN.id }]);
    const late = await api.get(ADMIN_USER, '/api/stuck?late=true&code=OVERDUE&agencyId=');
    expect(late.body['items']).toHaveLength(2);
    for (const path of ['/api/service-health', '/api/stuck/groups', '/api/agencies'])
      expect((await api.get(POM, path)).status).toBe(403);
  });

  it('lists what has waited for the sweep for more than five minutes', async () => {
    const world = await daysBeforeRelease(60);
    expect((await healthOf(world)).overdue).toEqual({ rows: [], more: false });
    const step = await world.step('housing-need');
    const wakeAt = isoInstant(world.clock.now().subtract({ minutes: 6 }));
    const journey = await world.journey();
    await world.table.transact([
      { kind: 'put', item: stepItem(world.id, { ...step, wakeAt }) },
      { kind: 'put', item: journeyItem(journey) },
    ]);
    expect((await healthOf(world)).overdue).toEqual({
      rows: [{ kind: 'step', dueAt: wakeAt, journeyId: world.id }],
      more: false,
    });
  });
});

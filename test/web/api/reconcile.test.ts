import { afterEach, describe, expect, it } from '@jest/globals';
import { EngineUnavailableError } from '../../../application/ports/engine.ts';
import { apiOver, type ApiCaller } from '../../support/api-world.ts';
import { closeWorlds, type JourneyWorld } from '../../support/journey-world.ts';
import { ADMIN_USER, COUNCIL, GOVERNOR, POM } from '../../support/people.ts';
import { daysBeforeRelease } from '../../support/stages.ts';
import '../../matchers/journey-matchers.ts';

afterEach(closeWorlds);

interface Asked {
  readonly world: JourneyWorld;
  readonly api: ApiCaller;
  /** What the reconciler was asked for. */
  readonly asked: (string | undefined)[];
  readonly paths: { readonly everything: string; readonly one: string };
}

async function asking(ask: () => Promise<void> = () => Promise.resolve()): Promise<Asked> {
  const world = await daysBeforeRelease(70);
  const asked: (string | undefined)[] = [];
  const reconciler = {
    ask: (journeyId?: string) => {
      asked.push(journeyId);
      return ask();
    },
  };
  const paths = { everything: '/api/reconcile', one: `/api/journeys/${world.id}/reconcile` };
  return { world, api: apiOver({ ...world.services, reconciler }), asked, paths };
}

async function kept({ world }: Asked): Promise<readonly unknown[]> {
  const page = await world.table.query({ partition: 'RUN#reconcile', startsWith: 'ASKED#', limit: 10 });
  return page.items.map(({ by, askedAt }) => ({ by, askedAt }));
}

describe('asking for a reconcile', () => {
  it('of everything is accepted from an administrator, and recorded with their name', async () => {
    const given = await asking();
    const askedAt = '2026-12-29T09:00:00.000Z';
    expect(await given.api.post(ADMIN_USER, given.paths.everything, {})).toMatchObject({
      status: 202,
      body: { askedAt },
    });
    expect(given.asked).toEqual([undefined]);
    expect(await kept(given)).toEqual([{ by: { kind: 'admin', id: ADMIN_USER.id }, askedAt }]);
  });

  it('of one journey is taken on, and a fact of the journey', async () => {
    const given = await asking();
    expect((await given.api.post(ADMIN_USER, given.paths.one, {})).status).toBe(202);
    expect(given.asked).toEqual([given.world.id]);
    const fact = (await given.world.facts()).at(-1);
    expect(fact).toMatchObject({ type: 'reconcile-asked', by: { kind: 'admin', id: ADMIN_USER.id } });
  });

  it.each([POM, GOVERNOR, COUNCIL])('is refused to other users: $id', async (who) => {
    const given = await asking();
    for (const path of Object.values(given.paths)) {
      expect(await given.api.post(who, path, {})).toMatchObject({
        status: 403,
        body: { code: 'NOT_PERMITTED' },
      });
    }
    expect(given.asked).toEqual([]);
    expect(await kept(given)).toEqual([]);
  });

  it('of a journey that is not there is refused', async () => {
    const given = await asking();
    const path = `/api/journeys/${'z'.repeat(26)}/reconcile`;
    expect((await given.api.post(ADMIN_USER, path, {})).status).toBe(404);
    expect(given.asked).toEqual([]);
  });

  it('is done once for one Idempotency-Key, and refused for another request under it', async () => {
    const given = await asking();
    const key = { 'idempotency-key': 'once' };
    for (const path of Object.values(given.paths)) {
      const first = await given.api.post(ADMIN_USER, path, {}, { 'idempotency-key': path });
      expect(await given.api.post(ADMIN_USER, path, {}, { 'idempotency-key': path })).toEqual(first);
    }
    expect(given.asked).toEqual([undefined, given.world.id]);
    await given.api.post(ADMIN_USER, given.paths.everything, {}, key);
    expect((await given.api.post(ADMIN_USER, given.paths.one, {}, key)).status).toBe(422);
  });

  it('records nothing when the request fails', async () => {
    const given = await asking(() => Promise.reject(new EngineUnavailableError('out')));
    const facts = (await given.world.facts()).length;
    for (const path of Object.values(given.paths)) {
      expect(await given.api.post(ADMIN_USER, path, {})).toMatchObject({
        status: 503,
        body: { code: 'UNAVAILABLE' },
      });
    }
    expect(await kept(given)).toEqual([]);
    expect(await given.world.facts()).toHaveLength(facts);
  });

  it('answers the same to two at once under one Idempotency-Key', async () => {
    const given = await asking();
    const post = () => given.api.post(ADMIN_USER, given.paths.everything, {}, { 'idempotency-key': 'both' });
    const [one, other] = await Promise.all([post(), post()]);
    expect(other).toEqual(one);
    expect(await kept(given)).toHaveLength(1);
  });

  it('compares everything with the record in one process', async () => {
    const world = await daysBeforeRelease(70);
    await world.runtime.advanceTo(world.clock.now().add({ hours: 1 }));
    for (const { machine, name } of (await world.journey()).executions) {
      await world.runtime.engine.stop(machine, name, 'behind its back');
    }
    expect((await apiOver(world.services).post(ADMIN_USER, '/api/reconcile', {})).status).toBe(202);
    await world.settle();
    await expect(world).toHaveFact('restarted', { reason: 'the journey had stopped moving on' });
  });
});

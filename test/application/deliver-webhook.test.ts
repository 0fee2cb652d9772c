import { afterEach, describe, expect, it } from '@jest/globals';
import { deliveryItem } from '../../application/message-items.ts';
import { keys } from '../../application/keys.ts';
import { tell } from '../../domain/pathways/referrals/moves.ts';
import { aDraft } from '../support/drafts.ts';
import { keepAgencies, CRS } from '../support/agencies.ts';
import { closeWorlds, type JourneyWorld } from '../support/journey-world.ts';
import { daysBeforeRelease } from '../support/stages.ts';
import { deliverWebhook, type DeliveryServices } from '../../application/background/deliver-webhook.ts';
import type { SendOutcome } from '../../application/ports/webhook-sender.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

/** The one step for all parked messages to the agency. */
const PARKED = `delivery-parked.agency.${CRS.id}`;

/** A referral to the commissioned service whose endpoint answers this. */
async function referredTo(outcome: SendOutcome | number): Promise<JourneyWorld> {
  const world = await daysBeforeRelease(70);
  world.sender.answers(CRS.id, outcome);
  await world.complete('housing-need', 'NEEDS_HELP');
  await world.complete('crs-decision', 'REFER', { personAsked: true });
  return world;
}

async function theDelivery(world: JourneyWorld) {
  const [delivery] = await world.deliveries();
  if (delivery === undefined) throw new Error('There is no delivery');
  return delivery;
}

async function climbTheLadder(world: JourneyWorld): Promise<void> {
  for (let attempt = 0; attempt < 20 && (await theDelivery(world)).state === 'pending'; attempt += 1) {
    await world.runtime.advanceToNext();
  }
}

describe('a webhook', () => {
  it('that is taken is delivered, and the timeline says so', async () => {
    const world = await referredTo(202);
    expect(await theDelivery(world)).toMatchObject({ state: 'delivered', attempts: [{ status: 202 }] });
    await expect(world).toHaveFact('referral-delivered', { agency: CRS.id });
    expect((await world.referral('CRS-1')).deliveredAt).toBeDefined();
  });

  it('is due again 15 minutes after it was written, in case its first attempt is lost', async () => {
    const draft = aDraft('2027-01-12');
    const at = '2027-01-12T09:00:00.000Z';
    const referral = {
      id: 'r1',
      journeyId: 'journey-1',
      cycle: 1,
      service: 'CRS',
      subject: 'CRS-1',
    } as const;
    const rest = { agencyId: CRS.id, releaseDate: '2027-03-09', sequence: 0, createdAt: at };
    draft.addReferral({ ...referral, ...rest });
    tell(draft, draft.referral('r1'), 'through-the-gate.referral.created');
    expect(draft.deliveries).toMatchObject([{ attempts: [], nextAttemptAt: '2027-01-12T09:15:00.000Z' }]);

    const world = await referredTo(202);
    const delivery = await theDelivery(world);
    const lost = { ...delivery, state: 'pending', attempts: [], nextAttemptAt: delivery.createdAt } as const;
    await world.table.transact([{ kind: 'put', item: deliveryItem(lost) }]);
    const sent = world.sender.sent.length;
    await world.runtime.sweep();
    expect(world.sender.sent).toHaveLength(sent + 1);
  });

  it('of a referral that is known to have arrived is recorded without a change of the journey', async () => {
    const world = await referredTo(202);
    const delivery = await theDelivery(world);
    const later = { ...delivery, state: 'pending', attempts: [], nextAttemptAt: delivery.createdAt } as const;
    await world.table.transact([{ kind: 'put', item: deliveryItem(later) }]);
    const before = await world.journey();
    await world.runtime.sweep();
    expect(await theDelivery(world)).toMatchObject({ state: 'delivered', version: delivery.version + 1 });
    expect((await world.journey()).version).toBe(before.version);
  });

  it('carries no identifier of the person', async () => {
    const world = await referredTo(202);
    const sent = JSON.stringify(world.sender.sent);
    const { prisonNumber, firstName, lastName, dateOfBirth, id } = await world.journey();
    for (const secret of [prisonNumber, firstName, lastName, dateOfBirth, id])
      expect(sent).not.toContain(secret);
  });

  it('climbs the ladder under one id while the endpoint fails, is parked, and becomes a task', async () => {
    const world = await referredTo(503);
    const { nextAttemptAt, state } = await theDelivery(world);
    expect([state, nextAttemptAt]).toEqual(['pending', '2026-12-29T09:00:05.000Z']);

    await climbTheLadder(world);

    const delivery = await theDelivery(world);
    expect(delivery).toMatchObject({ state: 'parked', parkedBecause: 'LADDER_EXHAUSTED' });
    expect(delivery.attempts).toHaveLength(10);
    expect(new Set(world.sender.sent.map(({ id }) => id)).size).toBe(1);
    await expect(world).toBeWaitingFor(PARKED);
    await expect(world).toHaveFact('delivery-parked', { agency: CRS.id, why: 'LADDER_EXHAUSTED' });
  });

  it('that is parked is sent again when an administrator says so, and is parked again if that fails', async () => {
    const world = await referredTo(503);
    await climbTheLadder(world);
    const { id } = await theDelivery(world);
    await world.complete(PARKED, 'RESENT', { reason: 'They say it works again' });
    await climbTheLadder(world);
    await expect(world).toBeWaitingFor(PARKED);

    world.sender.answers(CRS.id, 202);
    await world.complete(PARKED, 'RESENT', { reason: 'Now it does' });
    expect((await theDelivery(world)).state).toBe('delivered');
    await expect(world).not.toBeWaitingFor(PARKED);
    expect(world.sender.sent.at(-1)?.id).toBe(id);
  });

  it('that is sent again keeps the attempts made before, and has as many new ones', async () => {
    const world = await referredTo(503);
    await climbTheLadder(world);
    const before = (await theDelivery(world)).attempts;
    expect(before.length).toBeGreaterThan(3);
    await world.complete(PARKED, 'RESENT', { reason: 'They say it works again' });
    await climbTheLadder(world);
    const { attempts, state } = await theDelivery(world);
    expect(state).toBe('parked');
    expect(attempts.slice(0, before.length)).toEqual(before);
    expect(attempts).toHaveLength(2 * before.length);
  });

  it('is not sent again to an agency reached another way', async () => {
    const world = await referredTo(401);
    const before = world.sender.sent.length;
    await world.complete(PARKED, 'DONE_ANOTHER_WAY', { reason: 'Telephoned' });
    expect(world.sender.sent).toHaveLength(before);
  });

  it('to an endpoint that is gone disables it, and the next is parked without a call', async () => {
    const world = await referredTo(410);
    expect(await theDelivery(world)).toMatchObject({ state: 'parked', parkedBecause: 'GONE' });
    const profile = await world.table.get(keys.agency(CRS.id));
    expect(profile).toMatchObject({ agency: { endpoint: { state: 'disabled' } } });
    const before = world.sender.sent.length;
    await world.moveReleaseDate('2027-03-16');
    expect(world.sender.sent).toHaveLength(before);
    expect((await world.deliveries()).map(({ parkedBecause }) => parkedBecause).sort()).toEqual([
      'GONE',
      'NO_LIVE_ENDPOINT',
    ]);
  });

  it('to an agency that works from a page is a task at once', async () => {
    const world = await daysBeforeRelease(70);
    const { endpoint: _none, ...pageOnly } = CRS;
    await keepAgencies(world.table, [pageOnly]);
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.complete('crs-decision', 'REFER', { personAsked: true });
    expect(await theDelivery(world)).toMatchObject({ state: 'parked', parkedBecause: 'NO_LIVE_ENDPOINT' });
    expect(world.sender.sent).toEqual([]);
  });

  it.each<{ readonly case: string; readonly outcome: SendOutcome; readonly problem: string }>([
    {
      case: 'a network error',
      outcome: { kind: 'network-error', reason: 'ECONNRESET', latencyMs: 3 },
      problem: 'ECONNRESET',
    },
    { case: 'no answer in time', outcome: { kind: 'timed-out', latencyMs: 15_000 }, problem: 'timed out' },
  ])('is tried again after $case', async ({ outcome, problem }) => {
    const world = await referredTo(outcome);
    expect(await theDelivery(world)).toMatchObject({ state: 'pending', attempts: [{ problem }] });
  });

  it('to an address we may not call is parked at once', async () => {
    const world = await referredTo({ kind: 'refused', reason: 'ADDRESS_NOT_PUBLIC' });
    expect(await theDelivery(world)).toMatchObject({ state: 'parked', parkedBecause: 'ADDRESS_REFUSED' });
  });
});

describe('one delivery, asked for more than once', () => {
  const deliveryServices = (world: JourneyWorld): DeliveryServices => ({
    ...world.services,
    sender: world.sender,
    signer: { sign: () => Promise.resolve('v1,again') },
    wallClock: world.clock,
    random: () => 0.5,
  });

  it('is not sent when it has been delivered, is parked, is not due, or does not exist', async () => {
    const delivered = await referredTo(202);
    const parked = await referredTo(401);
    const waiting = await referredTo(503);
    for (const [world, result] of [
      [delivered, 'gone'],
      [parked, 'gone'],
      [waiting, 'not-due'],
    ] as const) {
      const { id, agencyId } = await theDelivery(world);
      const before = world.sender.sent.length;
      expect(await deliverWebhook(deliveryServices(world), { agencyId, deliveryId: id })).toBe(result);
      expect(world.sender.sent).toHaveLength(before);
    }
    const nothing = { agencyId: CRS.id, deliveryId: 'nothing' };
    expect(await deliverWebhook(deliveryServices(waiting), nothing)).toBe('gone');
  });

  it('that cannot be recorded is not called delivered', async () => {
    const world = await referredTo(503);
    world.sender.answers(CRS.id, 202);
    world.clock.moveTo(world.clock.now().add({ seconds: 6 }));
    const { id, agencyId } = await theDelivery(world);
    const services = deliveryServices(world);
    const lost = { ...services.table, transact: () => Promise.resolve({ ok: false, failed: [0] } as const) };
    const attempt = deliverWebhook({ ...services, table: lost }, { agencyId, deliveryId: id });
    await expect(attempt).rejects.toThrow('could not be recorded');
    expect((await theDelivery(world)).state).toBe('pending');
  });

  it('records the first of two simultaneous attempts with one id', async () => {
    const world = await referredTo(503);
    world.sender.answers(CRS.id, 202);
    world.clock.moveTo(world.clock.now().add({ seconds: 6 }));
    const { id, agencyId } = await theDelivery(world);
    const wanted = { agencyId, deliveryId: id };
    await Promise.all([
      deliverWebhook(deliveryServices(world), wanted),
      deliverWebhook(deliveryServices(world), wanted),
    ]);
    const delivery = await theDelivery(world);
    expect([delivery.state, delivery.attempts.length]).toEqual(['delivered', 2]);
    const said = (await world.facts()).filter(({ type }) => type === 'referral-delivered');
    expect(said).toHaveLength(1);
  });
});

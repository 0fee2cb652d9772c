import { afterEach, describe, expect, it } from '@jest/globals';
import { pauseAgency, resumeAgency } from '../../application/commands/pause-agency.ts';
import { getServiceHealth } from '../../application/queries/get-service-health.ts';
import { getAgencyHealth, listAgencyHealth } from '../../application/queries/list-agencies.ts';
import { listStuck } from '../../application/queries/list-stuck.ts';
import { getJourney } from '../../application/queries/get-journey.ts';
import { addDays } from '../../domain/law/time.ts';
import { stateOf } from '../../domain/record/referral.ts';
import { CRS, EASTMOOR } from '../support/agencies.ts';
import { apiOver } from '../support/api-world.ts';
import { Visitor } from '../support/console-visitor.ts';
import { closeWorlds, ok, refused, type JourneyWorld } from '../support/journey-world.ts';
import { ADMIN_USER, POM } from '../support/people.ts';
import { councilsAsked, daysBeforeRelease } from '../support/stages.ts';
import { once } from '../support/watched-table.ts';

afterEach(closeWorlds);

const WHY = 'Their system is being moved';

async function paused(world: JourneyWorld, agencyId: string): Promise<string> {
  return ok(await pauseAgency(world.services, ADMIN_USER, agencyId, WHY)).pausedSince;
}

async function resumed(world: JourneyWorld, agencyId: string, since: string): Promise<void> {
  ok(await resumeAgency(world.services, ADMIN_USER, agencyId, { reason: 'It works again', since }));
  await world.runtime.sweep();
  await world.settle();
}

/** A council is paused, and is then to be asked about a person. */
async function askedWhilePaused(): Promise<{ world: JourneyWorld; since: string }> {
  const world = await daysBeforeRelease(70);
  const since = await paused(world, CRS.id);
  await world.complete('housing-need', 'NEEDS_HELP');
  await world.complete('crs-decision', 'REFER', { personAsked: true });
  return { world, since };
}

const sentTo = (world: JourneyWorld, agencyId: string) =>
  world.sender.sent.filter(({ url }) => url.includes(agencyId));
const waitingFor = async (world: JourneyWorld) =>
  ok(await getAgencyHealth(world.services, ADMIN_USER, CRS.id)).heldBack;

describe('messages to a paused agency', () => {
  it('wait, however long it takes, and are neither tried nor parked', async () => {
    const { world } = await askedWhilePaused();
    await world.advanceTo(addDays(world.today(), 3));
    expect(sentTo(world, CRS.id)).toEqual([]);
    const [delivery] = await world.deliveries();
    expect(delivery).toMatchObject({ state: 'pending', heldBack: true, attempts: [] });
    expect(await waitingFor(world)).toBe(1);
    expect((await world.openSteps()).map(({ kind }) => kind)).not.toContain('delivery-parked');
  });

  it('are each sent once when it is resumed, and those after them at once', async () => {
    const { world, since } = await askedWhilePaused();
    await world.moveReleaseDate('2027-03-10');
    expect(await waitingFor(world)).toBe(2);
    await resumed(world, CRS.id, since);
    const ids = sentTo(world, CRS.id).map(({ id }) => id);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(2);
    expect(await waitingFor(world)).toBe(0);
    for (const delivery of await world.deliveries()) {
      expect(delivery).toMatchObject({ state: 'delivered', attempts: [{ status: 202 }] });
      expect(delivery.heldBack).toBeUndefined();
    }
    await world.advanceTo(addDays(world.today(), 1));
    await world.moveReleaseDate('2027-03-11');
    expect(sentTo(world, CRS.id)).toHaveLength(3);
  });

  it('are sent within the hour where the end of the pause was cut short', async () => {
    const { world, since } = await askedWhilePaused();
    world.beforeTable = once(() => {
      throw new Error('cut short');
    }, 'HELD-BACK#');
    await expect(
      resumeAgency(world.services, ADMIN_USER, CRS.id, { reason: 'It works', since }),
    ).rejects.toThrow('cut short');
    expect(sentTo(world, CRS.id)).toEqual([]);
    await world.advanceTo(addDays(world.today(), 1));
    expect(sentTo(world, CRS.id)).toHaveLength(1);
  });

  it('do not hold up those to another agency', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    const before = sentTo(world, EASTMOOR.id).length;
    await paused(world, CRS.id);
    await world.moveReleaseDate('2027-03-10');
    expect(sentTo(world, EASTMOOR.id)).toHaveLength(before + 1);
  });

  it('that were being tried again wait with the attempts they had', async () => {
    const world = await daysBeforeRelease(70);
    world.sender.answers(CRS.id, 503);
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.complete('crs-decision', 'REFER', { personAsked: true });
    const since = await paused(world, CRS.id);
    await world.advanceTo(addDays(world.today(), 3));
    expect(await world.deliveries()).toMatchObject([{ state: 'pending', heldBack: true }]);
    expect((await world.deliveries())[0]?.attempts).toHaveLength(1);
    world.sender.answers(CRS.id, 202);
    await resumed(world, CRS.id, since);
    const [delivery] = await world.deliveries();
    expect(delivery).toMatchObject({ state: 'delivered' });
    expect(delivery?.attempts).toHaveLength(2);
  });

  it('that were parked wait too when an administrator has them sent again', async () => {
    const world = await daysBeforeRelease(70);
    world.sender.answers(CRS.id, 401);
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.complete('crs-decision', 'REFER', { personAsked: true });
    const since = await paused(world, CRS.id);
    await world.complete(`delivery-parked.agency.${CRS.id}`, 'RESENT', { reason: 'The key is right now' });
    expect(await world.deliveries()).toMatchObject([{ state: 'pending', heldBack: true, attemptsBefore: 1 }]);
    world.sender.answers(CRS.id, 202);
    await resumed(world, CRS.id, since);
    expect(await world.deliveries()).toMatchObject([{ state: 'delivered' }]);
  });
});

describe('a person who waits for a paused agency', () => {
  it('has deadlines that do not stop, and officers read that it is paused and why', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    await paused(world, EASTMOOR.id);
    const { dueOn = '' } = await world.step('referral-answer.DTR-1');
    await world.advanceTo(addDays(dueOn, 1));
    const said =
      /^Messages to Eastmoor Council have been paused since \w+ \d+ \w+ 20\d\d\. They are sent when it is resumed; deadlines do not wait\. Reason: Their system is being moved\.$/;
    const view = ok(await getJourney(world.services, POM, world.id));
    const asked = view.steps.find(({ key }) => key === '1.referral-unanswered.DTR-1');
    expect(asked?.paused).toMatch(said);
    expect(view.referrals.filter(({ paused: each }) => each !== undefined)).toMatchObject([
      { agencyId: EASTMOOR.id, paused: expect.stringMatching(said) },
    ]);
    const stuck = ok(await listStuck(world.services, POM, { only: { agencyId: EASTMOOR.id } })).items;
    expect(stuck).toMatchObject([{ paused: expect.stringMatching(said) }]);

    const visitor = await Visitor.signedInAs(POM, world);
    const words = 'Messages to Eastmoor Council have been paused since';
    expect((await visitor.open(`/journeys/${world.id}`)).words.split(words).length).toBeGreaterThan(2);
    expect((await visitor.open(`/journeys/${world.id}/steps/${asked?.key ?? ''}`)).words).toContain(words);
    for (const list of ['/stuck', '/steps']) expect((await visitor.open(list)).words).toContain(words);
  });

  it('is nobody any more once it is resumed', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    const since = await paused(world, EASTMOOR.id);
    await resumed(world, EASTMOOR.id, since);
    const view = ok(await getJourney(world.services, POM, world.id));
    expect(JSON.stringify(view)).not.toContain('paused');
  });
});

describe('pausing an agency', () => {
  it('keeps who paused and resumed it, when and why', async () => {
    const world = await daysBeforeRelease(60);
    const since = await paused(world, CRS.id);
    const by = { kind: 'admin', id: ADMIN_USER.id };
    expect(ok(await getAgencyHealth(world.services, ADMIN_USER, CRS.id))).toMatchObject({
      state: 'paused',
      pause: { since, by, reason: WHY },
      pauses: [{ since, by, reason: WHY }],
    });
    await resumed(world, CRS.id, since);
    const after = ok(await getAgencyHealth(world.services, ADMIN_USER, CRS.id));
    expect(after).toMatchObject({
      state: 'working',
      pauses: [{ since, by, reason: WHY, resumed: { by, reason: 'It works again' } }],
    });
    expect(after.pause).toBeUndefined();
  });

  it('counts the agency as paused, as its list does', async () => {
    const world = await daysBeforeRelease(60);
    await paused(world, CRS.id);
    const { agencies } = ok(await getServiceHealth(world.services, ADMIN_USER));
    expect(agencies).toMatchObject({ paused: 1, working: 5 });
    expect(ok(await listAgencyHealth(world.services, ADMIN_USER, 'paused')).items).toMatchObject([
      { id: CRS.id, pause: { reason: WHY } },
    ]);
  });

  it('is refused to officers, without a reason, for nobody, and where it is paused already', async () => {
    const world = await daysBeforeRelease(60);
    const { services } = world;
    const code = async (...asked: Parameters<typeof pauseAgency>) =>
      refused(await pauseAgency(...asked)).code;
    expect(await code(services, POM, CRS.id, WHY)).toBe('NOT_PERMITTED');
    expect(await code(services, ADMIN_USER, CRS.id, ' ')).toBe('VALIDATION_FAILED');
    expect(await code(services, ADMIN_USER, CRS.id, 'x'.repeat(501))).toBe('VALIDATION_FAILED');
    expect(await code(services, ADMIN_USER, CRS.id, 'a\u202Eb')).toBe('VALIDATION_FAILED');
    expect(await code(services, ADMIN_USER, 'nobody', WHY)).toBe('NOT_FOUND');
    await paused(world, CRS.id);
    expect(await code(services, ADMIN_USER, CRS.id, WHY)).toBe('CONFLICT');
  });

  it('ends only the pause that was seen', async () => {
    const world = await daysBeforeRelease(60);
    const { services } = world;
    const end = async (since: string) =>
      resumeAgency(services, ADMIN_USER, CRS.id, { reason: 'It works again', since });
    expect(refused(await end('2027-01-01T00:00:00.000Z')).code).toBe('CONFLICT');
    const since = await paused(world, CRS.id);
    expect(refused(await end('2027-01-01T00:00:00.000Z')).code).toBe('CONFLICT');
    let first: Awaited<ReturnType<typeof end>> | undefined;
    world.beforeTable = async (call, what) => {
      if (call !== 'transact' || !what.includes('PAUSED-AGENCIES') || first !== undefined) return;
      first = refused({ ok: false, code: 'CONFLICT', detail: '' });
      first = await end(since);
    };
    const second = await end(since);
    expect([first?.ok, refused(second).code]).toEqual([true, 'CONFLICT']);
  });

  it('has the same answer when it is asked twice with one key', async () => {
    const world = await daysBeforeRelease(60);
    const api = apiOver(world.services);
    const send = (path: string, body: unknown, key: string) =>
      api.post(ADMIN_USER, `/api/agencies/${CRS.id}/${path}`, body, { 'idempotency-key': key });
    const one = await send('pause', { reason: WHY }, 'key-1');
    expect(one.status).toBe(200);
    expect((await send('pause', { reason: WHY }, 'key-1')).body).toEqual(one.body);
    expect((await send('pause', { reason: 'Another' }, 'key-1')).status).toBe(422);
    expect((await send('pause', { reason: WHY }, 'key-2')).status).toBe(409);
    const since = one.body['pausedSince'];
    const end = await send('resumption', { reason: 'It works', since }, 'key-3');
    expect(end.status).toBe(200);
    expect((await send('resumption', { reason: 'It works', since }, 'key-3')).body).toEqual(end.body);
    expect((await api.get(ADMIN_USER, `/api/agencies/${CRS.id}`)).body).toMatchObject({ state: 'working' });
    expect((await api.get(ADMIN_USER, '/api/agencies/nobody')).status).toBe(404);
    expect((await api.post(POM, `/api/agencies/${CRS.id}/pause`, { reason: WHY })).status).toBe(403);
  });
});

describe('the page of an agency', () => {
  it('pauses and resumes it, says what that does, and keeps what was typed', async () => {
    const { world, since } = await askedWhilePaused();
    await resumed(world, CRS.id, since);
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    await visitor.open('/agencies');
    expect(visitor.seen().$(`a[href="/agencies/${CRS.id}"]`)).toHaveLength(1);
    expect((await visitor.open(`/agencies/${CRS.id}`)).words).toContain('Deadlines do not stop');
    expect((await visitor.send('main form', { reason: '' })).errors).toEqual(['Enter the reason']);
    const long = await visitor.send('main form', { reason: 'x'.repeat(501) });
    expect(long.$('#reason').text()).toHaveLength(501);
    const done = await visitor.send('main form', { reason: WHY });
    expect(done.words).toContain('Messages to the agency wait from now on.');
    expect(done.words).toMatch(
      /Since .*, by .*\(administrator\)\. Their system is being moved\. No message waits\./,
    );
    await world.moveReleaseDate('2027-03-10');
    expect((await visitor.open(`/agencies/${CRS.id}`)).words).toContain('1 message waits.');
    expect((await visitor.open('/agencies?state=paused')).words).toContain('Their system is being moved.');
    await visitor.open(`/agencies/${CRS.id}`);
    const end = await visitor.send('main form', { reason: 'It works again' });
    expect(end.words).toContain('What waited for the agency is being sent.');
    expect(end.words).toMatch(/When it was paused Latest first .* It works again\./);
    await world.runtime.sweep();
    await world.settle();
    expect((await world.deliveries()).map(({ state }) => state)).toEqual(['delivered', 'delivered']);
    expect(stateOf(await world.referral('CRS-1'))).toBe('delivered');
  });

  it('says when somebody else has resumed it meanwhile', async () => {
    const world = await daysBeforeRelease(60);
    const since = await paused(world, CRS.id);
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    await visitor.open(`/agencies/${CRS.id}`);
    ok(await resumeAgency(world.services, ADMIN_USER, CRS.id, { reason: 'It works', since }));
    expect((await visitor.send('main form', { reason: 'Again' })).status).toBe(409);
    expect((await visitor.open('/agencies/nobody')).status).toBe(404);
  });
});

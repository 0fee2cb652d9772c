import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { hmppsStandIn } from '../../adapters/hmpps/stand-in.ts';
import { openSqliteTable } from '../../adapters/sqlite/sqlite-table.ts';
import { DataFileInUseError } from '../../adapters/sqlite/sqlite-errors.ts';
import { lastRun } from '../../application/last-runs.ts';
import { clockControls } from '../../local/clock-controls.ts';
import { removeDataFile, takeDataFolder } from '../../local/data-folder.ts';
import { eventRoutes } from '../../local/event-routes.ts';
import { localInbox } from '../../local/local-inbox.ts';
import { repeat } from '../../local/repeating.ts';
import { apiOver } from '../support/api-world.ts';
import { dataFolder } from '../support/data-folder.ts';
import { event, outcomes } from '../support/events.ts';
import { closeWorlds, PERSON } from '../support/journey-world.ts';
import { ADMIN_USER, POM } from '../support/people.ts';
import { daysBeforeRelease } from '../support/stages.ts';

afterEach(closeWorlds);

describe('the inbox of this machine', () => {
  const message = (reference: string, body: string) =>
    ({ reference, by: 'EMAIL', to: 'pat@justice.example', subject: 'Zebedee', body }) as const;

  it('has each message once, newest first, and knows which were handed over', async () => {
    const { table, clock } = await daysBeforeRelease(30);
    const inbox = localInbox(table, clock);
    await inbox.send(message('r1', 'one'));
    clock.moveTo(clock.now().add({ minutes: 1 }));
    await inbox.send(message('r2', 'two'));
    expect(await inbox.send(message('r1', 'one'))).toEqual({ kind: 'handed-over' });
    expect((await inbox.arrived()).map(({ body, to }) => [body, to])).toEqual([
      ['two', 'pat@justice.example'],
      ['one', 'pat@justice.example'],
    ]);
    expect(await inbox.wasHandedOver('r1', 'EMAIL')).toBe(true);
    expect(await inbox.wasHandedOver('r3', 'EMAIL')).toBe(false);
  });
});

describe('what stands in for HMPPS', () => {
  it('takes in events, and says about a person what it was given', async () => {
    const world = await daysBeforeRelease(60);
    const extraRoutes = eventRoutes((given) => world.runtime.receiveEvent(given), hmppsStandIn(world.table));
    const api = apiOver(world.services, { extraRoutes });
    const about = { about: 'tier', id: 'X123456' };
    const given = event('tier.calculation.complete', `${world.today()}T07:00:00Z`, {}, [
      { type: 'CRN', value: 'X123456' },
      { type: 'NOMS', value: PERSON },
    ]);
    const kept = await api.post(undefined, '/api/hmpps-answers', { ...about, answer: { tierScore: 'B2' } });
    expect(kept).toMatchObject({ status: 200, body: { kept: true } });
    expect(await api.post(ADMIN_USER, '/api/domain-events', given)).toMatchObject({
      status: 202,
      body: { received: 'stored' },
    });
    await world.settle();
    expect((await world.journey()).tier).toBe('B2');

    await api.post(undefined, '/api/hmpps-answers', about);
    const later = { ...given, occurredAt: `${world.today()}T08:00:00Z` };
    await api.post(ADMIN_USER, '/api/domain-events', later);
    await world.settle();
    expect((await outcomes(world)).at(-1)).toBe('waiting NOT_FOUND');
  });

  it('takes in an event from an administrator only', async () => {
    const world = await daysBeforeRelease(60);
    const extraRoutes = eventRoutes((given) => world.runtime.receiveEvent(given), hmppsStandIn(world.table));
    const answer = await apiOver(world.services, { extraRoutes }).post(POM, '/api/domain-events', {});
    expect(answer).toMatchObject({ status: 403, body: { code: 'NOT_PERMITTED' } });
  });
});

describe('the clock of this machine', () => {
  it('is moved and swept one after the other, and goes on after work that failed', async () => {
    const world = await daysBeforeRelease(30);
    const controls = clockControls(world.runtime, world.clock);
    const begun = world.clock.now();
    world.beforeTable = () => Promise.reject(new Error('the table is out'));
    const swept = controls.sweep();
    await expect(swept).rejects.toThrow('the table is out');
    world.beforeTable = undefined;
    await Promise.all([controls.advanceBy(1), controls.advanceBy(1)]);
    expect(controls.now().since(begun).total('hours')).toBe(48);
    await Promise.all([controls.sweep(), controls.reconcile(), controls.nightly()]);
    for (const run of ['sweep', 'reconcile', 'verify'] as const)
      expect(await lastRun(world.table, run)).toBeDefined();
    expect(world.problems).toEqual([]);
  });
});

it('work that is repeated is reported when it fails, and done again', async () => {
  const failures: string[] = [];
  let done = 0;
  const failedTwice = new Promise<void>((resolve) => {
    const stop = repeat(
      1,
      'the sweep',
      () => Promise.reject(new Error(`failed ${(done += 1)}`)),
      (what, error) => {
        failures.push(`${what}: ${String(error)}`);
        if (failures.length < 2) return;
        stop();
        resolve();
      },
    );
  });
  await failedTwice;
  expect(failures.slice(0, 2)).toEqual(['the sweep: Error: failed 1', 'the sweep: Error: failed 2']);
});

describe('a data folder', () => {
  it('is one process’s until it is released, and its file is removed with what SQLite keeps beside it', () => {
    const folder = dataFolder();
    try {
      const taken = takeDataFolder(folder);
      expect(() => takeDataFolder(folder)).toThrow(DataFileInUseError);
      taken.release();
      const again = takeDataFolder(folder);
      openSqliteTable(again.dataFile).close();
      for (const suffix of ['-wal', '-shm']) writeFileSync(again.dataFile + suffix, '');
      removeDataFile(again.dataFile);
      expect(['', '-wal', '-shm'].filter((suffix) => existsSync(again.dataFile + suffix))).toEqual([]);
      again.release();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { stillClock } from '../../../adapters/clock/movable-clock.ts';
import { openSqliteTable } from '../../../adapters/sqlite/sqlite-table.ts';
import { moveTrainingClock } from '../../../application/commands/move-training-clock.ts';
import { partitions } from '../../../application/keys.ts';
import type { Key } from '../../../application/ports/table.ts';
import { trainingClock } from '../../../application/training-clock.ts';
import { isoInstant } from '../../../domain/law/time.ts';
import { advanceClock } from '../../../web/api/routes/advance-clock.ts';
import { apiOver } from '../../support/api-world.ts';
import { journeyWorld } from '../../support/journey-world.ts';
import { ADMIN_USER, POM } from '../../support/people.ts';

const MORNING = '2026-10-05T08:00:00.000Z';

async function practice() {
  const { services } = await journeyWorld({ today: '2026-10-05' });
  const table = openSqliteTable(':memory:');
  const real = stillClock(Temporal.Instant.from(MORNING));
  const clock = trainingClock(table, real);
  const api = apiOver({ ...services, table, clock }, { extraRoutes: [advanceClock] });
  const move = (to: string, who = ADMIN_USER) => api.post(who, '/api/clock/advance', { to });
  return { services, table, clock, real, move };
}

describe('the clock of a training stage', () => {
  it('shows the real time until it is moved', async () => {
    const { clock, real } = await practice();
    await clock.read();
    real.moveTo(Temporal.Instant.from('2026-10-05T08:00:01.000Z'));
    expect(isoInstant(clock.now())).toBe('2026-10-05T08:00:01.000Z');
  });

  it('is moved by a day and by a week for every function that reads it', async () => {
    const { table, clock, real, move } = await practice();
    expect(await move('day')).toMatchObject({
      status: 200,
      body: { now: '2026-10-06T08:00:00.000Z', happened: true },
    });
    await clock.read();
    expect((await move('week')).body['now']).toBe('2026-10-13T08:00:00.000Z');
    const another = trainingClock(table, real);
    await another.read();
    expect(isoInstant(another.now())).toBe('2026-10-13T08:00:00.000Z');
  });

  it('is moved to the next due row, and stays when there is none', async () => {
    const { table, move } = await practice();
    expect((await move('next')).body).toEqual({ now: MORNING, happened: false });
    const row = { pk: 'JOURNEY#j1', sk: 'STEP#1.x', duePk: partitions.due(0) };
    const dueSk = '2026-10-09T23:00:00.000Z#j1#1.x';
    await table.transact([{ kind: 'put', item: { ...row, dueSk } }]);
    expect((await move('next')).body).toEqual({ now: '2026-10-09T23:00:00.000Z', happened: true });
  });

  it('never goes back to what is overdue', async () => {
    const { table, move } = await practice();
    const row = { pk: 'JOURNEY#j1', sk: 'STEP#1.x', duePk: partitions.due(0) };
    await table.transact([{ kind: 'put', item: { ...row, dueSk: '2026-10-01T23:00:00.000Z#j1#1.x' } }]);
    expect((await move('next')).body).toEqual({ now: MORNING, happened: false });
  });

  it('says so when somebody else moves it at the same moment', async () => {
    const { services, table, clock, move } = await practice();
    await move('day');
    await clock.read();
    const overtaken = {
      ...table,
      get: async (key: Key) => {
        const row = await table.get(key);
        await move('day');
        return row;
      },
    };
    expect(
      await moveTrainingClock({ ...services, table: overtaken, clock }, ADMIN_USER, 'week'),
    ).toMatchObject({
      ok: false,
      code: 'CONFLICT',
    });
    await clock.read();
    expect(isoInstant(clock.now())).toBe('2026-10-07T08:00:00.000Z');
  });

  it('is moved by administrators only', async () => {
    const { clock, move } = await practice();
    expect(await move('day', POM)).toMatchObject({ status: 403, body: { code: 'NOT_PERMITTED' } });
    await clock.read();
    expect(isoInstant(clock.now())).toBe(MORNING);
  });

  it('is moved only by the listed steps', async () => {
    const { move } = await practice();
    expect(await move('year')).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
  });
});

import { Temporal } from 'temporal-polyfill';
import { openWorld, play, startJourneys } from './world.ts';

/** Every journey is in its pre-release work then: its executions, branches and timers are all there. */
const BUSIEST = Temporal.Instant.from('2026-11-02T09:00:00Z');

/**
 * Bytes of JavaScript heap each open journey takes while it waits: its executions, above all. Rows are SQLite's, and
 * what the adapter keeps of them besides is bounded, so it is left out.
 *
 * @throws Error unless garbage can be collected on demand (`node --expose-gc`).
 */
export async function measureOpenJourney(count: number): Promise<{ readonly heapBytes: number }> {
  const collect = globalThis.gc;
  if (collect === undefined) throw new Error('Run with node --expose-gc, so that memory can be measured');
  const world = await openWorld({ cacheLength: 0 });
  await collect({ execution: 'async' });
  const before = process.memoryUsage().heapUsed;
  await startJourneys(world, count);
  await play(world, BUSIEST);
  await collect({ execution: 'async' });
  const after = process.memoryUsage().heapUsed;
  world.close();
  return { heapBytes: (after - before) / count };
}

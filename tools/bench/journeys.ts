import { openWorld, play, startJourneys, type WorldOptions } from './world.ts';

/** What a run of whole journeys came to; everything but the first is of one journey. */
export interface JourneysMeasure {
  readonly journeys: number;
  readonly wallMs: number;
  /** Of every thread of the process, the collector of garbage included. */
  readonly cpuMs: number;
  readonly reads: number;
  readonly queries: number;
  readonly transactions: number;
  readonly rowsWritten: number;
}

/**
 * Runs whole journeys, from sentence to the end of supervision, all in one process and side by side, through the
 * engine, the handlers and SQLite.
 */
export async function measureJourneys(count: number, options: WorldOptions = {}): Promise<JourneysMeasure> {
  const world = await openWorld(options);
  const cpuBefore = process.cpuUsage();
  const began = performance.now();
  await startJourneys(world, count);
  await play(world);
  const wall = performance.now() - began;
  const cpu = process.cpuUsage(cpuBefore);
  const reading = world.meter.read();
  world.close();
  const unfinished = count - world.asked.closed();
  if (unfinished !== 0) throw new Error(`${unfinished} journeys did not end`);
  return {
    journeys: count,
    wallMs: wall / count,
    cpuMs: (cpu.user + cpu.system) / 1000 / count,
    reads: reading.gets / count,
    queries: reading.queries / count,
    transactions: reading.transactions / count,
    rowsWritten: reading.itemsWritten / count,
  };
}

/** State transitions of one whole journey, children and branches included, as Step Functions counts and charges them. */
export async function countTransitions(): Promise<number> {
  let transitions = 0;
  await measureJourneys(1, { onTransition: () => (transitions += 1) });
  return transitions;
}

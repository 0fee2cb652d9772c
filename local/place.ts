import type { SqliteTable } from '../adapters/sqlite/sqlite-table.ts';
import { serve, type RunningServer } from './http-server.ts';
import { openRecord } from './open-record.ts';
import { startingGate } from './starting.ts';

export interface PlaceOptions {
  /** A file, or `:memory:`. */
  readonly dataFile: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Begin with an empty data file, whatever is there. */
  readonly fresh?: boolean;
  readonly onProblem: (what: string, error: unknown) => void;
}

/** The port and the data file that a product starts on. Every request is answered with 503 until it has started. */
export interface Place {
  readonly gate: ReturnType<typeof startingGate>;
  readonly server: RunningServer;
  readonly table: SqliteTable;
}

/**
 * Takes the port before the data file is touched. It needs little of the product: what keeps a start from beginning is
 * found before the rest is read in.
 *
 * @throws DataFileInUseError, DataFileUnusableError, PortInUseError: each with one plain line.
 */
export async function takePlace({ dataFile, port, fresh = false, onProblem }: PlaceOptions): Promise<Place> {
  const gate = startingGate();
  const server = await serve(gate.handle, port, (error) => {
    onProblem('answering a request', error);
  });
  try {
    return { gate, server, table: await openRecord(dataFile, fresh) };
  } catch (error) {
    await server.close();
    throw error;
  }
}

import type { SqliteTable } from '../adapters/sqlite/sqlite-table.ts';
import { isRowOf, journeyIdOf } from '../application/keys.ts';
import { readJourney, readStep } from '../application/items.ts';
import type { StepKind } from '../domain/pathways/catalogue.ts';
import type { WaitsFor } from '../domain/record/waits-for.ts';

export interface AskedStep {
  readonly journeyId: string;
  readonly key: string;
  readonly kind: StepKind;
  readonly subject: string | undefined;
  readonly waitsFor: WaitsFor;
}

export interface AskedSteps {
  /** The steps that have begun to ask someone since the last call. */
  take(): readonly AskedStep[];
  waiting(): boolean;
  /** Journeys that have ended. */
  closed(): number;
  stop(): void;
}

/** Hears of steps as they begin to ask someone, for those who play officers and agencies. */
export function listenForSteps(table: SqliteTable): AskedSteps {
  const asked = new Map<string, AskedStep>();
  let closed = 0;
  const stop = table.onChange((changes) => {
    for (const { key, after } of changes) {
      if (isRowOf('step', key)) asked.delete(`${key.pk}/${key.sk}`);
      if (isRowOf('step', key) && after?.['waitingPk'] !== undefined) {
        const { key: stepKey, kind, subject, waitsFor } = readStep(after);
        const journeyId = journeyIdOf(key) ?? '';
        asked.set(`${key.pk}/${key.sk}`, { journeyId, key: stepKey, kind, subject, waitsFor });
      } else if (after?.sk === 'HEAD' && readJourney(after).phase === 'closed') closed += 1;
    }
  });
  return {
    waiting: () => asked.size > 0,
    closed: () => closed,
    take() {
      const taken = [...asked.values()];
      asked.clear();
      return taken;
    },
    stop,
  };
}

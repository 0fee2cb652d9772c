import type { JourneyDraft } from '../domain/journey/journey-draft.ts';
import type { Opening, OpenResult } from '../domain/journey/open-step.ts';
import type { Step } from '../domain/journey/step.ts';
import type { TouchedRows } from '../domain/journey/touched-rows.ts';
import type { Write } from './ports/table.ts';

/** A draft, and functions that load rows into it. */
export interface Change {
  readonly draft: JourneyDraft;
  readonly loadSteps: (stepKeys: readonly string[]) => Promise<void>;
  readonly loadReferrals: (ids: readonly string[]) => Promise<void>;
  /** Loads every step the journey has had. */
  readonly loadAllSteps: () => Promise<readonly Step[]>;
  /** Loads what a rule says it touches. */
  readonly load: (rows: TouchedRows) => Promise<void>;
  /** Opens a step, with its row loaded. */
  readonly open: (opening: Opening) => Promise<OpenResult>;
  /** A write outside the journey in the same transaction. */
  readonly alsoWrite: (write: Write) => void;
}

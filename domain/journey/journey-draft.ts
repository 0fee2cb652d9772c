import { NotLoadedError } from '../record/not-loaded-error.ts';
import { RecordDraft, type DraftContext } from '../record/record-draft.ts';
import { stepEntry } from '../pathways/catalogue.ts';
import type { Journey, OpenStep } from './journey.ts';
import { readStepKey } from '../record/step-key.ts';
import type { PastCycle } from './past-cycle.ts';
import { isOpen, type Step } from './step.ts';

/** A journey being changed by one command, with its steps. A row that was not loaded is an error, never "there is none". */
export class JourneyDraft extends RecordDraft<Journey> {
  /** Rows that were read: `undefined` where the table has none. */
  readonly #steps = new Map<string, Step | undefined>();
  readonly #stepsBefore = new Map<string, Step | undefined>();
  readonly #changedSteps = new Set<string>();
  /** A journey that starts has no rows that could have been loaded. */
  readonly #isNew: boolean;
  readonly #cycleBefore: number;
  readonly #endedCycles: PastCycle[] = [];

  constructor(journey: Journey, context: DraftContext) {
    super(journey, context);
    this.#isNew = journey.version === 0;
    this.#cycleBefore = journey.cycle;
  }

  /** Makes known what the table has under a key, without changing it. A row changed already stays as it is here. */
  loadStep(key: string, row: Step | undefined): void {
    if (this.#steps.has(key)) return;
    this.#steps.set(key, row);
    this.#stepsBefore.set(key, row);
  }

  /** The step as the table has it, whatever has been changed here. */
  stepBefore(key: string): Step | undefined {
    return this.#stepsBefore.get(key);
  }

  hasStep(key: string): boolean {
    return this.#isNew || this.#steps.has(key) || this.#isOfNewCycle(key);
  }

  /** The step under a key; undefined when there is none. @throws NotLoadedError when nobody has looked. */
  step(key: string): Step | undefined {
    if (!this.hasStep(key)) throw new NotLoadedError('step', key, this.journey.id);
    return this.#steps.get(key);
  }

  /** The open steps, or those that a test of the head's summary chooses. @throws NotLoadedError */
  openSteps(which: (open: OpenStep) => boolean = () => true): readonly Step[] {
    return this.journey.open.filter(which).flatMap(({ key }) => this.step(key) ?? []);
  }

  changedSteps(): readonly Step[] {
    return [...this.#changedSteps].flatMap((key) => this.#steps.get(key) ?? []);
  }

  putStep(step: Step): void {
    this.#steps.set(step.key, step);
    this.#changedSteps.add(step.key);
    const others = this.journey.open.filter(({ key }) => key !== step.key);
    this.update({ open: isOpen(step) ? [...others, summaryOf(step)] : others });
  }

  /** Keeps what there was of a cycle that ends with this change. */
  keepCycle(ended: PastCycle): void {
    this.#endedCycles.push(ended);
  }

  endedCycles(): readonly PastCycle[] {
    return this.#endedCycles;
  }

  /** A cycle that begins here has no rows that could have been loaded. */
  #isOfNewCycle(key: string): boolean {
    return (readStepKey(key)?.cycle ?? 0) > this.#cycleBefore;
  }

  /** What `DONE` answers is asked again when the journey comes back to it. */
  askAgainLater(key: string): void {
    const step = this.step(key);
    if (step?.state === 'DONE') this.putStep({ ...step, state: 'CLOSED' });
  }
}

function summaryOf({ key, kind, escalation, dueOn, escalatedTo, openedOn }: Step): OpenStep {
  return {
    key,
    kind,
    escalation,
    ...(dueOn !== undefined && { dueOn }),
    ...(escalatedTo !== undefined && { escalatedTo }),
    ...(stepEntry(kind).alarm !== undefined && { openedOn }),
  };
}

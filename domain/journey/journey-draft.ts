import type { Calendar } from '../law/calendar.ts';
import type { Law } from '../law/law.ts';
import { hashOf, type Fact, type FactData, type FactType } from '../record/facts.ts';
import type { Actor } from '../record/actor.ts';
import type { Journey } from '../record/journey.ts';
import type { ExecutionInput, RootMachine } from '../record/machines.ts';
import { executionInput, executionName } from '../record/machines.ts';
import type { Referral } from '../record/referral.ts';
import { isLive } from '../record/referral.ts';
import type { Step } from './step.ts';
import { isOpen } from './step.ts';
import type { IsoDate, IsoInstant } from '../law/time.ts';
import type { Delivery } from '../record/webhook-event.ts';

/** What a rule may know besides the record. */
export interface DraftContext {
  readonly now: IsoInstant;
  readonly today: IsoDate;
  readonly by: Actor;
  readonly calendar: Calendar;
  readonly law: Law;
  readonly newId: () => string;
  /** Where partners reach the product, for links in events. */
  readonly publicUrl: string;
}

/** What must happen outside the record because of it; written with it, in the same transaction, to the outbox. */
export type Effect =
  | {
      readonly kind: 'answer-task';
      readonly token: string;
      readonly outcome: string;
      readonly subject: string;
      readonly number: number;
    }
  | {
      readonly kind: 'start-execution';
      readonly machine: RootMachine;
      readonly name: string;
      readonly input: ExecutionInput;
    }
  | {
      readonly kind: 'stop-execution';
      readonly machine: RootMachine;
      readonly name: string;
      readonly cause: string;
    }
  | {
      readonly kind: 'deliver';
      readonly agencyId: string;
      readonly deliveryId: string;
      readonly again?: true;
    };

/**
 * A journey being changed by one command. Rules read and change the draft; nothing is stored until the command
 * commits everything in it at once, on condition that the journey has not moved meanwhile.
 */
export class JourneyDraft {
  readonly context: DraftContext;
  #journey: Journey;
  readonly #steps = new Map<string, Step>();
  readonly #referrals = new Map<string, Referral>();
  readonly #changedSteps = new Set<string>();
  readonly #changedReferrals = new Set<string>();
  readonly #newReferrals = new Set<string>();
  readonly facts: Fact[] = [];
  readonly effects: Effect[] = [];
  readonly deliveries: Delivery[] = [];
  readonly #phaseBefore: Journey['phase'];
  #changed = false;

  constructor(journey: Journey, context: DraftContext) {
    this.#journey = journey;
    this.#phaseBefore = journey.phase;
    this.context = context;
  }

  get journey(): Journey {
    return this.#journey;
  }

  get changed(): boolean {
    return this.#changed;
  }

  /** This change closes the journey. */
  get closes(): boolean {
    return this.#journey.phase === 'closed' && this.#phaseBefore !== 'closed';
  }

  update(patch: Partial<Omit<Journey, 'id' | 'version'>>): void {
    this.#journey = { ...this.#journey, ...patch };
    this.#changed = true;
  }

  /** Removes what `update` cannot: a decision that no longer stands. */
  forgetDecision(): void {
    const { decision: _voided, ...rest } = this.#journey;
    this.#journey = rest;
    this.#changed = true;
  }

  /** Makes stored rows known to the rules without changing them. */
  load(rows: { readonly steps?: readonly Step[]; readonly referrals?: readonly Referral[] }): void {
    for (const step of rows.steps ?? []) this.#steps.set(step.key, step);
    for (const referral of rows.referrals ?? []) this.#referrals.set(referral.id, referral);
  }

  step(key: string): Step | undefined {
    return this.#steps.get(key);
  }

  openSteps(): readonly Step[] {
    return [...this.#steps.values()].filter(isOpen);
  }

  referral(id: string): Referral | undefined {
    return this.#referrals.get(id);
  }

  liveReferrals(): readonly Referral[] {
    return [...this.#referrals.values()].filter(isLive);
  }

  changedSteps(): readonly Step[] {
    return [...this.#changedSteps].flatMap((key) => this.#steps.get(key) ?? []);
  }

  changedReferrals(): readonly Referral[] {
    return [...this.#changedReferrals].flatMap((id) => this.#referrals.get(id) ?? []);
  }

  putStep(step: Step): void {
    this.#steps.set(step.key, step);
    this.#changedSteps.add(step.key);
    const others = this.#journey.open.filter(({ key }) => key !== step.key);
    this.update({ open: isOpen(step) ? [...others, summaryOf(step)] : others });
  }

  /** The referral is made by this change. */
  isNew(referral: Referral): boolean {
    return this.#newReferrals.has(referral.id);
  }

  putReferral(referral: Referral): void {
    if (!this.#referrals.has(referral.id)) this.#newReferrals.add(referral.id);
    this.#referrals.set(referral.id, referral);
    this.#changedReferrals.add(referral.id);
    const { id, subject, agencyId } = referral;
    const others = this.#journey.referrals.filter((known) => known.id !== id);
    const answer = referral.answer?.answer;
    const summary = {
      id,
      subject,
      agencyId,
      live: isLive(referral),
      ...(answer !== undefined && { answer }),
    };
    this.update({ referrals: [...others, summary] });
  }

  record(type: FactType, data: FactData = {}, by: Actor = this.context.by): void {
    const { count, lastHash } = this.#journey.facts;
    const unsealed = { sequence: count + 1, at: this.context.now, by, type, data, previousHash: lastHash };
    const fact: Fact = { ...unsealed, hash: hashOf(unsealed) };
    this.facts.push(fact);
    this.update({ facts: { count: fact.sequence, lastHash: fact.hash } });
  }

  cause(effect: Effect): void {
    this.effects.push(effect);
    this.#changed = true;
  }

  /** Starts a phase's machine; the attempt makes its name new, so that a restart is never taken for the run it replaces. */
  start(machine: RootMachine): void {
    const attempt = this.#journey.attempts + 1;
    const name = executionName(this.#journey.id, machine, this.#journey.cycle, attempt);
    const others = this.#journey.executions.filter((running) => running.machine !== machine);
    this.update({
      attempts: attempt,
      executions: [...others, { machine, name, attempt, startedAt: this.context.now }],
    });
    this.cause({
      kind: 'start-execution',
      machine,
      name,
      input: executionInput(this.#journey.id, this.#journey.cycle),
    });
  }

  /** An execution has come to its end. One that has been replaced meanwhile says so in vain: the new one goes on. */
  finish(machine: RootMachine, name: string): void {
    const others = this.#journey.executions.filter(
      (running) => running.machine !== machine || running.name !== name,
    );
    if (others.length < this.#journey.executions.length) this.update({ executions: others });
  }
}

function summaryOf(step: Step): Journey['open'][number] {
  const { key, kind, escalation, dueOn } = step;
  return dueOn === undefined ? { key, kind, escalation } : { key, kind, escalation, dueOn };
}

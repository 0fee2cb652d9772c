import type { Calendar } from '../law/calendar.ts';
import type { Law } from '../law/law.ts';
import type { IsoDate, IsoInstant } from '../law/time.ts';
import type { Actor, StaffSide } from './actor.ts';
import type { Effect } from './effects.ts';
import { CODES_OF, privateNames } from './fact-codes.ts';
import { hashOf, hashOfPrivate, type Fact, type FactData, type FactType, type PrivatePart } from './facts.ts';
import type { Head, ReferralSummary } from './head.ts';
import { executionInput, executionName, type RootMachine } from './machines.ts';
import type { Notice } from './notice.ts';
import { NotLoadedError } from './not-loaded-error.ts';
import { isLive, stateOf, type Referral } from './referral.ts';
import type { Delivery } from './webhook-event.ts';

/** What a rule may know besides the record. */
export interface DraftContext {
  readonly now: IsoInstant;
  readonly today: IsoDate;
  readonly by: Actor;
  /** Where the member of staff works; absent when no member of staff acts. */
  readonly staff?: StaffSide;
  readonly calendar: Calendar;
  readonly law: Law;
  readonly newId: () => string;
  /** Where partners reach the product, for links in events. */
  readonly publicUrl: string;
}

/**
 * A journey's record being changed by one command: its head, facts, referrals and what must happen because of them.
 * It knows nothing of steps, so that a pathway's rules can change the record without the step engine. Nothing is stored
 * until the command commits everything at once, on condition that the journey has not moved meanwhile.
 */
export class RecordDraft<H extends Head = Head> {
  readonly context: DraftContext;
  readonly facts: Fact[] = [];
  readonly effects: Effect[] = [];
  readonly deliveries: Delivery[] = [];
  readonly notices: Notice[] = [];
  #head: H;
  #changed = false;
  readonly #phaseBefore: Head['phase'];
  readonly #referrals = new Map<string, Referral>();
  readonly #referralsBefore = new Map<string, Referral>();
  readonly #changedReferrals = new Set<string>();
  readonly #newReferrals = new Set<string>();

  constructor(head: H, context: DraftContext) {
    this.#head = head;
    this.#phaseBefore = head.phase;
    this.context = context;
  }

  get journey(): H {
    return this.#head;
  }

  get changed(): boolean {
    return this.#changed;
  }

  /** This change closes the journey. */
  get closes(): boolean {
    return this.#head.phase === 'closed' && this.#phaseBefore !== 'closed';
  }

  update(patch: Partial<Omit<H, 'id' | 'version'>>): void {
    this.replace({ ...this.#head, ...patch });
  }

  /** Removes what `update` cannot: what the record no longer has. */
  forget(
    ...fields: readonly (
      | 'decision'
      | 'release'
      | 'releaseDay'
      | 'releaseDateInForce'
      | 'releasedOn'
      | 'recordedRelease'
      | 'secondDayRequest'
      | 'recall'
      | 'supervisionEndGiven'
      | 'limitedAccess'
      | 'emergencyAccess'
      | 'hold'
      | 'licence'
      | 'ready'
      | 'supervision'
      | 'custody'
      | 'closed'
    )[]
  ): void {
    const kept = Object.entries(this.#head).filter(([name]) => !fields.some((field) => field === name));
    this.replace(Object.fromEntries(kept) as unknown as H);
  }

  /**
   * Adds a fact. Whatever is not one of its type's codes is kept as its private part.
   * @param codes the names of further codes, of an answer whose entry says that they are.
   */
  record(
    type: FactType,
    data: FactData = {},
    by: Actor = this.context.by,
    codes: readonly string[] = [],
  ): void {
    const { count, lastHash } = this.#head.facts;
    const names = privateNames(data, [...CODES_OF[type], ...codes]);
    const unsealed = {
      ...{ sequence: count + 1, at: this.context.now, by, type, data, previousHash: lastHash },
      ...(names.length > 0 && sealedApart(data, { salt: this.context.newId(), names })),
    };
    const fact: Fact = { ...unsealed, hash: hashOf(unsealed) };
    this.facts.push(fact);
    this.#set({ facts: { count: fact.sequence, lastHash: fact.hash } });
  }

  cause(effect: Effect): void {
    this.effects.push(effect);
    this.#changed = true;
  }

  /** An officer or a desk is to be sent a message about this change. Opened and escalated steps need no call. */
  tell(notice: Notice): void {
    this.notices.push(notice);
    this.#changed = true;
  }

  /** Starts a phase's machine; the attempt makes its name new, so that a restart is never taken for the run it replaces. */
  start(machine: RootMachine): void {
    const { id, cycle, attempts, executions } = this.#head;
    const attempt = attempts + 1;
    const name = executionName(id, machine, cycle, attempt);
    const others = executions.filter((running) => running.machine !== machine);
    this.#set({
      attempts: attempt,
      executions: [...others, { machine, name, attempt, startedAt: this.context.now }],
    });
    this.cause({ kind: 'start-execution', machine, name, input: executionInput(id, cycle) });
  }

  /** An execution has ended. If another has replaced it, nothing changes: the new one goes on. */
  finish(machine: RootMachine, name: string): void {
    const { executions } = this.#head;
    const others = executions.filter((running) => running.machine !== machine || running.name !== name);
    if (others.length < executions.length) this.#set({ executions: others });
  }

  /** Makes stored referrals known to the rules without changing them. */
  loadReferrals(referrals: readonly Referral[]): void {
    for (const referral of referrals) {
      this.#referrals.set(referral.id, referral);
      this.#referralsBefore.set(referral.id, referral);
    }
  }

  /** The referral as the table has it, whatever has been changed here. */
  referralBefore(id: string): Referral | undefined {
    return this.#referralsBefore.get(id);
  }

  hasReferral(id: string): boolean {
    return this.#referrals.has(id);
  }

  /** @throws NotLoadedError when its row was not loaded: a rule never goes on as if there were none. */
  referral(id: string): Referral {
    const referral = this.#referrals.get(id);
    if (referral === undefined) throw new NotLoadedError('referral', id, this.#head.id);
    return referral;
  }

  /** @throws NotLoadedError when one of them was not loaded. */
  liveReferrals(): readonly Referral[] {
    return this.#head.referrals.filter(({ live }) => live).map(({ id }) => this.referral(id));
  }

  addReferral(referral: Referral): void {
    this.#newReferrals.add(referral.id);
    this.#keep(referral);
  }

  /** Replaces a referral that was loaded. @throws NotLoadedError */
  putReferral(referral: Referral): void {
    this.referral(referral.id);
    this.#keep(referral);
  }

  /** The referral is made by this change. */
  isNew(referral: Referral): boolean {
    return this.#newReferrals.has(referral.id);
  }

  changedReferrals(): readonly Referral[] {
    return [...this.#changedReferrals].map((id) => this.referral(id));
  }

  protected replace(head: H): void {
    this.#head = head;
    this.#changed = true;
  }

  #set(patch: Partial<Head>): void {
    this.replace({ ...this.#head, ...patch });
  }

  #keep(referral: Referral): void {
    const { id, subject, agencyId } = referral;
    this.#referrals.set(id, referral);
    this.#changedReferrals.add(id);
    // The head has the referrals of the current cycle only.
    if (referral.cycle !== this.#head.cycle) return;
    const answer = referral.answer?.answer;
    const summary: ReferralSummary = {
      id,
      subject,
      agencyId,
      live: isLive(referral),
      ...(answer && { answer }),
      ...(stateOf(referral) === 'unanswered' && { unanswered: true }),
      ...(referral.withdrawn && { withdrawn: true }),
    };
    this.#set({ referrals: [...this.#head.referrals.filter((known) => known.id !== id), summary] });
  }
}

function sealedApart(data: FactData, kept: PrivatePart): Pick<Fact, 'private' | 'privateHash'> {
  return { private: kept, privateHash: hashOfPrivate(data, kept) };
}

import { JourneyDraft } from '../domain/journey/journey-draft.ts';
import { openStep, rowOpened } from '../domain/journey/open-step.ts';
import { stepNotices } from '../domain/journey/step-notices.ts';
import type { Effect } from '../domain/record/effects.ts';
import type { DraftContext } from '../domain/record/record-draft.ts';
import type { Actor, StaffSide } from '../domain/record/actor.ts';
import type { Journey } from '../domain/journey/journey.ts';
import { dateInLondon, isoInstant, type IsoDate } from '../domain/law/time.ts';
import {
  cycleItem,
  factItem,
  journeyItem,
  readJourney,
  readReferral,
  readStep,
  referralItem,
  stepItem,
} from './items.ts';
import { deliveryItem, outboxItem } from './message-items.ts';
import type { Change } from './change.ts';
import { lookUpKey, type Idempotency } from './idempotency.ts';
import { registering } from './journey-register.ts';
import { keys, ROW_PREFIXES } from './keys.ts';
import { readAll } from './read-all.ts';
import { MAX_TRANSACTION_WRITES, type Json, type Write } from './ports/table.ts';
import { done, refuse, type Done, type Refusal, type Result } from './refusal.ts';
import type { Services } from './services.ts';
import { watchAbsences } from './watch-absences.ts';
import { watchNights } from './watch-nights.ts';
import { watchVictimContact } from './watch-victim-contact.ts';
import { keepYouthSupervision } from './youth-supervision.ts';

export interface ChangeOptions {
  /** The actor, or a function that decides it from the journey as read, and may refuse. */
  readonly by: Actor | ((journey: Journey, today: IsoDate) => Result<Actor>);
  /** Where the member of staff who asks works, from the journey as read. */
  readonly staff?: (journey: Journey) => StaffSide | undefined;
  /** The version the caller saw; a journey that has moved is refused with its current state. */
  readonly expectedVersion?: number;
  readonly idempotency?: Idempotency;
}

const MOST_TRIES = 12;

/**
 * Runs one command on one journey: reads the head, decides, and writes everything in one transaction if the head has
 * not changed. A lost race reads and decides again.
 * @returns the decision's value; NOT_FOUND, what `by` refused, CONFLICT (stale `expectedVersion`),
 * IDEMPOTENCY_MISMATCH, or the decision's refusal.
 */
export async function changeJourney<T extends Json>(
  services: Services,
  journeyId: string,
  options: ChangeOptions,
  decide: (change: Change) => Promise<Result<T>> | Result<T>,
): Promise<Result<T>> {
  const { idempotency } = options;
  for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
    const known = idempotency && (await lookUpKey<T>(services, idempotency));
    if (known?.answered) return known.answered;
    const head = await services.table.get(keys.journey(journeyId));
    if (!head) return refuse('NOT_FOUND', 'There is no such journey.');
    const journey = readJourney(head);
    const by = actorFor(services, journey, options.by);
    if (!by.ok) return by;
    if (options.expectedVersion !== undefined && options.expectedVersion !== journey.version) {
      return staleFor(journey, 'The journey has changed since you saw it. Look again before you act.');
    }
    const draft = draftOf(services, journey, by.value, options.staff?.(journey));
    const tried = await tryChange(services, draft, decide);
    if (!tried.ok) return tried;
    const { result, writes } = tried.value;
    if (!draft.changed && !known) return result;
    if (known) writes.push(known.remember(result.value));
    if (writes.length > MAX_TRANSACTION_WRITES) return tooLarge();
    const outcome = await services.table.transact(writes);
    if (outcome.ok) return result;
  }
  return refuse('UNAVAILABLE', 'Too many people are changing this journey at the same time. Try again.');
}

/** What a decision would write. */
interface Tried<T> {
  readonly result: Done<T>;
  readonly writes: Write[];
}

/** Runs a decision on a draft, and commits nothing. @returns the decision's refusal, or one of a change too large. */
export async function tryChange<T>(
  services: Services,
  draft: JourneyDraft,
  decide: (change: Change) => Promise<Result<T>> | Result<T>,
): Promise<Result<Tried<T>>> {
  const before = draft.journey;
  const others: Write[] = [];
  const change = changeOf(services, draft, others);
  const result = await decide(change);
  if (!result.ok) return result;
  if (draft.changed) {
    await keepYouthSupervision(change);
    await watchNights(before, change);
    await watchAbsences(services, before, change);
    await watchVictimContact(services, before, change);
  }
  const writes = [...writesOf(draft, before.version), ...others];
  return writes.length > MAX_TRANSACTION_WRITES ? tooLarge() : done({ result, writes });
}

function actorFor(services: Services, journey: Journey, by: ChangeOptions['by']): Result<Actor> {
  if (typeof by !== 'function') return done(by);
  return by(journey, dateInLondon(services.clock.now()).toString());
}

export function draftOf(services: Services, journey: Journey, by: Actor, staff?: StaffSide): JourneyDraft {
  return new JourneyDraft(journey, contextOf(services, by, staff));
}

export function contextOf(services: Services, by: Actor, staff?: StaffSide): DraftContext {
  const now = services.clock.now();
  return {
    now: isoInstant(now),
    today: dateInLondon(now).toString(),
    by,
    ...(staff !== undefined && { staff }),
    calendar: services.calendar,
    law: services.law,
    newId: () => services.ids.next(),
    publicUrl: services.publicUrl,
  };
}

/** A draft with functions that load rows into it; writes outside the journey are put into `others`. */
export function changeOf(services: Services, draft: JourneyDraft, others: Write[]): Change {
  const { id } = draft.journey;
  const loadSteps = async (stepKeys: readonly string[]): Promise<void> => {
    const missing = [...new Set(stepKeys)].filter((key) => !draft.hasStep(key));
    const rows = await Promise.all(missing.map((key) => services.table.get(keys.step(id, key))));
    for (const [index, key] of missing.entries()) {
      const row = rows[index];
      draft.loadStep(key, row && readStep(row));
    }
  };
  const loadReferrals = async (ids: readonly string[]): Promise<void> => {
    const missing = [...new Set(ids)].filter((referralId) => !draft.hasReferral(referralId));
    const rows = await Promise.all(
      missing.map((referralId) => services.table.get(keys.referral(id, referralId))),
    );
    draft.loadReferrals(rows.flatMap((row) => (row ? [readReferral(row)] : [])));
  };
  return {
    draft,
    loadSteps,
    loadReferrals,
    async loadAllSteps() {
      const rows = await readAll(services.table, keys.journey(id).pk, ROW_PREFIXES.step);
      const steps = rows.map(readStep);
      for (const step of steps) draft.loadStep(step.key, step);
      return steps.flatMap(({ key }) => draft.step(key) ?? []);
    },
    async load({ steps, referrals }) {
      await Promise.all([loadSteps(steps), loadReferrals(referrals)]);
    },
    async open(opening) {
      await loadSteps([rowOpened(draft, opening)]);
      return openStep(draft, opening);
    },
    alsoWrite(write) {
      others.push(write);
    },
  };
}

/** The whole draft as one transaction. */
export function writesOf(draft: JourneyDraft, previousVersion: number | undefined): Write[] {
  const effects = effectsOf(draft);
  const journey: Journey = {
    ...draft.journey,
    version: (previousVersion ?? 0) + 1,
    registered: true,
    updatedAt: draft.context.now,
    outboxCount: draft.journey.outboxCount + effects.length,
  };
  const condition =
    previousVersion === undefined
      ? ({ kind: 'absent' } as const)
      : ({ kind: 'version', equals: previousVersion } as const);
  const writes: Write[] = [{ kind: 'put', item: journeyItem(journey), when: condition }];
  writes.push(...registering(draft.journey));
  // No condition: rows in a journey's partition change only together with its head.
  for (const fact of draft.facts) writes.push({ kind: 'put', item: factItem(journey.id, fact) });
  for (const step of draft.changedSteps()) writes.push({ kind: 'put', item: stepItem(journey.id, step) });
  for (const ended of draft.endedCycles()) writes.push({ kind: 'put', item: cycleItem(journey.id, ended) });
  for (const referral of draft.changedReferrals()) {
    writes.push({ kind: 'put', item: referralItem(referral) });
    if (draft.isNew(referral)) {
      const lookup = {
        ...keys.referralLookup(referral.id),
        journeyId: journey.id,
        agencyId: referral.agencyId,
      };
      writes.push({ kind: 'put', item: lookup });
    }
  }
  // Only when it closes: a later change to a closed journey must not release a person who has begun another.
  // A number that was merged leads to the surviving record.
  if (draft.closes && journey.mergedInto === undefined)
    for (const { prisonNumber } of [journey, ...(journey.mergedRecords ?? [])])
      writes.push({ kind: 'delete', key: keys.person(prisonNumber) });
  for (const delivery of draft.deliveries) writes.push({ kind: 'put', item: deliveryItem(delivery) });
  for (const [index, effect] of effects.entries()) {
    const sequence = draft.journey.outboxCount + index + 1;
    writes.push({ kind: 'put', item: outboxItem(journey.id, sequence, effect, draft.context.now) });
  }
  return writes;
}

/** One row for all notices of a change, last: nobody is sent a message before the machines have gone on. */
function effectsOf(draft: JourneyDraft): readonly Effect[] {
  const notices = [...draft.notices, ...stepNotices(draft)];
  if (notices.length === 0) return draft.effects;
  const { id, outboxCount } = draft.journey;
  const number = outboxCount + draft.effects.length + 1;
  return [...draft.effects, { kind: 'tell', journeyId: id, number, notices }];
}

function tooLarge(): Refusal {
  return refuse(
    'RULE_REFUSED',
    'This would change too many open steps and referrals at once. Answer some of them, then try again.',
    { rule: 'change-too-large' },
  );
}

/**
 * Refuses a form that shows what is no longer so. To be asked inside the change, so that it is asked again after a lost
 * race, when only something else may have changed.
 * @param seen the version of the form that was sent; undefined from a caller who goes by the journey's version.
 */
export function refuseOldForm(seen: string | undefined, now: string, journey: Journey): Refusal | undefined {
  if (seen === undefined || seen === now) return undefined;
  return staleFor(journey, 'Look again before you act: the record is no longer what the form shows.');
}

function staleFor({ version, phase, releaseDateInForce }: Journey, detail: string): Refusal {
  const inForce = releaseDateInForce !== undefined && { releaseDateInForce };
  return refuse('CONFLICT', detail, { current: { version, phase, ...inForce } });
}

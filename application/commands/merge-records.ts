import type { User } from '../../domain/access/user.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { closeMerged, moveReferrals, rowsTouchedByMerge } from '../../domain/journey/merge.ts';
import { takeDetails } from '../../domain/journey/merge-details.ts';
import { ENDED_BY_WITHDRAWAL } from '../../domain/pathways/referrals/withdrawal.ts';
import { isStepKind } from '../../domain/pathways/catalogue.ts';
import { isPrisonNumber } from '../../domain/record/identifiers.ts';
import type { MergedRecord } from '../../domain/record/merge.ts';
import { stepKey } from '../../domain/record/step-key.ts';
import { changeFor, type Terms } from '../access.ts';
import type { Change } from '../change.ts';
import { changeOf, draftOf, writesOf } from '../change-journey.ts';
import { readJourney } from '../items.ts';
import { keys } from '../keys.ts';
import { eventsGoTo } from '../match-events.ts';
import type { Write } from '../ports/table.ts';
import { done, refuse, refuseHiddenText, type Refusal, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

export interface Merge {
  /** The other prison number of the same person. */
  readonly otherNumber: string;
  /** Which number survives: that of this journey, or the other. */
  readonly survives: 'THIS' | 'OTHER';
  readonly reason?: string;
}

export type RecordsMerged = {
  readonly prisonNumber: string;
  /** The journey that closed, where the other number had one. */
  readonly closed?: string;
  readonly moved: number;
  readonly ended: number;
};

/**
 * Records that two prison numbers are of one person. The journey of the surviving number continues. An open journey of
 * the other closes as merged, and its live referrals move unless the surviving record has the same one. From then on the
 * other number leads to the surviving journey. One transaction.
 * @returns NOT_PERMITTED; CONFLICT for a closed journey, and for two numbers that are one record already, so that nothing
 * is merged into itself or in a circle; VALIDATION_FAILED for a number that is not one; RULE_REFUSED where the other
 * number survives and has the open journey, and for a change too large.
 */
export async function mergeRecords(
  services: Services,
  user: User,
  journeyId: string,
  given: Merge,
  terms: Terms = {},
): Promise<Result<RecordsMerged>> {
  const hidden = refuseHiddenText('reason', given.reason);
  if (hidden) return hidden;
  return changeFor(services, user, journeyId, { action: 'merge-records' }, terms, (change) =>
    carryOutMerge(change, services, given),
  );
}

/** What the command does to a draft. A message of the prison's system does the same. */
export async function carryOutMerge(
  change: Change,
  services: Services,
  { otherNumber, survives, reason }: Merge,
): Promise<Result<RecordsMerged>> {
  const { draft } = change;
  const { journey } = draft;
  if (journey.phase === 'closed') return refuse('CONFLICT', 'The journey of this person is closed.');
  if (!isPrisonNumber(otherNumber)) return wrong('A prison number is like A1234BC.');
  if (otherNumber === journey.prisonNumber)
    return wrong('That is the number of this record. Enter the other number.');
  const other = await journeyOf(services, otherNumber);
  if (other?.id === journey.id)
    return refuse('CONFLICT', 'The two numbers are one record already, so there is nothing to merge.');
  if (survives === 'THIS') return take(change, services, otherNumber, other, reason);
  if (other === undefined) return renumber(change, services, otherNumber, reason);
  return refuse(
    'RULE_REFUSED',
    'The other number survives and has an open journey. Open that record, and merge this number into it.',
    { rule: 'merge-from-survivor' },
  );
}

/** The other record is merged into this one. */
async function take(
  change: Change,
  services: Services,
  number: string,
  other: Journey | undefined,
  reason: string | undefined,
): Promise<Result<RecordsMerged>> {
  const { draft } = change;
  const { id, prisonNumber } = draft.journey;
  const { today: on } = draft.context;
  const records: readonly MergedRecord[] = [
    { prisonNumber: number, on, ...(other && { journeyId: other.id }) },
    ...(other?.mergedRecords ?? []),
  ];
  const { moved, ended, writes } =
    other === undefined ? NOTHING : await close(change, services, other, reason);
  draft.update({ mergedRecords: [...(draft.journey.mergedRecords ?? []), ...records] });
  draft.record('records-merged', { number, journey: other?.id, moved, ended, reason });
  for (const write of writes) change.alsoWrite(write);
  for (const each of records) {
    change.alsoWrite(leadsTo(each.prisonNumber, id, other === undefined));
    await putEventsUnder(change, services, each.prisonNumber, prisonNumber);
  }
  return done({ prisonNumber, moved, ended, ...(other && { closed: other.id }) });
}

const NOTHING = { moved: 0, ended: 0, writes: [] } as const;

async function close(
  change: Change,
  services: Services,
  other: Journey,
  reason: string | undefined,
): Promise<{ readonly moved: number; readonly ended: number; readonly writes: readonly Write[] }> {
  const { draft } = change;
  const writes: Write[] = [];
  const closing = changeOf(services, draftOf(services, other, draft.context.by), writes);
  await closing.load(rowsTouchedByMerge(other));
  await change.load(rowsTouchedByMerge(draft.journey));
  const { moved, ended } = moveReferrals(closing.draft, draft);
  takeDetails(other, draft);
  const { id: journeyId, prisonNumber } = draft.journey;
  closeMerged(closing.draft, { journeyId, prisonNumber, on: draft.context.today }, reason);
  for (const { was, subject } of moved) {
    for (const kind of Object.keys(ENDED_BY_WITHDRAWAL)) {
      const asked = other.open.some(({ key }) => key === stepKey(other.cycle, kind, was));
      if (asked && isStepKind(kind)) await change.open({ kind, subject });
    }
  }
  return { moved: moved.length, ended, writes: [...writesOf(closing.draft, other.version), ...writes] };
}

/** Only this record has a journey: it continues under the number that survives. */
async function renumber(
  change: Change,
  services: Services,
  now: string,
  reason: string | undefined,
): Promise<Result<RecordsMerged>> {
  const { draft } = change;
  const { id, prisonNumber: was, mergedRecords = [] } = draft.journey;
  const { today: on } = draft.context;
  draft.update({ prisonNumber: now, mergedRecords: [...mergedRecords, { prisonNumber: was, on }] });
  draft.record('prison-number-changed', { was, now, reason });
  change.alsoWrite({ kind: 'put', item: { ...keys.person(now), journeyId: id }, when: { kind: 'absent' } });
  await putEventsUnder(change, services, was, now);
  return done({ prisonNumber: now, moved: 0, ended: 0 });
}

async function putEventsUnder(
  change: Change,
  services: Services,
  number: string,
  surviving: string,
): Promise<void> {
  const goes = await eventsGoTo(services, number, surviving);
  if (goes !== undefined) change.alsoWrite(goes);
}

async function journeyOf({ table }: Services, prisonNumber: string): Promise<Journey | undefined> {
  const journeyId = (await table.get(keys.person(prisonNumber)))?.['journeyId'];
  if (typeof journeyId !== 'string') return undefined;
  const head = await table.get(keys.journey(journeyId));
  return head && readJourney(head);
}

/** @param isNew nothing may have begun under the number meanwhile. */
function leadsTo(prisonNumber: string, journeyId: string, isNew: boolean): Write {
  const item = { ...keys.person(prisonNumber), journeyId };
  return { kind: 'put', item, ...(isNew && { when: { kind: 'absent' } }) };
}

function wrong(problem: string): Refusal {
  return refuse('VALIDATION_FAILED', problem, { fields: [{ field: 'otherNumber', problem }] });
}

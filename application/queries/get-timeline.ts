import { describeFact } from '../../domain/journey/describe.ts';
import { agenciesAnswered } from '../../domain/journey/shown-answers.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { isStepKind } from '../../domain/pathways/catalogue.ts';
import type { Actor } from '../../domain/record/actor.ts';
import type { Fact, PrivatePart } from '../../domain/record/facts.ts';
import { dayInLondon, type IsoDate } from '../../domain/law/time.ts';
import type { User } from '../../domain/access/user.ts';
import { describeActor, figuresOf, type Names } from '../../domain/journey/words.ts';
import { readFor } from '../access.ts';
import { askAboutTimeline } from '../changed-timeline.ts';
import { findFact } from '../items.ts';
import { registeredAs } from '../journey-register.ts';
import { keys } from '../keys.ts';
import { agencyIn } from '../../domain/record/waits-for.ts';
import type { Item } from '../ports/table.ts';
import { done, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { agencyNames } from './agency-names.ts';
import type { Listed } from './list-journeys.ts';
import { readPosition, writePosition, type ListAsked } from './positions.ts';

/** One line of a timeline, in plain English. */
export interface TimelineEntry {
  readonly sequence: number;
  readonly at: string;
  /** The date in London. */
  readonly on: IsoDate;
  readonly by: Actor;
  readonly who: string;
  readonly type: Fact['type'];
  readonly sentence: string;
  readonly data: Fact['data'];
  /** Which of the data are in no chain, and the salt of their hash. */
  readonly private?: PrivatePart;
  readonly privateHash?: string;
  /** The fact's hash, which chains it to the one before, for checks that nothing was changed. */
  readonly hash: string;
  readonly previousHash: string;
}

export interface TimelineRequest {
  readonly cursor?: string;
  readonly limit?: number;
  /** The latest first; otherwise in the order they happened. */
  readonly newestFirst?: boolean;
}

/** A page of a timeline. */
export interface Timeline extends Listed<TimelineEntry> {
  /** The numbers of entries that belong here and cannot be read. Administrators have been asked about the first. */
  readonly unreadable: readonly number[];
}

const PAGE_SIZE = 100;
const LARGEST_PAGE = 500;

/**
 * The facts of a journey, a page at a time.
 *
 * @returns NOT_FOUND; NOT_PERMITTED; VALIDATION_FAILED for a cursor of another list.
 */
export async function getTimeline(
  services: Services,
  user: User,
  id: string,
  request: TimelineRequest = {},
): Promise<Result<Timeline>> {
  const found = await readFor(services, user, id);
  return found.ok ? timelineOf(services, user, found.value.journey, request) : found;
}

/**
 * A page of the facts of the journey whose head has been read, for a user who may read it.
 * @param namesKnown names of agencies that need not be read.
 * @returns VALIDATION_FAILED for a cursor of another list.
 */
export async function timelineOf(
  services: Services,
  user: User,
  journey: Journey,
  request: TimelineRequest,
  namesKnown: Names = {},
): Promise<Result<Timeline>> {
  const { id } = journey;
  const newestFirst = request.newestFirst === true;
  const asked: ListAsked = { list: 'facts', reader: user, query: [id, newestFirst] };
  const position = await readPosition(services, asked, request.cursor);
  if (!position.ok) return position;
  const figures = figuresOf(services.law, journey);
  const { count } = journey.facts;
  const after = position.value ? Number(position.value.after) : newestFirst ? count + 1 : 0;
  const limit = Math.min(request.limit ?? PAGE_SIZE, LARGEST_PAGE);
  const first = newestFirst ? after - limit : after + 1;
  const last = newestFirst ? after - 1 : after + limit;
  const rows = await readRows(services, id, Math.max(1, first), Math.min(last, count));
  const facts = rows.flatMap((row) => findFact(row) ?? []);
  const unreadable = missingIn(facts, Math.max(1, first), Math.min(last, count));
  await askAboutFirst(services, id, unreadable, rows);
  if (newestFirst) facts.reverse();
  const names = await agencyNames(services, facts.flatMap(agencyOf), namesKnown);
  const more = newestFirst ? first > 1 : last < count;
  return done({
    items: facts.map((fact) => ({
      sequence: fact.sequence,
      at: fact.at,
      on: dayInLondon(fact.at),
      by: fact.by,
      who: describeActor(fact.by, names),
      type: fact.type,
      sentence: describeFact(fact, figures, names),
      data: fact.data,
      ...(fact.private && { private: fact.private }),
      ...(fact.privateHash !== undefined && { privateHash: fact.privateHash }),
      hash: fact.hash,
      previousHash: fact.previousHash,
    })),
    unreadable,
    ...(more && {
      cursor: await writePosition(services, asked, { part: 0, after: String(newestFirst ? first : last) }),
    }),
  });
}

/** Facts are numbered without gaps, so a page is a range of numbers. */
async function readRows(services: Services, id: string, first: number, last: number): Promise<Item[]> {
  if (last < first) return [];
  const rows: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await services.table.query({
      partition: keys.fact(id, first).pk,
      from: keys.fact(id, first).sk,
      to: keys.fact(id, last).sk,
      limit: last - first + 1,
      ...(cursor !== undefined && { cursor }),
    });
    rows.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return rows;
}

/** Facts have no gaps, so a number without a fact is of one that is gone or cannot be read. */
function missingIn(facts: readonly Fact[], first: number, last: number): readonly number[] {
  const known = new Set(facts.map(({ sequence }) => sequence));
  const numbers = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  return numbers.filter((number) => !known.has(number));
}

/** Once for each timeline, in the words of the nightly check: whichever finds it first. */
async function askAboutFirst(
  services: Services,
  journeyId: string,
  [sequence]: readonly number[],
  rows: readonly Item[],
): Promise<void> {
  if (sequence === undefined) return;
  const registered = await registeredAs(services.table, journeyId);
  if (registered.changed !== undefined) return;
  const { sk } = keys.fact(journeyId, sequence);
  const why = rows.some((row) => row.sk === sk) ? 'it cannot be read' : 'it is missing';
  await askAboutTimeline(services, registered, { sequence, why });
}

function agencyOf(fact: Fact): readonly string[] {
  const { agency } = fact.data;
  const ids = [
    agency,
    fact.by.kind === 'partner' ? fact.by.id : undefined,
    ownerOf(fact),
    ...answeredIn(fact),
  ];
  return ids.filter((each) => typeof each === 'string');
}

function answeredIn({ data }: Fact): readonly string[] {
  const { step } = data;
  return typeof step === 'string' && isStepKind(step) ? agenciesAnswered(step, data) : [];
}

function ownerOf({ data }: Fact): string | undefined {
  const { waitsFor } = data;
  return typeof waitsFor === 'string' ? agencyIn(waitsFor) : undefined;
}

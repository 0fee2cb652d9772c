import { Temporal } from 'temporal-polyfill';
import { ACCESS_KINDS, type AccessKind } from '../../../application/access-log-items.ts';
import { listAccess, type AccessOf, type AccessRow } from '../../../application/queries/list-access.ts';
import { officerName } from '../../../domain/journey/words.ts';
import { addDays } from '../../../domain/law/time.ts';
import { sayDate } from '../../../domain/law/say-date.ts';
import { filterWords, relationWords, whatWords, whereWords } from '../access-words.ts';
import { dateItems, isTyped, readDate } from '../forms/date-input.ts';
import { formatInstant } from '../formats.ts';
import type { PageHandler, SignedInRequest } from '../page-request.ts';
import { page, problemPage } from '../page-response.ts';

const KIND_WORDS: Readonly<Record<AccessKind, string>> = {
  consultation: 'Consultations',
  denial: 'Denials',
};

/** For an administrator: who consulted which record, and who was refused. */
export const accessLog: PageHandler = async (request) => {
  const { services, user, query, today } = request;
  const typed = isTyped(query, 'day') ? readDate(query, 'day', 'The day') : undefined;
  const asked = ofQuery(request, typed?.ok === true ? typed.date : undefined);
  const kind = ACCESS_KINDS.find((known) => known === query.get('kind')) ?? 'consultation';
  const cursor = query.get('cursor');
  const listed = await listAccess(services, user, { kind, of: asked, ...(cursor !== null && { cursor }) });
  if (!listed.ok) return problemPage(listed, '/access-log');
  const { items, cursor: more } = listed.value;
  const heading = headingOf(asked, items, request);
  const address = (parts: Readonly<Record<string, string>>) =>
    `/access-log?${new URLSearchParams({ ...addressOf(asked), ...parts }).toString()}`;
  const { day } = asked;
  return page('access-log', {
    title: `Access log: ${KIND_WORDS[kind].toLowerCase()} ${heading}`,
    heading,
    kindName: KIND_WORDS[kind].toLowerCase(),
    problem: typed?.ok === false ? typed.problem.problem : undefined,
    dateItems: dateItems(query, 'day'),
    kinds: ACCESS_KINDS.map((each) => ({
      name: KIND_WORDS[each],
      href: address({ kind: each }),
      current: each === kind,
    })),
    ...(day !== undefined && {
      dayBefore: `/access-log?day=${addDays(day, -1)}&kind=${kind}`,
      ...(day < today && { dayAfter: `/access-log?day=${addDays(day, 1)}&kind=${kind}` }),
    }),
    rows: items.map((row) => shown(row, request)),
    ...(more !== undefined && { next: address({ kind, cursor: more }) }),
    ...(cursor !== null && { first: address({ kind }) }),
  });
};

function ofQuery({ query, today }: SignedInRequest, typed: string | undefined): AccessOf {
  const [by, journeyId, day] = [query.get('by'), query.get('journey'), query.get('day')];
  if (journeyId !== null) return { journeyId };
  if (by !== null) return { by };
  return { day: typed ?? realDay(day) ?? today };
}

function realDay(text: string | null): string | undefined {
  if (text === null) return undefined;
  try {
    return Temporal.PlainDate.from(text).toString();
  } catch {
    return undefined;
  }
}

function addressOf({ day, by, journeyId }: AccessOf): Readonly<Record<string, string>> {
  if (day !== undefined) return { day };
  return by === undefined ? { journey: journeyId } : { by };
}

function headingOf(
  { day, by }: AccessOf,
  rows: readonly AccessRow[],
  { names }: Pick<SignedInRequest, 'names'>,
): string {
  if (day !== undefined) return `on ${sayDate(day)}`;
  if (by !== undefined) return `by ${officerName(by, names)}`;
  return `of ${rows[0]?.person?.name ?? 'this person'}`;
}

function shown(row: AccessRow, { names }: SignedInRequest) {
  const { at, user, agencyId, person, relation, where, query, reason } = row;
  return {
    when: formatInstant(at),
    who: agencyId === undefined ? officerName(user, names) : (names.agency?.(agencyId) ?? agencyId),
    whoHref: `/access-log?by=${encodeURIComponent(user)}&kind=${row.kind}`,
    what: whatWords(row),
    filters: filterWords(query, names),
    person: person && (person.name ?? 'A person whom you may not see'),
    ...(person?.journeyId !== undefined && { personHref: `/journeys/${person.journeyId}` }),
    relation: relationWords(relation),
    where: whereWords(where),
    reason,
  };
}

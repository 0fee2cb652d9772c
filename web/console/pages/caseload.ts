import { essentialsCount } from '../essentials-words.ts';
import { listJourneys, type JourneyFilter } from '../../../application/queries/list-journeys.ts';
import { countWorkingDays } from '../../../domain/law/day-rules.ts';
import { spanInDigits } from '../../../domain/law/number-words.ts';
import { sayNotReady } from '../../../domain/pathways/release/essentials.ts';
import { addDays } from '../../../domain/law/time.ts';
import type { User } from '../../../domain/access/user.ts';
import { page, problemPage } from '../page-response.ts';
import { dateTypeName } from '../../../domain/law/date-type-names.ts';
import { placeCalled, PRISONS, prisonsToStartAt } from '../directory.ts';
import { namedWithAbsence } from '../absence-words.ts';
import { certaintyOf, tagsOf } from '../flags.ts';
import { formatCount, formatDaysAway } from '../formats.ts';
import type { PageHandler, SignedInRequest } from '../page-request.ts';

const VIEWS = ['next-days', 'first-night', 'pre-release', 'after-release', 'attention', 'all'] as const;
type View = (typeof VIEWS)[number];

/** Too near for much of what may be missing. */
const NEXT_WORKING_DAYS = 2;

const NAMES: Readonly<Record<Exclude<View, 'pre-release'>, string>> = {
  'next-days': `Next ${NEXT_WORKING_DAYS} working days`,
  'first-night': 'No place for the first night',
  'after-release': 'After release',
  attention: 'Needs attention',
  all: 'Everyone',
};

/** Long enough to find somewhere; the page says how long. */
const FIRST_NIGHT_DAYS = 14;

/** An administrator has no caseload, so they choose one first. */
const SAY_WHOSE = 'Choose a prison or an officer first.';

const EMPTY: Readonly<Record<Exclude<View, 'pre-release'>, string>> = {
  'next-days': `Nobody here is due to be released in the next ${NEXT_WORKING_DAYS} working days.`,
  'first-night': `Everybody here who is due to be released in the next ${FIRST_NIGHT_DAYS} days has a place for the first night.`,
  'after-release': 'Nobody here has been released and is still under supervision.',
  attention: 'Nobody here needs attention: nothing is overdue and nothing has gone wrong.',
  all: 'There is nobody in your caseload.',
};

/** Someone of a region is shown nobody else unless they choose. */
const OWN_ONLY =
  ' This is only about people whose officer or deputy you are. Choose an officer above to see that officer’s people.';

export const caseload: PageHandler = async (request) => {
  const { query, services, user, names } = request;
  const view = VIEWS.find((each) => each === query.get('view')) ?? openedFirst(user);
  const chosen = chosenFilter(query);
  const cursor = query.get('cursor');
  const heading = nameOf(view, request);
  const listed = await listJourneys(services, user, {
    ...chosen,
    ...rangeOf(view, request),
    ...(cursor !== null && { cursor }),
  });
  const sayWhose = !listed.ok && listed.code === 'VALIDATION_FAILED' && listed.fields === undefined;
  if (!listed.ok && !sayWhose) return problemPage(listed, '/caseload');
  const { items, cursor: more } = listed.ok ? listed.value : { items: [], cursor: undefined };
  const officers = await colleagues(request);
  const prisons = prisonsToChoose(user);
  return page('caseload', {
    title: cursor === null ? `Caseload: ${heading}` : `Caseload: ${heading}, continued`,
    view,
    tabs: VIEWS.map((each) => ({
      text: nameOf(each, request),
      href: addressOf({ ...chosen, view: each }),
      active: each === view,
    })),
    heading,
    count: `${formatCount(items.length, 'person', 'people')}${more === undefined ? '' : ' on this page'}`,
    empty: sayWhose
      ? SAY_WHOSE
      : more === undefined
        ? `${emptyWords(view, request)}${isOwnOnly(user, chosen) ? OWN_ONLY : ''}`
        : 'Nobody on this page. There may be more on the next.',
    rows: items.map((row) => ({
      ...row,
      prisonName: placeCalled(row.prison),
      typeName: row.dateType && dateTypeName(row.dateType),
      date: row.releasedOn ?? row.releaseDate,
      standing:
        row.releasedOn === undefined ? `${awayWords(row.daysToRelease)}, ${certaintyOf(row)}` : 'released',
      tags: tagsOf(row),
      settled: essentialsCount(row.essentials),
      notReady: view === 'next-days' ? sayNotReady(row.essentials) : undefined,
      responsibleName:
        row.responsible === undefined ? undefined : namedWithAbsence(row.responsible, row, names),
    })),
    filters: {
      prisons: prisons.length > 1 ? prisons : [],
      officers,
      chosen: chosenTags(request, view, chosen),
      ...chosen,
    },
    ...(more !== undefined && { next: addressOf({ ...chosen, view, cursor: more }) }),
    ...(cursor !== null && { first: addressOf({ ...chosen, view }) }),
    mayStart: prisonsToStartAt(user).length > 0,
  });
};

/** An administrator has no caseload of their own, and looks for what needs attention in everybody's. */
function openedFirst({ roles, prisons, regions }: User): View {
  const ownCaseload = prisons.length > 0 || regions.length > 0;
  return roles.includes('admin') && !ownCaseload ? 'attention' : 'pre-release';
}

function isOwnOnly({ roles, prisons }: User, { officer, prison }: Chosen): boolean {
  return !roles.includes('admin') && prisons.length === 0 && officer === undefined && prison === undefined;
}

function awayWords(days: number | undefined): string {
  return days === undefined ? 'not known' : formatDaysAway(days);
}

type Chosen = Pick<JourneyFilter, 'prison' | 'officer'>;

function chosenFilter(query: URLSearchParams): Chosen {
  const prison = query.get('prison');
  const officer = query.get('officer');
  return {
    ...(prison !== null && prison !== '' && { prison }),
    ...(officer !== null && officer !== '' && { officer }),
  };
}

function nameOf(view: View, request: SignedInRequest): string {
  return view === 'pre-release' ? `Next ${spanInDigits(preReleaseDays(request))}` : NAMES[view];
}

function emptyWords(view: View, request: SignedInRequest): string {
  return view === 'pre-release'
    ? `Nobody here is due to be released in the next ${spanInDigits(preReleaseDays(request))}.`
    : EMPTY[view];
}

/** Pre-release work is open for everyone due for release in this time. */
function preReleaseDays({ services, today }: SignedInRequest): number {
  return services.law.on(today).preReleaseDays;
}

/** A release day that passed without a record stays on the lists of those to be released, at the top. */
function rangeOf(view: View, request: SignedInRequest): JourneyFilter {
  const { today, services } = request;
  switch (view) {
    case 'next-days':
      return {
        released: false,
        releasingBefore: addDays(countWorkingDays(today, NEXT_WORKING_DAYS, services.calendar).day, 1),
      };
    case 'first-night':
      return { released: false, noPlace: true, releasingBefore: addDays(today, FIRST_NIGHT_DAYS + 1) };
    case 'pre-release':
      return { released: false, releasingBefore: addDays(today, preReleaseDays(request) + 1) };
    case 'after-release':
      return { released: true, releasingBefore: addDays(today, 1) };
    case 'attention':
      return { attention: true };
    case 'all':
      return {};
  }
}

function prisonsToChoose(user: User): readonly { readonly value: string; readonly text: string }[] {
  const everywhere = user.roles.includes('admin');
  return PRISONS.filter(({ id }) => everywhere || user.prisons.includes(id)).map(({ id, name }) => ({
    value: id,
    text: name,
  }));
}

/** Officers whose people the user may see: those of their own prisons and regions. */
async function colleagues({
  directory,
  user,
}: SignedInRequest): Promise<readonly { value: string; text: string }[]> {
  const staff = await directory.staff();
  const everywhere = user.roles.includes('admin');
  return staff
    .filter(
      ({ duties, prisons, regions }) =>
        duties.some((duty) => ['POM', 'COM', 'YOT'].includes(duty)) &&
        (everywhere ||
          prisons.some((id) => user.prisons.includes(id)) ||
          regions.some((id) => user.regions.includes(id))),
    )
    .map(({ id, name }) => ({ value: id, text: name }));
}

function chosenTags(
  { names }: SignedInRequest,
  view: View,
  { prison, officer }: Chosen,
): readonly { text: string; href: string }[] {
  return [
    ...(prison === undefined
      ? []
      : [
          { text: placeCalled(prison), href: addressOf({ view, ...(officer !== undefined && { officer }) }) },
        ]),
    ...(officer === undefined
      ? []
      : [
          {
            text: names.officer?.(officer) ?? officer,
            href: addressOf({ view, ...(prison !== undefined && { prison }) }),
          },
        ]),
  ];
}

function addressOf(parameters: Readonly<Record<string, string>>): string {
  return `/caseload?${new URLSearchParams(parameters).toString()}`;
}

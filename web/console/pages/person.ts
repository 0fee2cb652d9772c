import type { JourneyView } from '../../../application/queries/get-journey.ts';
import { getPerson } from '../../../application/queries/get-person.ts';
import { describeFact } from '../../../domain/journey/describe.ts';
import { describeHoldFact } from '../../../domain/journey/describe-hold.ts';
import { notifiedOfDeath } from '../../../domain/journey/describe-death.ts';
import { describeFollowUp, titlesOf } from '../../../domain/journey/describe-closing.ts';
import type { LastingFigures } from '../../../domain/law/figures.ts';
import { describeActor, officerName, type Names } from '../../../domain/journey/words.ts';
import { absenceSentences, namedWithAbsence } from '../absence-words.ts';
import { essentialRows, essentialsCount } from '../essentials-words.ts';
import { distancePicture, distanceRows } from '../distance-picture.ts';
import { consentRows } from '../consent-words.ts';
import { forbiddenPerson, page, problemPage, type PageResponse } from '../page-response.ts';
import { placeCalled } from '../directory.ts';
import { tagsOf } from '../flags.ts';
import { mentorRows } from '../mentor-words.ts';
import { FACT_TITLES, figuresOf, pathwayCards, PHASES, referralRows } from '../journey-words.ts';
import { openSteps } from '../open-steps.ts';
import { originOf, standingOf } from '../release-words.ts';
import { licenceRows } from '../licence-words.ts';
import { moneyRows } from '../money-words.ts';
import { supervisionRows } from '../supervision-words.ts';
import { listsWork, mayDo } from '../person-actions.ts';
import { personSections } from '../person-sections.ts';
import { sentenceDateRows, whyInForce } from '../sentence-dates-words.ts';
import { documentRows } from '../document-words.ts';
import { versionRows } from '../licence-versions.ts';
import { healthRows } from '../health-words.ts';
import { earlierCycleWords, recallWords } from '../recall-words.ts';
import { supervisorOf } from '../../../domain/record/head.ts';
import { dayInLondon, type IsoDate } from '../../../domain/law/time.ts';
import { ageOn, isAdultOn } from '../../../domain/law/age.ts';
import { SEX_WORDS } from '../../../domain/pathways/characteristics.ts';
import { formatDaysAway, formatShortDate } from '../formats.ts';
import type { PageHandler, SignedInRequest } from '../page-request.ts';

const FACTS_SHOWN = 25;

export const person: PageHandler = async (request) => {
  const { services, user, params, query, names } = request;
  const id = params['id'] ?? '';
  const cursor = query.get('facts');
  const asked = { newestFirst: true, limit: FACTS_SHOWN, ...(cursor !== null && { cursor }) };
  const found = await getPerson(services, user, id, asked, names);
  if (!found.ok) {
    if (found.code === 'NOT_PERMITTED') return forbiddenPerson(found.detail, id);
    return problemPage(found, found.code === 'VALIDATION_FAILED' ? `/journeys/${id}` : undefined);
  }
  const { journey, timeline } = found.value;
  const figures = figuresOf(request, journey);
  const facts = timeline.items.map((fact) => entryOf(fact, figures, request));
  return show(
    request,
    journey,
    { facts, unreadable: unreadableWords(timeline.unreadable) },
    cursor,
    timeline.cursor,
  );
};

function show(
  request: SignedInRequest,
  journey: JourneyView,
  { facts, unreadable }: { readonly facts: readonly object[]; readonly unreadable: string | undefined },
  cursor: string | null,
  more: string | undefined,
): PageResponse {
  const { names, today } = request;
  const figures = figuresOf(request, journey);
  const { id, officers } = journey;
  const address = `/journeys/${id}`;
  const may = mayDo(request, journey);
  const safeguarding = safeguardingWords(journey, names);
  const health = healthRows(journey);
  const documents = documentRows(journey);
  const distances = distanceRows(journey.supervision?.distance);
  const out = journey.releasedOn !== undefined;
  const named = (officer: string | undefined): string =>
    officer === undefined ? 'Nobody yet' : namedWithAbsence(officer, journey, names);
  return page('person', {
    title: cursor === null ? journey.person.name : `${journey.person.name}: earlier in the timeline`,
    address,
    journey,
    prisonName: placeCalled(journey.prison),
    regionName: placeCalled(journey.region),
    phaseName: PHASES[journey.phase],
    tags: tagsOf(journey),
    toDecide: journey.flags.includes('RELEASE_DAY_TO_DECIDE'),
    origin: originOf(journey, names),
    standing: standingOf(journey, names),
    dates: sentenceDateRows(journey, names),
    why: whyInForce(journey),
    away:
      journey.releasedOn === undefined && journey.daysToRelease !== undefined
        ? formatDaysAway(journey.daysToRelease)
        : undefined,
    bornWords: bornWords(journey, request),
    sexWords: journey.sex === undefined ? 'Not recorded' : SEX_WORDS[journey.sex],
    responsible: journey.responsible && officerName(journey.responsible, names),
    pom: named(officers.pom),
    supervisor: named(supervisorOf(journey)),
    supervisorTitle:
      officers.com === undefined && isChild(journey, request)
        ? 'Youth offending team worker'
        : 'Supervising officer',
    deputy: named(officers.deputy),
    absences: absenceSentences(journey, names),
    may,
    canDo: listsWork(may),
    openedInEmergency: (journey.emergencyAccess ?? []).map(({ officer }) => officerName(officer, names)),
    remandedOn: remandedOn(journey),
    followUp: followUpWords(journey, names),
    held: journey.hold && describeHoldFact.held({ ...journey.hold, recordedBy: undefined }),
    toNotify: journey.death === undefined ? [] : notifiedOfDeath(journey.death, names),
    unanswered: titlesOf(journey.closed?.unanswered ?? [], figures),
    essentials: essentialRows(journey.essentials),
    essentialsCount: essentialsCount(journey.essentials),
    distance: distancePicture(journey.supervision?.distance),
    distances,
    cards: pathwayCards(journey, figures, today),
    open: openSteps(request, journey, figures, may),
    licence: licenceRows(journey, names),
    licenceVersions: versionRows(journey, today, names),
    supervision: supervisionRows(journey),
    money: moneyRows(journey, request),
    documents,
    health,
    answered: journey.answered.map(({ key, title, answer, at, by }) => ({
      title,
      answer,
      when: formatShortDate(dayInLondon(at)),
      who: describeActor(by, names),
      href: `${address}/steps/${encodeURIComponent(key)}`,
    })),
    earlier: (journey.earlierCycles ?? []).toReversed().map((each) => ({
      text: earlierCycleWords(each),
      href: `${address}/cycles/${each.cycle}`,
    })),
    recalled: journey.recall && recallWords(journey.recall, names),
    mentors: mentorRows(journey, may.mentor),
    safeguarding,
    section: personSections({
      answered: journey.answered.length > 0,
      supervision: out,
      documents: documents.length > 0,
      health: health.length > 0,
      safeguarding: safeguarding !== undefined,
      distance: distances.length > 0,
      earlier: (journey.earlierCycles ?? []).length > 0,
    }),
    consents: consentRows(journey, names),
    referrals: referralRows(journey),
    facts,
    unreadable,
    ...(more !== undefined && { next: `${address}?facts=${encodeURIComponent(more)}` }),
    ...(cursor !== null && { first: address }),
    continued: cursor !== null,
  });
}

function safeguardingWords({ support: { safeguarding } }: JourneyView, names: Names) {
  if (safeguarding === undefined) return undefined;
  const { note, on, by } = safeguarding;
  return { note, who: officerName(by, names), when: formatShortDate(on) };
}

function remandedOn({ sentence }: JourneyView): IsoDate | undefined {
  return sentence.releaseKind === 'REMAND' ? sentence.startDate : sentence.remandedOn;
}

function isChild({ dateOfBirth }: JourneyView, { today, services }: SignedInRequest): boolean {
  return !isAdultOn(dateOfBirth, today, services.law);
}

/** Who is to offer follow-up, until they have. */
function followUpWords({ closed, steps }: JourneyView, names: Names): string | undefined {
  const open = steps.some(({ kind }) => kind === 'voluntary-follow-up');
  return open && closed?.followUp ? describeFollowUp(closed.followUp, names) : undefined;
}

function bornWords({ dateOfBirth, closed }: JourneyView, { today }: SignedInRequest): string {
  const born = formatShortDate(dateOfBirth);
  return closed === undefined ? `${born} (aged ${ageOn(dateOfBirth, today)})` : born;
}

function unreadableWords(numbers: readonly number[]): string | undefined {
  if (numbers.length === 0) return undefined;
  const which = numbers.length === 1 ? 'An entry' : `${numbers.length} entries`;
  return `${which} of this timeline cannot be read. Administrators have been asked to find out why.`;
}

type Entry = Parameters<typeof describeFact>[0] & {
  readonly at: string;
  readonly by: Parameters<typeof describeActor>[0];
};

function entryOf(fact: Entry, figures: LastingFigures, { names }: SignedInRequest): object {
  return {
    label: { text: FACT_TITLES[fact.type] },
    text: describeFact(fact, figures, names),
    datetime: { timestamp: fact.at, format: 'long' },
    byline: { text: describeActor(fact.by, names) },
  };
}

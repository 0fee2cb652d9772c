import { getJourney, type JourneyView } from '../../../application/queries/get-journey.ts';
import { listAppointments } from '../../../application/queries/list-appointments.ts';
import { nextNight, nightsOf, placeForNight } from '../../../domain/pathways/accommodation/places.ts';
import type { Appointment } from '../../../domain/record/appointments.ts';
import { supervisorOf } from '../../../domain/record/head.ts';
import { officerName } from '../../../domain/journey/words.ts';
import { placeCalled } from '../directory.ts';
import type { PageHandler, SignedInRequest } from '../page-request.ts';
import { forbiddenPerson, page, problemPage, type PageResponse } from '../page-response.ts';
import { PLAN_LANGUAGES, PLAN_WORDS, type PlanWords } from '../plan-words.ts';

/** More would not fit on one sheet; the person is sent the others as messages. */
const MOST_APPOINTMENTS = 6;

/**
 * The release plan on one sheet, for the person to take with them: nothing of offence, risk, health or other people
 * beyond a first name. After release it has only what still counts. English, or Welsh for `?lang=cy`.
 */
export const releasePlan: PageHandler = async (request) => {
  const { services, user, params, query, today } = request;
  const id = params['id'] ?? '';
  const found = await getJourney(services, user, id);
  if (!found.ok)
    return found.code === 'NOT_PERMITTED' ? forbiddenPerson(found.detail, id) : problemPage(found);
  const listed = await listAppointments(services, user, id);
  if (!listed.ok) return problemPage(listed);
  const language = PLAN_LANGUAGES.find((each) => each === query.get('lang')) ?? 'en';
  const words = PLAN_WORDS[language];
  const journey = found.value;
  if (journey.phase === 'closed') return noPlan(id);
  const toCome = listed.value.toCome.filter(({ on }) => on >= today);
  const outside = journey.releasedOn !== undefined;
  return page('release-plan', {
    title: outside ? words.titleOutside : words.title,
    words,
    address: `/journeys/${id}`,
    name: journey.person.name,
    otherLanguage: language === 'en' ? { lang: 'cy', text: 'Cymraeg' } : { lang: 'en', text: 'English' },
    parts: [
      { heading: outside ? words.left : words.leave, lines: leaving(journey, words) },
      { heading: outside ? words.lives : words.live, ...living(request, journey, words) },
      ...(outside ? [] : [{ heading: words.meets, lines: [meeting(journey, words)] }]),
      { heading: words.appointments, ...appointing(request, journey, toCome, words) },
      ...(outside ? [] : [{ heading: words.medicine, lines: [words.askMedicine] }]),
      { heading: words.money, lines: outside ? payingOutside(journey, words) : paying(journey, words) },
      ...(!outside && journey.ready?.phone === 'GETS_ONE'
        ? [{ heading: words.phone, lines: [words.getsPhone] }]
        : []),
      {
        heading: words.call,
        lines: calling(request, journey, words),
        write: officerOf(journey, request.names) === undefined ? undefined : words.officerNumber,
        list: words.helplines,
      },
    ],
    printed: words.printed(words.date(today)),
  });
};

function noPlan(id: string): PageResponse {
  return page(
    'problem',
    {
      title: 'There is no plan to print',
      detail: 'The journey of this person is closed.',
      back: `/journeys/${id}`,
    },
    409,
  );
}

function leaving(
  { releaseDate, releasedOn, releaseDateConfirmed }: JourneyView,
  words: PlanWords,
): readonly string[] {
  if (releasedOn !== undefined) return [words.leftOn(words.date(releasedOn))];
  if (releaseDate === undefined) return [words.leaveNotSettled];
  return [words.leaveOn(words.date(releaseDate)), ...(releaseDateConfirmed ? [] : [words.leaveNotSettled])];
}

function living({ names, today }: SignedInRequest, journey: JourneyView, words: PlanWords) {
  const record = withDateInForce(journey);
  const found = placeForNight(record, nextNight(record, today));
  if (found.kind === 'nowhere') {
    return { lines: [words.noPlace(officerOf(journey, names) ?? words.yourOfficer)] };
  }
  const { until } = nightsOf(found.place, record);
  const { lines = [], postcode } = found.place;
  const after = until === undefined ? [] : [words.stayUntil(words.date(until))];
  if (lines.length === 0) return { lines: [words.placeKnown, ...after] };
  return {
    lines: [words.placeAt],
    list: [[...lines, ...(postcode === undefined ? [] : [postcode])].join(', ')],
    after,
  };
}

function withDateInForce({ housing, releasedOn, releaseDate }: JourneyView) {
  return {
    housing,
    ...(releasedOn !== undefined && { releasedOn }),
    ...(releaseDate !== undefined && { releaseDateInForce: releaseDate }),
  };
}

function meeting({ ready }: JourneyView, words: PlanWords): string {
  return ready?.met === 'MET' && ready.who !== undefined ? words.isMet(ready.who) : words.notMet;
}

function appointing(
  { names }: SignedInRequest,
  journey: JourneyView,
  toCome: readonly Appointment[],
  words: PlanWords,
) {
  if (toCome.length === 0)
    return { lines: [words.noAppointment(officerOf(journey, names) ?? words.yourOfficer)] };
  return {
    lines: [],
    list: toCome
      .slice(0, MOST_APPOINTMENTS)
      .map(({ on, at, place }) => words.appointment(words.date(on), words.time(at), place)),
    after: [words.cannotCome],
  };
}

function paying({ benefits }: JourneyView, words: PlanWords): readonly string[] {
  const claim =
    benefits.notClaiming === true
      ? [words.notClaiming]
      : [
          words.claim,
          ...(benefits.interviewOn === undefined
            ? []
            : [words.interviewOn(words.date(benefits.interviewOn))]),
        ];
  return [...claim, ...(benefits.identity === 'IN_HAND' ? [words.documents] : [])];
}

/** An interview that was booked for the time of release is over. */
function payingOutside({ benefits }: JourneyView, words: PlanWords): readonly string[] {
  if (benefits.notClaiming === true) return [words.notClaiming];
  return [benefits.claimMadeOn === undefined ? words.claimNow : words.claimed];
}

function calling({ names }: SignedInRequest, journey: JourneyView, words: PlanWords): readonly string[] {
  const officer = officerOf(journey, names);
  return officer === undefined ? [] : [words.officerIs(officer, placeCalled(journey.region))];
}

/** Whom the person deals with outside. */
function officerOf(journey: JourneyView, names: SignedInRequest['names']): string | undefined {
  const officer = supervisorOf(journey);
  return officer === undefined ? undefined : officerName(officer, names);
}

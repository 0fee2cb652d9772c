import { sayDate } from '../../law/say-date.ts';
import { addDays, later, type IsoDate } from '../../law/time.ts';
import { missing } from '../answer-details.ts';
import type { PathwayDraft, PersonRecord } from '../person-record.ts';
import type { Need } from '../step-entry.ts';
import { CARE_SERVICES, type CareAppointment, type CareService, type Health } from './data.ts';
import { setHealth } from './health.ts';

/** Care that goes on after release: the appointments at which others take it over. */

type Field = `${CareService}${'On' | 'Where'}`;
type CareDetails = { readonly [F in Field]?: string | undefined };

export const CARE_NAMES: Readonly<Record<CareService, string>> = {
  opioidSubstitution: 'opioid substitution treatment',
  mentalHealth: 'mental health care',
};

type Known = Pick<PersonRecord, 'health' | 'releaseDateInForce'>;

/** The services that go on treating the person, and need an appointment soon after release. */
function careNeeded({ health }: Known): readonly CareService[] {
  const { needs } = health ?? {};
  return needs === undefined ? [] : CARE_SERVICES.filter((service) => needs[service]);
}

export function careWords(record: Known): string {
  return careNeeded(record)
    .map((service) => CARE_NAMES[service])
    .join('\n');
}

/** A line for each appointment that was made. */
export function appointmentLines(
  appointments: Readonly<Partial<Record<CareService, CareAppointment>>>,
): readonly string[] {
  return CARE_SERVICES.flatMap((service) => {
    const made = appointments[service];
    return made === undefined ? [] : [`${CARE_NAMES[service]}: ${sayDate(made.on)}, ${made.where}`];
  });
}

/** The longest time after release for which an appointment is taken as meant: a later one is a slip of the year. */
const LATEST_DAYS = 365;

/** Each service that treats the person has its appointment, and none is in prison or long after. */
export function faultsInCare(
  details: CareDetails,
  record: PersonRecord,
  today: IsoDate,
): readonly Need<Field>[] {
  const needed = careNeeded(record);
  const wanted = CARE_SERVICES.filter(
    (service) =>
      needed.includes(service) ||
      details[`${service}On`] !== undefined ||
      details[`${service}Where`] !== undefined,
  );
  if (wanted.length === 0)
    return [{ field: 'opioidSubstitutionOn', problem: 'Give at least one appointment.' }];
  const { releasedOn, releaseDateInForce = today } = record;
  const from = releasedOn ?? later(releaseDateInForce, today);
  return wanted.flatMap((service) => [
    ...dayFaults(service, details[`${service}On`], from),
    ...missing(
      `${service}Where` as const,
      details[`${service}Where`],
      `Say where, for ${CARE_NAMES[service]}.`,
    ),
  ]);
}

function dayFaults(service: CareService, on: IsoDate | undefined, from: IsoDate): readonly Need<Field>[] {
  const field = `${service}On` as const;
  if (on === undefined) return [{ field, problem: `Say when, for ${CARE_NAMES[service]}.` }];
  if (on < from) return [{ field, problem: 'The day must be the day of release or later.' }];
  return on > addDays(from, LATEST_DAYS)
    ? [{ field, problem: 'The day must be within a year of release.' }]
    : [];
}

export function keepCare(draft: PathwayDraft, { details }: { readonly details: CareDetails }): void {
  const made = CARE_SERVICES.flatMap((service) => {
    const [on, where] = [details[`${service}On`], details[`${service}Where`]];
    return on === undefined || where === undefined ? [] : [[service, { on, where }] as const];
  });
  const { releaseDateInForce: releaseDate } = draft.journey;
  const appointments = Object.fromEntries(made);
  setHealth(draft, { care: { appointments, ...(releaseDate !== undefined && { releaseDate }) } });
}

/** The appointments were made for another day of release. */
export function careIsForAnotherDay({ health, releaseDateInForce }: Known): boolean {
  return health?.care !== undefined && health.care.releaseDate !== releaseDateInForce;
}

export function forgetCare(draft: PathwayDraft): void {
  const { care: _old, ...health }: Health = draft.journey.health ?? {};
  draft.update({ health });
}

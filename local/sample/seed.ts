import { Temporal } from 'temporal-polyfill';
import { startJourney } from '../../application/commands/start-journey.ts';
import { agencyWrites } from '../../application/agencies.ts';
import { contactItem } from '../../application/mailbox-items.ts';
import prisonData from '../../data/prisons.json' with { type: 'json' };
import { isAdultOn } from '../../domain/law/age.ts';
import { publishedLaw } from '../../domain/law/published-law.ts';
import { addDays, timeOnDay, type IsoDate } from '../../domain/law/time.ts';
import type { AskedSteps } from '../asked-steps.ts';
import { playUntil, type Part } from '../play.ts';
import type { Runtime } from '../runtime.ts';
import { SAMPLE_AGENCIES } from './agencies.ts';
import type { SamplePerson } from './people.ts';
import {
  GOVERNOR_OF,
  OFFICERS_OF,
  SAMPLE_STAFF,
  SECOND_OFFICER_OF,
  staffMember,
  YOUTH_WORKER,
} from './staff.ts';

/** The invented agencies, each with an endpoint in this process. Written at every start, for the port may change. */
export async function writeAgencies(runtime: Runtime, baseUrl: string): Promise<void> {
  const places = prisonData.regions.map(({ id }) => id);
  for (const { id, name, services } of SAMPLE_AGENCIES) {
    const endpoint = { url: `${baseUrl}/sample-agencies/${id}`, state: 'live' } as const;
    const agency = { id, name, services, endpoint, agreementExpiresOn: '2099-12-31' };
    await runtime.services.table.transact(agencyWrites(agency, services.includes('DTR') ? [] : places));
  }
}

/** The invented staff, as if each had signed in. Written at every start, for an older folder has no register. */
export async function writeStaff({ services }: Pick<Runtime, 'services'>): Promise<void> {
  for (const user of SAMPLE_STAFF) {
    await services.staff.record(user);
    // What somebody has recorded for themselves stays.
    const contact = { email: `${user.id}@justice.example`, by: 'EMAIL', when: 'DAILY' } as const;
    const item = contactItem(user.id, contact);
    await services.table.transact([{ kind: 'put', item, when: { kind: 'absent' } }]);
  }
  await services.staff.completeDesks();
}

/** The day the sample history begins, when the first of the people is sentenced; undefined for nobody. */
export function historyBegins(people: readonly SamplePerson[]): IsoDate | undefined {
  return people.map(({ sentencedOn }) => sentencedOn).sort()[0];
}

/**
 * Lives through the invented people's journeys from their sentences until today, at speed, with officers who do their
 * work except what each person's part leaves undone. The clock must stand at {@link historyBegins} or before.
 */
export async function seedPeople(
  runtime: Runtime,
  asked: AskedSteps,
  people: readonly SamplePerson[],
  until: Temporal.Instant,
  onPerson: (done: number, of: number) => void,
): Promise<void> {
  const parts = new Map<string, Part>();
  const partOf = (journeyId: string): Part | undefined => parts.get(journeyId);
  let started = 0;
  for (const { on, happens } of momentsOf(runtime, people, parts)) {
    const at = Temporal.Instant.from(timeOnDay(on, 10));
    await playUntil(runtime, asked, partOf, at);
    await runtime.advanceTo(at);
    await happens();
    if (parts.size === started) continue;
    started = parts.size;
    onPerson(started, people.length);
  }
  await playUntil(runtime, asked, partOf, until);
  await runtime.advanceTo(until);
}

interface Moment {
  readonly on: IsoDate;
  readonly happens: () => Promise<void>;
}

/** Everything that happens besides the usual, in order: each sentence first, then what the people's lives hold. */
function momentsOf(
  runtime: Runtime,
  people: readonly SamplePerson[],
  parts: Map<string, Part>,
): readonly Moment[] {
  return people
    .flatMap((person) => {
      const part = partFor(person);
      let journeyId = '';
      const begins: Moment = {
        on: person.sentencedOn,
        async happens() {
          journeyId = await start(runtime, person);
          parts.set(journeyId, part);
        },
      };
      const later = person.happens.map(({ on, does }): Moment => ({
        on,
        async happens() {
          for (const act of does) await act({ runtime, journeyId, part, recast: () => undefined });
        },
      }));
      return [begins, ...later];
    })
    .sort((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)));
}

async function start(runtime: Runtime, person: SamplePerson): Promise<string> {
  const prison = prisonData.prisons.find(({ id }) => id === person.prison);
  const started = await startJourney(runtime.services, staffMember(OFFICERS_OF[person.prison].pom), {
    prisonNumber: person.prisonNumber,
    firstName: person.firstName,
    lastName: person.lastName,
    dateOfBirth: person.dateOfBirth,
    sex: person.sex,
    tier: person.tier,
    prison: person.prison,
    region: prison?.region ?? 'N54',
    sentence: {
      startDate: person.sentenceBeganOn ?? person.sentencedOn,
      releaseKind: person.releaseKind,
      ...(person.lengthDays !== undefined && { lengthDays: person.lengthDays }),
      ...(person.licenceDays !== undefined && {
        supervisionEndsOn: addDays(person.releaseDate, person.licenceDays),
      }),
      ...(person.earlierDaysServed !== undefined && { earlierDaysServed: person.earlierDaysServed }),
    },
    release: { date: person.releaseDate, dateType: person.dateType },
  });
  if (!started.ok) throw new Error(`A sample person's journey could not be started: ${started.detail}`);
  return started.value.id;
}

function partFor(person: SamplePerson): Part {
  const officers: { pom: string; com: string; deputy?: string } = OFFICERS_OF[person.prison];
  const isChild = !isAdultOn(person.dateOfBirth, person.sentencedOn, publishedLaw());
  return {
    ...officers,
    ...(isChild && { yot: YOUTH_WORKER }),
    omu: officers.pom,
    governor: GOVERNOR_OF[person.prison],
    secondOfficer: SECOND_OFFICER_OF[person.prison],
    authorities: person.authorities,
    neglected: person.neglected,
    answers: person.answers,
    hasAddress: person.housing === 'HAS_ADDRESS',
    consents: person.consent === 'GIVEN',
  };
}

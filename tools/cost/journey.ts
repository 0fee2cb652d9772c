import { agencyWrites } from '../../application/agencies.ts';
import { keys } from '../../application/keys.ts';
import { readJourney } from '../../application/items.ts';
import type { NewJourney } from '../../application/commands/start-journey.ts';
import { addDays } from '../../domain/law/time.ts';
import { peopleOf } from './people.ts';
import { minus, times, type Usage } from './usage.ts';
import { openCostWorld, type CostWorld, type CostWorldOptions } from './world.ts';

export interface JourneyStory extends Omit<CostWorldOptions, 'begins'> {
  /** Which of the journeys this is: their releases fall on sixty days in turn, weekends and bank holidays among them. */
  readonly number: number;
  readonly needsHousing: boolean;
  readonly dateMoves: boolean;
  readonly restarted: boolean;
}

/** What one whole journey came to, from sentence to the end of supervision. */
export interface CountedJourney {
  /** Each function's part; the sweeps without what a sweep asks when it finds nothing. */
  readonly functions: ReadonlyMap<string, Usage>;
  /** A sweep that finds nothing. */
  readonly idleSweep: Usage;
  readonly transitions: number;
  readonly executions: number;
  readonly officersActs: number;
  readonly agencyAnswers: number;
  readonly facts: number;
  readonly days: number;
  /** Bytes of storage while it is open, on average over its days, and once it is closed. */
  readonly open: StoredBytes;
  readonly closed: StoredBytes;
  /** The share of its open days on which an execution drives it. */
  readonly drivenShare: number;
}

export interface StoredBytes {
  readonly table: number;
  readonly indexes: number;
}

const BEGINS = '2026-09-01T08:00:00Z';
const FIRST_RELEASE = '2026-11-27';
const RELEASE_DAYS = 60;
const AGENCIES = [
  ['crs', 'CRS'],
  ['council-a', 'DTR'],
  ['council-b', 'DTR'],
  ['cas3', 'CAS3'],
] as const;

/** Runs one whole journey in a world of its own. @throws Error when it does not come to its end. */
export async function countJourney(story: JourneyStory): Promise<CountedJourney> {
  const world = openCostWorld({ ...story, begins: BEGINS });
  try {
    await seedAgencies(world);
    return await live(world, story);
  } finally {
    world.close();
  }
}

async function live(world: CostWorld, story: JourneyStory): Promise<CountedJourney> {
  await world.sweep();
  const idleSweep = world.ledger.of('sweep');
  const people = peopleOf(world);
  const release = addDays(FIRST_RELEASE, story.number % RELEASE_DAYS);
  const id = await people.start(someone(story.number, release));
  const average = averageOver(world, id);
  let isMoved = !story.dateMoves;
  let isRestarted = !story.restarted;
  do {
    await world.settle();
    for (const step of world.asked.take()) {
      if (!isMoved && step.kind === 'housing-need') {
        isMoved = true;
        await people.moveReleaseDate(id, addDays(release, 7));
        await world.settle();
      }
      if (!isRestarted && step.kind === 'work-coach-meeting') {
        isRestarted = true;
        await people.restart(id);
        await world.settle();
      }
      await people.answer(step, story.needsHousing);
    }
    await world.settle();
    await average.look();
  } while (world.asked.waiting() || (await world.toNextMinuteDue()));
  const head = await world.table.get(keys.journey(id));
  if (head === undefined || readJourney(head).phase !== 'closed' || !isMoved || !isRestarted) {
    throw new Error(`Journey ${story.number} did not come to its end`);
  }
  const { transitions, executions, stored } = world.counted();
  return {
    functions: new Map(
      world.ledger.names().map((name) => {
        const usage = world.ledger.of(name);
        return [name, name === 'sweep' ? minus(usage, times(idleSweep, usage.invocations)) : usage];
      }),
    ),
    idleSweep,
    transitions,
    executions,
    officersActs: people.officersActs(),
    agencyAnswers: people.agencyAnswers(),
    facts: readJourney(head).facts.count,
    ...average.read(),
    closed: stored,
  };
}

/** Averages over time: whatever is seen holds until it is looked at again. */
function averageOver(world: CostWorld, id: string) {
  const DAY_MS = 86_400_000;
  const began = world.now().epochMilliseconds;
  let last = { at: began, table: 0, indexes: 0, driven: 0 };
  const sum = { table: 0, indexes: 0, driven: 0 };
  return {
    async look(): Promise<void> {
      const head = await world.table.get(keys.journey(id));
      const driven = head?.['drivenPk'] === undefined ? 0 : 1;
      const at = world.now().epochMilliseconds;
      const lasted = at - last.at;
      sum.table += last.table * lasted;
      sum.indexes += last.indexes * lasted;
      sum.driven += last.driven * lasted;
      const { stored } = world.counted();
      last = { at, ...stored, driven };
    },
    read() {
      const lasted = last.at - began;
      return {
        days: lasted / DAY_MS,
        open: { table: sum.table / lasted, indexes: sum.indexes / lasted },
        drivenShare: sum.driven / lasted,
      };
    },
  };
}

export function someone(number: number, release: string): NewJourney {
  return {
    prisonNumber: `A${String(1000 + (number % 9000))}BC`,
    firstName: 'Bartholomew',
    lastName: 'Featherstone',
    dateOfBirth: '1990-01-01',
    prison: 'LEI',
    region: 'N54',
    sentence: {
      startDate: '2026-08-28',
      releaseKind: 'DETERMINATE',
      supervisionEndsOn: addDays(release, 300),
    },
    release: { date: release, dateType: 'CRD' },
  };
}

/** Written past the meter: agencies are there before the journey, and after it. */
export async function seedAgencies({ table }: CostWorld): Promise<void> {
  for (const [id, service] of AGENCIES) {
    const agency = {
      id,
      name: id,
      services: [service],
      endpoint: { url: 'https://partner.example/hooks', state: 'live' },
      agreementExpiresOn: '2030-12-31',
    } as const;
    await table.transact(agencyWrites(agency, service === 'DTR' ? [] : ['national']));
  }
}

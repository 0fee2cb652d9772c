import { Temporal } from 'temporal-polyfill';
import { startJourney } from '../application/commands/start-journey.ts';
import { readFact, readJourney } from '../application/items.ts';
import { isRowOf, keys } from '../application/keys.ts';
import { namesOf } from '../web/console/directory.ts';
import { tableDirectory } from '../web/console/table-directory.ts';
import { describeFact } from '../domain/journey/describe.ts';
import { verifyChain, type Fact } from '../domain/record/facts.ts';
import type { Journey } from '../domain/journey/journey.ts';
import { sayDate } from '../domain/law/say-date.ts';
import { longDate } from '../domain/law/long-date.ts';
import { addDays, dateInLondon, type IsoDate } from '../domain/law/time.ts';
import { describeActor, type Names } from '../domain/journey/words.ts';
import { UsageError } from './arguments.ts';
import { listenForSteps } from './asked-steps.ts';
import { readStory, type Story } from './demo-arguments.ts';
import { playUntil, type Part } from './play.ts';
import { startProduct, type Product } from './product.ts';
import { GOVERNOR_OF, OFFICERS_OF, staffMember } from './sample/staff.ts';

const PARTS: Record<Story, Part> = {
  'second-council': {
    ...OFFICERS_OF.LEI,
    omu: OFFICERS_OF.LEI.pom,
    governor: GOVERNOR_OF.LEI,
    authorities: ['eastmoor-council', 'northwick-council'],
    neglected: [],
    hasAddress: false,
    consents: true,
  },
};

/** `npm run demo -- --story NAME`: one person's whole journey on the real workflows, at speed; exit code 0 only if it ended well. */
async function main(): Promise<number> {
  const part = PARTS[readStory(process.argv.slice(2))];
  let problems = 0;
  const product = await startProduct({
    dataFile: ':memory:',
    port: 0,
    people: () => [],
    onProgress: () => undefined,
    onProblem: (what, error) => {
      problems += 1;
      console.error(`${what}:`, error);
    },
  });
  const names = await namesOf(tableDirectory(product.runtime.services));
  const asked = listenForSteps(product.table);
  const facts = printFacts(product, names);
  const journeyId = await begin(product, part);
  await playUntil(product.runtime, asked, () => part);
  const journey = await readHead(product, journeyId);
  const well = summarise(journey, facts) && problems === 0;
  await product.close();
  return well ? 0 : 1;
}

/** Prints each fact as it is recorded, and keeps them. */
function printFacts({ table, runtime }: Product, names: Names): Fact[] {
  const facts: Fact[] = [];
  table.onChange((changes) => {
    for (const { key, after } of changes) {
      if (after === undefined || !isRowOf('fact', key)) continue;
      const fact = readFact(after);
      facts.push(fact);
      const day = dateInLondon(Temporal.Instant.from(fact.at));
      console.log(
        `${day.toString()}  ${describeFact(fact, runtime.services.law.onRelease(day.toString()), names)}  [${describeActor(fact.by, names)}]`,
      );
    }
  });
  return facts;
}

async function begin({ runtime }: Product, part: Part): Promise<string> {
  const today = dateInLondon(runtime.services.clock.now()).toString();
  const release = fridayFrom(addDays(today, 140));
  const started = await startJourney(runtime.services, staffMember(part.omu), {
    prisonNumber: 'A1234BC',
    firstName: 'Samuel',
    lastName: 'Adebayo',
    dateOfBirth: '1991-05-17',
    prison: 'LEI',
    region: 'N54',
    sentence: { startDate: today, releaseKind: 'DETERMINATE', supervisionEndsOn: addDays(release, 280) },
    release: { date: release, dateType: 'CRD' },
  });
  if (!started.ok) throw new Error(started.detail);
  return started.value.id;
}

function fridayFrom(date: IsoDate): IsoDate {
  const from = Temporal.PlainDate.from(date);
  return from.add({ days: (5 - from.dayOfWeek + 7) % 7 }).toString();
}

async function readHead({ table }: Product, journeyId: string): Promise<Journey> {
  const head = await table.get(keys.journey(journeyId));
  if (head === undefined) throw new Error('The journey is not in the table');
  return readJourney(head);
}

function summarise(journey: Journey, facts: readonly Fact[]): boolean {
  const chain = verifyChain(facts);
  const housed = journey.closed?.housed === true;
  const benefits = journey.closed?.benefits === true;
  const nothingOpen =
    journey.phase === 'closed' && journey.open.length === 0 && journey.executions.length === 0;
  const released =
    journey.releasedOn === undefined ? 'not released' : longDate(Temporal.PlainDate.from(journey.releasedOn));
  console.log(`
Released     ${released}, due ${sayDate(journey.release?.date)}
Housed       ${housed ? `yes (${journey.housing.places?.at(-1)?.kind ?? 'unknown'})` : 'no'}
Benefits     ${benefits ? 'in payment' : 'not in payment'}
Left open    ${nothingOpen ? 'nothing' : journey.open.map(({ kind }) => kind).join(', ') || journey.phase}
Timeline     ${facts.length} facts, ${chain.ok ? 'unbroken' : `broken at ${chain.sequence}: ${chain.why}`}
`);
  return housed && benefits && nothingOpen && chain.ok;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

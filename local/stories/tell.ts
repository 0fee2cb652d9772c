import { stillClock } from '../../adapters/clock/movable-clock.ts';
import { Temporal } from 'temporal-polyfill';
import { startJourney } from '../../application/commands/start-journey.ts';
import { readFact } from '../../application/items.ts';
import { isRowOf } from '../../application/keys.ts';
import { describeFact } from '../../domain/journey/describe.ts';
import { describeActor } from '../../domain/journey/words.ts';
import { sayDate } from '../../domain/law/say-date.ts';
import { dayInLondon, timeOnDay } from '../../domain/law/time.ts';
import { verifyChain } from '../../domain/record/facts.ts';
import { namesOf } from '../../web/console/directory.ts';
import { tableDirectory } from '../../web/console/table-directory.ts';
import { listenForSteps } from '../asked-steps.ts';
import { playUntil, type Part } from '../play.ts';
import { startProduct, type Product } from '../product.ts';
import { GOVERNOR_OF, OFFICERS_OF, SECOND_OFFICER_OF, staffMember } from '../sample/staff.ts';
import { StoryError } from './acts.ts';
import { readScene, type Scene } from './scene.ts';
import type { MustBeSo, Story } from './story.ts';

const BEGINS_AT = 9;
const HAPPENS_AT = 10;

/**
 * Lives through a story on the real workflows, at speed and in memory, and prints its timeline.
 * @returns each sentence of the story that is not so, and each problem that the product had.
 */
export async function tellStory(story: Story, print: (line: string) => void): Promise<readonly string[]> {
  const missing: string[] = [];
  const product = await startProduct({
    dataFile: ':memory:',
    port: 0,
    people: () => [],
    machineClock: stillClock(Temporal.Instant.from(timeOnDay(story.begins, BEGINS_AT))),
    onProgress: () => undefined,
    onProblem: (what, error) => missing.push(`${what}: ${String(error)}`),
  });
  try {
    await printFacts(product, print);
    await live(story, product, (what, now, before) => {
      for (const [sentence, isSo] of Object.entries(what)) {
        const so = isSo(now, before);
        print(`  ${so ? 'Checked' : 'FAILED'}: ${sentence}`);
        if (!so) missing.push(sentence);
      }
    });
  } catch (error) {
    if (!(error instanceof StoryError)) throw error;
    print(`  FAILED: ${error.message}`);
    missing.push(error.message);
  } finally {
    await product.close();
  }
  return missing;
}

type Look = (what: MustBeSo, now: Scene, before: Scene) => void;

async function live(story: Story, { table, runtime }: Product, look: Look): Promise<void> {
  const asked = listenForSteps(table);
  let part = partIn(story);
  const recast = (change: Partial<Part>): void => {
    part = { ...part, ...change };
  };
  const journeyId = await begin(story, part, runtime);
  let before = await readScene(runtime.services, journeyId);
  for (const { on, does = [], then = {} } of story.days ?? []) {
    const at = Temporal.Instant.from(timeOnDay(on, HAPPENS_AT));
    await playUntil(runtime, asked, () => part, at);
    await runtime.advanceTo(at);
    for (const act of does) {
      await act({ runtime, journeyId, part, recast });
      await playUntil(runtime, asked, () => part, at);
    }
    const now = await readScene(runtime.services, journeyId);
    look(then, now, before);
    before = now;
  }
  await playUntil(runtime, asked, () => part);
  look({ ...story.ends, ...ALWAYS }, await readScene(runtime.services, journeyId), before);
}

const ALWAYS: MustBeSo = {
  'Each fact in the timeline carries the hash of the one before.': ({ facts }) => verifyChain(facts).ok,
};

function partIn({ person: { prison }, part }: Story): Part {
  const officers: { pom: string; com: string; deputy?: string } = OFFICERS_OF[prison];
  return {
    ...officers,
    omu: officers.pom,
    governor: GOVERNOR_OF[prison],
    secondOfficer: SECOND_OFFICER_OF[prison],
    authorities: ['northwick-council'],
    neglected: [],
    hasAddress: false,
    consents: true,
    ...part,
  };
}

async function begin({ person }: Story, { omu }: Part, { services }: Product['runtime']): Promise<string> {
  const started = await startJourney(services, staffMember(omu), {
    prisonNumber: 'A1234BC',
    dateOfBirth: '1991-05-17',
    ...person,
  });
  if (!started.ok) throw new Error(started.detail);
  return started.value.id;
}

/** Prints each fact as it is recorded, under the day on which it is. */
async function printFacts({ table, runtime }: Product, print: (line: string) => void): Promise<void> {
  const names = await namesOf(tableDirectory(runtime.services));
  let shown: string | undefined;
  table.onChange((changes) => {
    for (const { key, after } of changes) {
      if (after === undefined || !isRowOf('fact', key)) continue;
      const fact = readFact(after);
      const day = dayInLondon(fact.at);
      if (day !== shown) print(`\n${sayDate(day)}`);
      shown = day;
      const figures = runtime.services.law.onRelease(day);
      print(`  ${describeFact(fact, figures, names)}  [${describeActor(fact.by, names)}]`);
    }
  });
}

import type Sequencers from '@jest/test-sequencer' with { 'resolution-mode': 'require' };
import { createRequire } from 'node:module';

// Required, because its types describe what `require` gives.
const { default: Sequencer } = createRequire(import.meta.url)('@jest/test-sequencer') as typeof Sequencers;

/**
 * The test files that take five seconds or more on an idle machine, longest first. Where Jest has not yet measured
 * the files, it begins with the largest, and these are small: begun last, they leave one processor idle at the end.
 * What `lib/templates` synthesises is made long before the other files that need it begin, and so made once.
 */
const LONGEST = [
  'lib/templates',
  'local/start',
  'tools/cost/cost',
  'gates/adding-a-pathway',
  'tools/bench/bench',
  'contract/table-dynamodb',
  'lambdas/bundles',
  'local/clock-kill',
  'journeys/recall',
  'journeys/incidents',
  'journeys/nothing-twice',
  'journeys/nowhere-listed',
  'local/stored-folder',
  'journeys/killed',
  'journeys/event-file',
  'lib/destination',
  'local/demo',
].map((name) => `/test/${name}.test.ts`);

type Tests = Parameters<InstanceType<typeof Sequencer>['sort']>[0];

/** Begins with the longest test files, and leaves the order of the others to Jest. */
export default class LongestFirst extends Sequencer {
  override async sort(tests: Tests): Promise<Tests> {
    const others = await super.sort(tests);
    const longest = LONGEST.flatMap((end) => others.filter(({ path }) => path.endsWith(end)));
    return [...longest, ...others.filter((test) => !longest.includes(test))];
  }
}

import { describe, expect, it } from '@jest/globals';
import { countTransitions } from '../../../tools/bench/journeys.ts';
import { countJourney, type CountedJourney, type JourneyStory } from '../../../tools/cost/journey.ts';
import { NO_USAGE, plus, type Usage } from '../../../tools/cost/usage.ts';

const STORY: JourneyStory = {
  number: 0,
  needsHousing: true,
  dateMoves: false,
  restarted: false,
  webhookRetried: false,
  handlers: 'in-turn',
};

const of = (journey: CountedJourney, name: string): Usage => journey.functions.get(name) ?? NO_USAGE;
const all = (journey: CountedJourney): Usage =>
  [...journey.functions.values()].reduce((sum, usage) => plus(sum, usage), NO_USAGE);
const withoutTime = (journey: CountedJourney) =>
  [...journey.functions].map(([name, { cpuMs: _cpu, ...usage }]) => [name, usage]);

describe('a counted journey', () => {
  it('enters the states that the benchmark counts', async () => {
    const { transitions } = await countJourney(STORY);
    expect(transitions).toBe(await countTransitions());
  });

  it('is the same each time, also when its branches race', async () => {
    for (const handlers of ['race', 'in-turn'] as const) {
      const [one, other] = [
        await countJourney({ ...STORY, handlers }),
        await countJourney({ ...STORY, handlers }),
      ];
      expect(withoutTime(other)).toEqual(withoutTime(one));
      expect({ ...other, functions: 0, idleSweep: 0 }).toEqual({ ...one, functions: 0, idleSweep: 0 });
    }
  });

  it('loses races when its branches race, and none when they take turns', async () => {
    const raced = await countJourney({ ...STORY, handlers: 'race' });
    const calm = await countJourney(STORY);
    expect(all(calm).refused).toBe(0);
    expect(all(raced).refused).toBeGreaterThan(0);
    expect(all(raced).writeUnits).toBeGreaterThan(all(calm).writeUnits);
    // What comes of it is the same.
    expect([raced.facts, raced.transitions]).toEqual([calm.facts, calm.transitions]);
  });

  it('puts what each function asks on its own account', async () => {
    const journey = await countJourney(STORY);
    const relay = of(journey, 'relay');
    // Each outbox row is carried out once and taken off.
    const { 'answer-task': answers, 'start-execution': starts, 'send-message': messages } = relay.calls;
    expect(relay.calls.delete).toBe(answers + starts + messages);
    expect(relay.readUnits).toBe(0);
    expect(of(journey, 'deliver-webhook').calls.webhook).toBe(messages);
    // Facts of one transaction are announced together, and the table is not asked for them.
    const announce = of(journey, 'announce');
    expect(announce.calls['put-events']).toBe(announce.invocations);
    expect(announce.invocations).toBeGreaterThan(journey.facts / 10);
    expect(announce.invocations).toBeLessThan(journey.facts);
    expect(announce).toMatchObject({ readUnits: 0, writeUnits: 0 });
    // Two requests for each answer of an agency: it reads the referral, and answers it.
    expect(of(journey, 'api').invocations).toBe(2 * journey.agencyAnswers);
    expect(of(journey, 'console').invocations).toBe(journey.officersActs);
    expect(all(journey).cpuMs).toBeGreaterThan(0);
  });

  it('has sweeps that find something apart from those that do not', async () => {
    const { functions, idleSweep } = await countJourney(STORY);
    // Four shards of what is due, of what is unsent and of its oldest, half a unit each when they are empty; and the
    // row that says when a sweep was last completed.
    expect(idleSweep).toMatchObject({ invocations: 1, readUnits: 12 * 0.5, writeUnits: 1 });
    expect(functions.get('sweep')).toMatchObject({ invocations: 0 });
    expect(functions.get('sweep')?.writeUnits).toBeGreaterThan(0);
  });

  it.each<{
    case: string;
    more: Partial<JourneyStory>;
    differs: (one: CountedJourney, calm: CountedJourney) => void;
  }>([
    {
      case: 'its date moves',
      more: { dateMoves: true },
      differs: (one, calm) => {
        expect(one.officersActs).toBe(calm.officersActs + 1);
        expect(one.facts).toBeGreaterThan(calm.facts);
      },
    },
    {
      case: 'it is restarted',
      more: { restarted: true },
      differs: (one, calm) => {
        expect(one.transitions).toBeGreaterThan(calm.transitions);
        expect(all(one).calls['stop-execution']).toBe(1);
      },
    },
    {
      case: 'a webhook is not taken',
      more: { webhookRetried: true },
      differs: (one, calm) => {
        expect(all(one).calls.webhook).toBe(all(calm).calls.webhook + 1);
      },
    },
    {
      case: 'they have an address',
      more: { needsHousing: false },
      differs: (one, calm) => {
        expect(one.agencyAnswers).toBe(0);
        expect(one.transitions).toBeLessThan(calm.transitions);
      },
    },
  ])('differs when $case', async ({ more, differs }) => {
    differs(await countJourney({ ...STORY, ...more }), await countJourney(STORY));
  });

  it('is smaller while it is open than once all its rows are written, and leaves its lists as it closes', async () => {
    const { open, closed, days, drivenShare } = await countJourney(STORY);
    expect(open.table).toBeLessThan(closed.table);
    expect(open.indexes).toBeGreaterThan(closed.indexes);
    expect(days).toBeGreaterThan(300);
    expect(drivenShare).toBeGreaterThan(0);
    expect(drivenShare).toBeLessThan(1);
  });
});

import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changeJourney } from '../../application/change-journey.ts';
import { decideProposal } from '../../application/commands/decide-proposal.ts';
import { changeReleaseDate, type DateGiven } from '../../application/commands/set-release-date.ts';
import {
  previewReleaseDate,
  type DatePreview,
  type MovedView,
} from '../../application/queries/preview-release-date.ts';
import { done } from '../../application/refusal.ts';
import type { User } from '../../domain/access/user.ts';
import { isOpen, type Step } from '../../domain/journey/step.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { RELEASE_DATE_TYPES } from '../../domain/law/release-day.ts';
import { addDays, type IsoDate } from '../../domain/law/time.ts';
import { nightsOf, placesOf } from '../../domain/pathways/accommodation/places.ts';
import { stepEntry } from '../../domain/pathways/catalogue.ts';
import { EARLY_GROUNDS } from '../../domain/record/early-grounds.ts';
import type { Referral } from '../../domain/record/referral.ts';
import type { Delivery } from '../../domain/record/webhook-event.ts';
import { everything } from '../support/api-world.ts';
import {
  closeWorlds,
  journeyWorld,
  OFFICER,
  ok,
  refused,
  type JourneyWorld,
} from '../support/journey-world.ts';
import { ADMIN_USER, COM, GOVERNOR } from '../support/people.ts';
import { answerSome } from '../support/reasonable-officer.ts';
import {
  councilsAsked,
  daysBeforeRelease,
  OFFICERS,
  PLAIN_RELEASE,
  releasedAfter,
} from '../support/stages.ts';

afterEach(closeWorlds);

async function preview(world: JourneyWorld, given: DateGiven, user: User = OFFICER): Promise<DatePreview> {
  const before = await everything(world);
  const found = ok(await previewReleaseDate(world.services, user, world.id, given));
  expect(await everything(world)).toEqual(before);
  return found;
}

async function moved(world: JourneyWorld, given: DateGiven, user?: User): Promise<MovedView> {
  const found = await preview(world, given, user);
  if (!('moved' in found)) throw new Error(`Nothing moves: ${JSON.stringify(found)}`);
  return found.moved;
}

/** The record as the test reads it, without any of the preview's own code. */
interface Rows {
  readonly journey: Journey;
  readonly steps: readonly Step[];
  readonly referrals: readonly Referral[];
  readonly deliveries: readonly Delivery[];
}

async function rowsOf(world: JourneyWorld): Promise<Rows> {
  const [journey, steps, referrals, deliveries] = await Promise.all([
    world.journey(),
    world.steps(),
    world.referrals(),
    world.deliveries(),
  ]);
  return { journey, steps, referrals, deliveries };
}

/** Lines such as "due 1.bank-account: 2026-12-20 -> 2027-01-04", for everything that differs between two readings. */
function differences(before: Rows, after: Rows): readonly string[] {
  const [was, now] = [linesOf(before), linesOf(after)];
  const names = [...new Set([...was.keys(), ...now.keys()])];
  return names
    .filter((name) => was.get(name) !== now.get(name))
    .map((name) => line(name, was.get(name), now.get(name)))
    .concat(
      after.deliveries
        .filter(({ id }) => before.deliveries.every((known) => known.id !== id))
        .map(({ referralId, type }) => `message ${type} ${referralId}`),
    )
    .sort();
}

const line = (name: string, was: IsoDate | undefined, now: IsoDate | undefined): string =>
  `${name}: ${was ?? 'none'} -> ${now ?? 'none'}`;

function linesOf({ journey, steps, referrals }: Rows): ReadonlyMap<string, IsoDate | undefined> {
  const { release, releaseDay, releaseDateInForce, sentence, benefits, decision, phase, dates } = journey;
  const check = releaseDay?.known === true ? releaseDay : undefined;
  const lines: [string, IsoDate | undefined][] = [
    ...dates.map(({ dateType, date }): [string, IsoDate] => [`date ${dateType}`, date]),
    ['day GIVEN', release?.date],
    ['day STATUTORY', check?.statutoryDate],
    ['day PROPOSED', check?.presumptiveDate],
    ['day EARLIEST', check?.earliestPermittedDate],
    ['day IN_FORCE', releaseDateInForce],
    ['day SUPERVISION_ENDS', sentence.supervisionEndsOn],
    ['day INTERVIEW', benefits.interviewOn],
    ['decision', decision?.date],
    ['phase', phase],
  ];
  for (const step of steps) {
    if (!isOpen(step)) continue;
    lines.push([`opens ${step.key}`, step.opensOn], [`due ${step.key}`, step.dueOn]);
  }
  for (const [index, place] of placesOf(journey.housing).entries()) {
    const { from, until } = nightsOf(place, journey);
    lines.push([`place ${index} first`, from], [`place ${index} last`, until]);
  }
  for (const { id, releaseDate } of referrals) lines.push([`referral ${id}`, releaseDate]);
  return new Map(lines);
}

/** What a preview says, in the same lines. */
function foretold({ ...said }: MovedView, { journey }: Rows): readonly string[] {
  const day = (name: string, at: { was?: IsoDate; now?: IsoDate } | undefined): string[] =>
    at === undefined ? [] : [line(name, at.was, at.now)];
  const places = placesOf(journey.housing);
  return [
    ...said.sentenceDates.flatMap((each) => day(`date ${each.dateType}`, each)),
    ...said.days.flatMap((each) => day(`day ${each.day}`, each)),
    ...(said.voidedDecision === undefined ? [] : [line('decision', said.voidedDecision, undefined)]),
    ...(said.phase === undefined ? [] : [line('phase', said.phase.was, said.phase.now)]),
    ...[...said.steps, ...said.windows].flatMap(({ key, opensOn, dueOn }) => [
      ...day(`opens ${key}`, opensOn),
      ...day(`due ${key}`, dueOn),
    ]),
    ...said.places.flatMap(({ kind, firstNight, lastNight }) => {
      const index = places.findIndex((place) => place.kind === kind);
      return [...day(`place ${index} first`, firstNight), ...day(`place ${index} last`, lastNight)];
    }),
    ...said.referrals.flatMap(({ id, releaseDate }) => day(`referral ${id}`, releaseDate)),
    ...said.messages.map(({ referralId, type }) => `message ${type} ${referralId}`),
  ].sort();
}

/** The open steps that a change ends, and those that it opens, without what only waits for an event. */
function endedAndOpened(before: Rows, after: Rows): readonly string[] {
  const open = ({ steps }: Rows) =>
    steps.filter((step) => isOpen(step) && stepEntry(step.kind).asked !== 'event').map(({ key }) => key);
  const [was, now] = [open(before), open(after)];
  return [
    ...was.filter((key) => !now.includes(key)).map((key) => `ENDED ${key}`),
    ...now.filter((key) => !was.includes(key)).map((key) => `OPENED ${key}`),
  ].sort();
}

/** Runs a command and reads what it wrote, before anything that follows from it can write. */
async function alone<T>(world: JourneyWorld, command: () => Promise<T>) {
  const { onCommit, beforeTable } = world;
  let committed = false;
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  world.onCommit = () => (committed = true);
  world.beforeTable = async (call) => {
    if (call === 'transact' && committed) await held;
  };
  const result = await command();
  const after = await rowsOf(world);
  Object.assign(world, { onCommit, beforeTable });
  release();
  await world.settle();
  return { result, after };
}

/** Previews a date, records it and compares: what was foretold is what the command did. */
async function foretellAndRecord(world: JourneyWorld, given: DateGiven): Promise<DatePreview['outcome']> {
  const { services, id } = world;
  const before = await rowsOf(world);
  const said = await preview(world, given);
  const recorded = await alone(world, () => changeReleaseDate(services, OFFICER, id, given));
  let { after } = recorded;
  if (said.outcome === 'WOULD_BE_REFUSED') {
    expect(refused(recorded.result)).toMatchObject(said.refusal);
    return said.outcome;
  }
  const { proposal } = ok(recorded.result);
  expect(proposal !== undefined).toBe(said.outcome === 'WOULD_NEED_APPROVAL');
  if (proposal !== undefined) {
    const approve = { decision: 'APPROVE' } as const;
    const approved = await alone(world, () => decideProposal(services, GOVERNOR, id, proposal, approve));
    ok(approved.result);
    after = approved.after;
  }
  if (!('moved' in said)) {
    expect(differences(before, after)).toEqual([]);
    return said.outcome;
  }
  expect(foretold(said.moved, before)).toEqual(differences(before, after));
  const steps = [...said.moved.steps, ...said.moved.windows];
  const endedOrOpened = steps.filter(({ move }) => move === 'ENDED' || move === 'OPENED');
  expect(endedOrOpened.map(({ move, key }) => `${move} ${key}`).sort()).toEqual(
    endedAndOpened(before, after),
  );
  return said.outcome;
}

const move = fc.record({
  daysGoneBy: fc.integer({ min: 0, max: 14 }),
  answers: fc.integer({ min: 0, max: 6 }),
  daysAhead: fc.integer({ min: -3, max: 130 }),
  dateType: fc.oneof(
    { weight: 3, arbitrary: fc.constant('CRD' as const) },
    { weight: 2, arbitrary: fc.constant('CONFIRMED' as const) },
    { weight: 1, arbitrary: fc.constantFrom(...RELEASE_DATE_TYPES) },
  ),
  ground: fc.option(fc.constantFrom(...EARLY_GROUNDS), { nil: undefined }),
});

describe('a preview of a date', () => {
  it('says exactly what recording it then does, for dates at random moments', async () => {
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 8, maxLength: 8 }), async (moves) => {
        const world = await journeyWorld({ today: '2026-09-01' });
        await world.startJourney({
          releaseDate: '2026-12-25',
          officers: OFFICERS,
          sentence: { startDate: '2026-03-01', supervisionEndsOn: '2028-12-25' },
        });
        await world.complete('immediate-needs', 'RECORDED');
        for (const { daysGoneBy, answers, daysAhead, dateType, ground } of moves) {
          await world.advanceTo(addDays(world.today(), daysGoneBy));
          await answerSome(world, answers, {
            instead: ({ kind }) =>
              kind === 'release-confirmed' || kind === 'early-release-approval' ? undefined : 'as usual',
          });
          const date = addDays(world.today(), daysAhead);
          const given = { date, dateType, ...(ground !== undefined && { ground }) };
          outcomes.add(await foretellAndRecord(world, given));
        }
        expect(world.problems).toEqual([]);
        world.close();
      }),
      { numRuns: 10, endOnFailure: true },
    );
    for (const outcome of ['WOULD_BE_RECORDED', 'WOULD_BE_REFUSED', 'WOULD_NEED_APPROVAL']) {
      expect(outcomes).toContain(outcome);
    }
  });

  it('names each step, window, referral and message that would move, with its old and new day', async () => {
    const world = await councilsAsked();
    const later = addDays(PLAIN_RELEASE, 7);
    const said = await moved(world, { date: later, dateType: 'CRD' });
    expect(said.sentenceDates).toEqual([{ dateType: 'CRD', was: PLAIN_RELEASE, now: later }]);
    expect(said.days).toContainEqual({ day: 'IN_FORCE', was: PLAIN_RELEASE, now: later });
    expect(said.steps).toContainEqual({
      key: '1.bank-account',
      kind: 'bank-account',
      title: 'Bank account',
      waitsFor: 'role:ID_ADMINISTRATOR@MDI',
      owner: 'the ID and banking administrator of MDI',
      move: 'MOVED',
      opensOn: { was: addDays(PLAIN_RELEASE, -182), now: addDays(later, -182) },
      dueOn: { was: '2027-01-26', now: '2027-02-02' },
    });
    expect(said.windows.map(({ key }) => key)).toContain('1.release-day-opens');
    const sent = await world.referrals();
    expect(said.referrals.map(({ agency }) => agency).sort()).toEqual(['Eastmoor Council', 'Shelter First']);
    expect(said.referrals.map(({ id }) => id).sort()).toEqual(sent.map(({ id }) => id).sort());
    for (const { releaseDate } of said.referrals) {
      expect(releaseDate).toEqual({ was: PLAIN_RELEASE, now: later });
    }
    expect(said.messages.map(({ referralId }) => referralId).sort()).toEqual(sent.map(({ id }) => id).sort());
    expect(said.voidedDecision).toBeUndefined();
  });

  it('moves a CAS3 bed’s first and last night', async () => {
    const world = await councilsAsked();
    await giveBed(world);
    const { places } = await moved(world, { date: addDays(PLAIN_RELEASE, 7), dateType: 'CRD' });
    expect(places).toEqual([
      {
        kind: 'CAS3',
        firstNight: { was: PLAIN_RELEASE, now: '2027-03-16' },
        lastNight: { was: '2027-05-31', now: '2027-06-07' },
      },
    ]);
  });

  it('says that a decision becomes void, and that another is needed', async () => {
    const world = await daysBeforeRelease(60, { releaseDate: '2026-12-25' });
    await world.decide('PRESUMPTIVE');
    const said = await moved(world, { date: '2027-01-01', dateType: 'CRD' });
    expect(said).toMatchObject({ voidedDecision: '2026-12-23', decisionNeeded: true });
    expect(said.days).toContainEqual({ day: 'STATUTORY', was: '2026-12-24', now: '2026-12-31' });
  });

  it('says that release-day work ends when the date moves far out', async () => {
    const world = await daysBeforeRelease(3);
    expect((await world.journey()).phase).toBe('release-day');
    const said = await moved(world, { date: addDays(PLAIN_RELEASE, 28), dateType: 'CRD' });
    expect(said.phase).toEqual({ was: 'release-day', now: 'pre-release' });
    expect(said.windows).toContainEqual(
      expect.objectContaining({ move: 'OPENED', key: '1.release-day-opens' }),
    );
    expect(said.steps).toContainEqual(expect.objectContaining({ move: 'ENDED', key: '1.release-checklist' }));
  });

  it('of a date that does not become the release date moves nothing else', async () => {
    const world = await daysBeforeRelease(40);
    const said = await moved(world, { date: addDays(PLAIN_RELEASE, -10), dateType: 'PED' });
    const { sentenceDates, explanation: _, ...rest } = said;
    expect(sentenceDates).toEqual([{ dateType: 'PED', now: addDays(PLAIN_RELEASE, -10) }]);
    expect(rest).toEqual({ days: [], steps: [], windows: [], places: [], referrals: [], messages: [] });
  });

  it('of the date already recorded changes nothing', async () => {
    const world = await daysBeforeRelease(40);
    const said = await preview(world, { date: PLAIN_RELEASE, dateType: 'CRD' });
    expect(said).toEqual({ version: (await world.journey()).version, outcome: 'NO_CHANGE' });
  });

  it.each([
    { case: 'a day gone by', given: { date: '2027-01-01', dateType: 'CRD' }, code: 'VALIDATION_FAILED' },
    {
      case: 'a confirmed date before the earliest day permitted, without a ground',
      given: { date: addDays(PLAIN_RELEASE, -15), dateType: 'CONFIRMED' },
      code: 'RULE_REFUSED',
    },
    {
      case: 'an indicative date in place of the recorded one',
      given: { date: addDays(PLAIN_RELEASE, 7), dateType: 'CRD', source: 'INDICATIVE' },
      code: 'RULE_REFUSED',
    },
  ] as const)('says that $case would be refused, and why', async ({ given, code }) => {
    const world = await daysBeforeRelease(40);
    const said = await preview(world, given);
    const refusal = { code, detail: expect.stringMatching(/[a-z0-9]\.$/) };
    expect(said).toMatchObject({ outcome: 'WOULD_BE_REFUSED', refusal });
  });

  it('says that a date would be refused once the person has been released', async () => {
    const world = await releasedAfter(3);
    const said = await preview(world, { date: addDays(PLAIN_RELEASE, 7), dateType: 'CRD' });
    expect(said).toMatchObject({ outcome: 'WOULD_BE_REFUSED', refusal: { code: 'CONFLICT' } });
  });

  it.each([GOVERNOR, COM, ADMIN_USER])('is for $id too, who may not record the date', async (reader) => {
    const world = await daysBeforeRelease(40);
    const given = { date: addDays(PLAIN_RELEASE, 7), dateType: 'CRD' } as const;
    expect(await moved(world, given, reader)).toEqual(await moved(world, given));
    const recorded = await changeReleaseDate(world.services, reader, world.id, given);
    expect(refused(recorded).code).toBe('NOT_PERMITTED');
  });
});

/** A CAS3 bed of 84 nights, from the day of release. */
async function giveBed(world: JourneyWorld): Promise<void> {
  const system = { kind: 'system', id: 'test' } as const;
  const recorded = await changeJourney(world.services, world.id, { by: system }, ({ draft }) => {
    const { housing } = draft.journey;
    const bed = { kind: 'CAS3', nights: 84, recordedAt: draft.context.now } as const;
    draft.update({ housing: { ...housing, places: [bed] } });
    return done({});
  });
  ok(recorded);
}

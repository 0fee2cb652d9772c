import { reportRelease } from './events.ts';
import { undoRecall } from '../../application/commands/undo-recall.ts';
import { correctRelease } from '../../application/commands/correct-release.ts';
import { decideJourneyReleaseDay } from '../../application/commands/decide-release-day.ts';
import { restartJourney } from '../../application/commands/restart-journey.ts';
import { changeReleaseDate } from '../../application/commands/set-release-date.ts';
import { addDays, type IsoDate } from '../../domain/law/time.ts';
import type { Step } from '../../domain/journey/step.ts';
import { awaitsReturn } from '../../domain/record/recall.ts';
import type { GivenCorrection, ReleaseGround } from '../../domain/record/recorded-release.ts';
import { EASTMOOR, WESTHAVEN } from './agencies.ts';
import { ADMIN, journeyWorld, OFFICER, type JourneyWorld, type WorldOptions } from './journey-world.ts';
import { bedUntil, HOME } from './places.ts';
import { CONTACT_AGREED, OFFICERS } from './stages.ts';

/** A life of one person, in which everything that may happen is drawn from its chances. */
export interface Life {
  /** Days from the beginning to the first release date. */
  readonly lead: number;
  /** Days from release to the end of supervision. */
  readonly supervised: number;
  readonly hasOfficers: boolean;
  /** The person lives in Wales. */
  readonly wales: boolean;
  readonly chances: number;
}

/** Draws from a seed: the same seed draws the same. */
export class Chances {
  private state: number;

  constructor(seed: number) {
    this.state = (seed >>> 0) + 1;
  }

  /** A whole number from 0 up to, and without, the limit. */
  below(limit: number): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * limit);
  }

  oneIn(count: number): boolean {
    return this.below(count) === 0;
  }

  of<T>(values: readonly [T, ...T[]]): T {
    return values[this.below(values.length)] ?? values[0];
  }
}

const BEGINS: IsoDate = '2027-01-04';

export async function beginLife(
  { lead, supervised, hasOfficers, wales }: Life,
  options: Pick<WorldOptions, 'definitions'> = {},
): Promise<JourneyWorld> {
  const world = await journeyWorld({ today: BEGINS, ...options });
  const releaseDate = addDays(BEGINS, lead);
  await world.startJourney({
    releaseDate,
    ...(hasOfficers && { officers: OFFICERS }),
    ...(wales && { prison: 'SWI', region: 'N03' }),
    sentence: { startDate: '2026-06-01', supervisionEndsOn: addDays(releaseDate, supervised) },
  });
  return world;
}

/** What happens on one day: answers, agencies, dates, the gate, and corrections of it. What is refused changes nothing. */
export async function liveOneDay(world: JourneyWorld, chances: Chances): Promise<void> {
  for (const step of await world.openSteps()) {
    if (step.kind === 'release-day-decision') await decided(world, chances);
    if (!chances.oneIn(2)) continue;
    const answer = answerTo(step, world.today(), chances);
    if (answer === undefined) continue;
    await world.tryComplete(step.key.slice(2), answer[0], answer[1] ?? {});
    await world.settle();
  }
  const journey = await world.journey();
  for (const { subject, live } of journey.referrals) {
    if (!live || !chances.oneIn(6)) continue;
    const declined = chances.oneIn(2);
    await world.tryAgencyAnswers(subject, declined ? 'DECLINED' : 'ACCEPTED', codeFor(subject, declined));
    await world.settle();
  }
  if (journey.phase === 'closed') return;
  if (awaitsReturn(journey)) await returned(world, chances, journey.sentence.supervisionEndsOn);
  else if (journey.releasedOn === undefined) await beforeTheGate(world, chances, journey.releaseDateInForce);
  else if (chances.oneIn(20)) await corrected(world, chances, journey.releasedOn);
  else if (chances.oneIn(25)) await recalled(world, chances);
  if (chances.oneIn(60))
    await restartJourney(world.services, ADMIN, world.id, { reason: 'It seems stuck', mayAskAgain: true });
  await world.settle();
}

async function decided(world: JourneyWorld, chances: Chances): Promise<void> {
  const outcome = chances.of(['PRESUMPTIVE', 'STATUTORY'] as const);
  const governor = { ...OFFICER, id: 'g.governor' };
  await decideJourneyReleaseDay(world.services, governor, world.id, { outcome });
  await world.settle();
}

async function recalled(world: JourneyWorld, chances: Chances): Promise<void> {
  const proposed = await world.tryRecall({ type: chances.of(['FIXED_TERM', 'STANDARD'] as const) });
  if (proposed.ok) await world.answerProposal(proposed.value.proposal);
  await world.settle();
}

async function undone(world: JourneyWorld): Promise<void> {
  const reason = 'It was recorded for another person';
  const proposed = await undoRecall(world.services, OFFICER, world.id, { reason });
  if (proposed.ok) await world.answerProposal(proposed.value.proposal);
  await world.settle();
}

/** Back in prison one day or another, sometimes to be released within days. */
async function returned(world: JourneyWorld, chances: Chances, ends: IsoDate | undefined): Promise<void> {
  if (chances.oneIn(8)) return undone(world);
  if (!chances.oneIn(3)) return;
  const soon = addDays(world.today(), chances.below(12));
  const dated = ends !== undefined && soon <= ends;
  await world.tryReturn(dated ? { releaseDate: soon } : {});
  await world.settle();
}

async function beforeTheGate(
  world: JourneyWorld,
  chances: Chances,
  inForce: IsoDate | undefined,
): Promise<void> {
  const today = world.today();
  if (chances.oneIn(25)) {
    const date = addDays(today, chances.below(40));
    await changeReleaseDate(world.services, OFFICER, world.id, { date, dateType: 'CRD' });
    await world.settle();
  }
  const onTheDay = inForce !== undefined && inForce <= today;
  if (onTheDay ? chances.oneIn(3) : chances.oneIn(150)) {
    const ground: ReleaseGround = onTheDay
      ? 'DATE_IN_FORCE'
      : chances.of(['EXECUTIVE_RELEASE', 'AT_COURT', 'IN_ERROR']);
    const on = onTheDay && chances.oneIn(2) ? inForce : today;
    const recorded = await world.tryRelease({ on, ground, reason: 'The warrant' });
    if (recorded.ok && recorded.value.proposal !== undefined)
      await world.answerProposal(recorded.value.proposal);
  } else if (onTheDay && chances.oneIn(6)) {
    await reportRelease(world, { on: today });
  }
  await world.settle();
}

async function corrected(world: JourneyWorld, chances: Chances, releasedOn: IsoDate): Promise<void> {
  const reason = 'The warrant was of another person';
  const given: GivenCorrection = chances.of<GivenCorrection>([
    { correction: 'NOT_RELEASED', reason },
    { correction: 'RETURNED_TO_CUSTODY', reason },
    { correction: 'ANOTHER_DAY', on: addDays(releasedOn, chances.below(5) - 2), reason },
  ]);
  const proposed = await correctRelease(world.services, OFFICER, world.id, given);
  if (proposed.ok) await world.answerProposal(proposed.value.proposal);
  await world.settle();
}

function codeFor(subject: string, declined: boolean): string | undefined {
  if (!subject.startsWith('DTR-')) return undefined;
  return declined ? 'NO_LOCAL_CONNECTION' : 'PRIORITY_NEED';
}

type Answer = readonly [outcome: string, details?: Readonly<Record<string, unknown>>];

function answerTo({ kind, state }: Step, today: IsoDate, chances: Chances): Answer | undefined {
  const bed = { ...bedUntil(addDays(today, chances.below(50))), ...firstNight(today, chances) };
  const place = chances.oneIn(2) ? bed : { ...HOME, ...firstNight(today, chances) };
  if (state === 'SCHEDULED' && !['urgent-housing', 'moving-on', 'next-address'].includes(kind))
    return undefined;
  const tried = chances.below(5);
  switch (kind) {
    case 'immediate-needs':
      return ['RECORDED'];
    case 'housing-need':
      return tried < 2 ? ['HAS_ADDRESS', place] : ['NEEDS_HELP'];
    case 'housing-consent':
      return tried < 1
        ? ['REFUSED', { reason: 'No' }]
        : ['GIVEN', { authorities: [EASTMOOR.id, WESTHAVEN.id], ...CONTACT_AGREED }];
    case 'crs-decision':
    case 'refer-to-services':
      return ['REFER', { personAsked: true }];
    case 'refer-to-council':
      return ['REFER', { authority: EASTMOOR.id, personAsked: true, ...CONTACT_AGREED }];
    case 'next-address':
      return tried < 1 ? ['ADDRESS_RECORDED', place] : undefined;
    case 'address-check':
      return tried < 2 ? ['NO_LONGER', { reason: 'It fell through' }] : ['STILL_THERE'];
    case 'cas3-decision':
      return tried < 4 ? ['REFER'] : ['NOT_SUITABLE', { reason: 'No' }];
    case 'cas1-decision':
      return tried < 1
        ? ['PLACE_OFFERED', { sex: 'MALE', tier: 'A2', lastNight: addDays(today, chances.below(60)) }]
        : undefined;
    case 'urgent-housing':
      return tried < 3 ? ['NONE_FOUND'] : ['ADDRESS_FOUND', place];
    case 'moving-on':
      return tried < 2 ? ['ADDRESS_FOUND', place] : undefined;
    case 'housed-at-4-weeks':
    case 'housed-at-12-weeks':
      return tried < 3 ? ['NOT_HOUSED'] : ['HOUSED', tried === 3 ? place : {}];
    case 'first-appointment':
      return ['KEPT'];
    case 'claim-made':
      return tried < 1 ? ['NOT_CLAIMING'] : ['MADE'];
    default:
      return undefined;
  }
}

/** From tonight, the day of release, or a night to come. */
function firstNight(today: IsoDate, chances: Chances): { readonly firstNight?: IsoDate } {
  return chances.oneIn(3) ? { firstNight: addDays(today, chances.below(14)) } : {};
}

import { GATE_ITEM_NAMES, namesOfItems } from '../pathways/release/gate-items.ts';
import { sayDate } from '../law/say-date.ts';
import { later, type IsoDate } from '../law/time.ts';
import { placeForNight } from '../pathways/accommodation/places.ts';
import type { BrokenRule } from '../pathways/step-entry.ts';
import { dateInForce, type Head } from '../record/head.ts';
import type { Actor } from '../record/actor.ts';
import {
  isEarlyGround,
  type GateItem,
  type GivenRelease,
  type RecordedRelease,
} from '../record/recorded-release.ts';
import { stepKey } from '../record/step-key.ts';
import { itemSubject } from '../record/subjects.ts';
import { deskWaitedFor } from '../record/waits-for.ts';
import { answerStep } from './answer-step.ts';
import type { Journey } from './journey.ts';
import type { JourneyDraft } from './journey-draft.ts';
import { resumeJourney, rowsTouchedByHold } from './hold.ts';
import { openStep, type Opening } from './open-step.ts';
import { isOpen, type Step } from './step.ts';
import { rowsTouchedBy, type TouchedRows } from './touched-rows.ts';

/**
 * The first day on which the person may be released: the day a governor decided, else the day set by law. A proposed
 * day is for planning and authorises nothing (Offenders (Day of Release from Detention) Act 2023). Undefined while there
 * is no release date.
 */
export function authorisedFrom(
  journey: Pick<Head, 'release' | 'releaseDay' | 'decision'>,
): IsoDate | undefined {
  const { release, releaseDay, decision } = journey;
  const undecided = decision === undefined || decision.revision !== release?.revision;
  if (release !== undefined && undecided && releaseDay?.known === true && releaseDay.schemeApplies)
    return releaseDay.statutoryDate;
  return dateInForce(journey);
}

/** Why nobody may be released on a day by the date in force; undefined where they may. */
export function notAuthorised(
  journey: Pick<Head, 'release' | 'releaseDay' | 'decision' | 'releaseDateInForce'>,
  on: IsoDate,
): BrokenRule | undefined {
  const from = authorisedFrom(journey);
  if (from === undefined) {
    return {
      rule: 'no-release-date',
      explanation: `No release date is known. ${OTHERWISE}`,
    };
  }
  if (on >= from) return undefined;
  const { releaseDay, releaseDateInForce } = journey;
  const undecided =
    releaseDay?.known === true &&
    releaseDay.statutoryDate === from &&
    on >= releaseDay.earliestPermittedDate &&
    releaseDay.schemeApplies &&
    releaseDateInForce !== from;
  return undecided
    ? {
        rule: 'release-day-not-decided',
        explanation: `The governor has not decided on release on ${sayDate(releaseDateInForce)}. Until they do, nobody may be released before ${sayDate(from)}, the date set by law. ${OTHERWISE}`,
      }
    : {
        rule: 'not-before-the-release-date',
        explanation: `The release date in force is ${sayDate(from)}. ${OTHERWISE}`,
      };
}

const OTHERWISE = 'If the person has left, record the lawful ground, or that they were released in error.';

/** The checks at the gate are for a person who leaves prison by the gate with authority. */
export function needsChecks({ ground }: Pick<GivenRelease, 'ground'>): boolean {
  return ground === 'DATE_IN_FORCE' || isEarlyGround(ground);
}

/**
 * A second officer confirms a release on or before the day it is recorded for, one on another ground than the date in
 * force, and one in error. One that is recorded on a later day is past the gate, where two people could have looked.
 */
export function needsSecondOfficer(
  { ground, on }: Pick<GivenRelease, 'ground' | 'on'>,
  today: IsoDate,
): boolean {
  return ground !== 'AT_COURT' && (ground !== 'DATE_IN_FORCE' || on >= today);
}

/** Each item is in hand or missing; the first that is neither, or both. */
export function itemNotSaid({ inHand, missing }: GivenRelease): GateItem | undefined {
  const items = Object.keys(GATE_ITEM_NAMES) as GateItem[];
  return items.find((item) => inHand.includes(item) === missing.includes(item));
}

/** What a person would leave without, a sentence each: for those who record and confirm the release. */
export function missingAtRelease(
  journey: Pick<
    Journey,
    'housing' | 'releasedOn' | 'releaseDateInForce' | 'releaseDay' | 'release' | 'decision' | 'open'
  >,
  given: GivenRelease,
  today: IsoDate,
): readonly string[] {
  const undecided = authorisedFrom(journey) !== dateInForce(journey);
  return [
    ...(undecided ? ['The governor has not decided the release day.'] : []),
    ...(placeForNight({ ...journey, releasedOn: given.on }, today).kind === 'nowhere'
      ? ['No address is recorded for tonight.']
      : []),
    ...(journey.open.some(({ kind }) => kind === 'release-checklist')
      ? ['Nobody has gone through the release-day checklist.']
      : []),
    ...(given.missing.length > 0 ? [`The person leaves without: ${namesOfItems(given.missing)}.`] : []),
  ];
}

/** What recording a release may read or write. */
export function rowsTouchedByRelease(draft: JourneyDraft, given: GivenRelease): TouchedRows {
  const { journey } = draft;
  const touched = rowsTouchedBy(journey, newRow(draft), 'RELEASED', {
    details: {},
    today: draft.context.today,
  });
  const opened = [...openingsFor(given)].map(({ kind, subject }) => stepKey(journey.cycle, kind, subject));
  const held = journey.hold ? rowsTouchedByHold(journey).steps : [];
  return { ...touched, steps: [...touched.steps, newRow(draft).key, ...opened, ...held] };
}

/**
 * The person is out: work before release ends, work in the community begins, and what was missing at the gate continues
 * there. What it touches must have been loaded.
 */
export function releasePerson(
  draft: JourneyDraft,
  given: GivenRelease,
  by: { readonly recordedBy: Actor; readonly secondOfficer?: Actor },
): void {
  const { journey, context } = draft;
  const recordedRelease: RecordedRelease = {
    ...given,
    ...by,
    from: phaseBefore(journey),
    recordedAt: context.now,
  };
  if (journey.hold) resumeJourney(draft, journey.hold, later(given.on, journey.hold.since));
  draft.update({ recordedRelease, proposals: [] });
  const known = draft.step(newRow(draft).key);
  const asked = known && isOpen(known) ? known : newRow(draft);
  draft.putStep(asked);
  answerStep(draft, asked, 'RELEASED');
  for (const opening of openingsFor(given)) if (isWanted(draft, opening)) openStep(draft, opening);
}

function phaseBefore({ phase }: Journey): RecordedRelease['from'] {
  switch (phase) {
    case 'custody':
    case 'recalled':
    case 'pre-release':
    case 'release-day':
      return phase;
    default:
      return 'reception';
  }
}

/** The step that release answers, where no machine has asked it: the person left before release day. */
function newRow({ journey, context }: JourneyDraft): Step {
  return {
    key: stepKey(journey.cycle, 'release-confirmed'),
    kind: 'release-confirmed',
    cycle: journey.cycle,
    state: 'OPEN',
    waitsFor: deskWaitedFor('OMU', journey.prison),
    openedAt: context.now,
    openedOn: context.today,
    escalation: 0,
  };
}

function openingsFor({ ground, missing }: GivenRelease): readonly Opening[] {
  const items = missing.map((item): Opening =>
    item === 'medicine' ? { kind: 'missing-medicine' } : { kind: 'missing-item', subject: itemSubject(item) },
  );
  return ground === 'IN_ERROR'
    ? [{ kind: 'release-in-error' }, { kind: 'release-in-error-informed' }, ...items]
    : items;
}

/** Identity documents and an address that are still being arranged have steps of their own. */
function isWanted({ journey, context }: JourneyDraft, { subject }: Opening): boolean {
  if (subject === 'item.identity') return !journey.open.some(({ kind }) => kind === 'identity-documents');
  return subject !== 'item.keysOrAddress' || placeForNight(journey, context.today).kind !== 'nowhere';
}

import { itemsIn } from '../../domain/pathways/release/gate-items.ts';
import type { GateItem, RecordedRelease } from '../../domain/record/recorded-release.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import type { Place } from '../../domain/pathways/accommodation/data.ts';
import type { EmergencyAccess, LimitedAccess } from '../../domain/record/limited-access.ts';
import { placesOf } from '../../domain/pathways/accommodation/places.ts';
import { proposalsOf } from '../../domain/record/proposals.ts';
import type { Mentor } from '../../domain/pathways/mentors/data.ts';
import { consentsOf } from '../../domain/pathways/consent.ts';
import { isOpen } from '../../domain/journey/step.ts';
import type { Hold } from '../../domain/record/hold.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import type { Health } from '../../domain/pathways/health/data.ts';
import type { Names } from '../../domain/journey/words.ts';
import { isLive, type Referral } from '../../domain/record/referral.ts';
import { agencyOf } from '../../domain/journey/stuck-causes.ts';
import type { User } from '../../domain/access/user.ts';
import { maySeeHealth, readFor, seesSafeguarding } from '../access.ts';
import { readReferral, readStep } from '../items.ts';
import { keys, ROW_PREFIXES, stepsOfCycle } from '../keys.ts';
import { done, type Result } from '../refusal.ts';
import { readAll } from '../read-all.ts';
import type { Services } from '../services.ts';
import { answeredStepView, type AnsweredStepView } from './get-answered-step.ts';
import { agencyNames } from './agency-names.ts';
import { consentView, type ConsentView } from './consent-view.ts';
import { journeyRow, openStepView, type JourneyRow, type OpenStepView } from './journey-views.ts';
import { proposalView, type ProposalView } from './proposal-view.ts';
import { pausedFor, pausedWords } from './paused-words.ts';
import { referralView, type ReferralView } from './referral-view.ts';

/** What is recorded about housing, with every place in its newest form. */
export type HousingView = Omit<Journey['housing'], 'address' | 'places'> & {
  readonly places: readonly Place[];
};

/** One journey, as its page and the API show it. */
export interface JourneyView extends JourneyRow {
  readonly dateOfBirth: IsoDate;
  readonly sex?: Journey['sex'];
  readonly tier?: Journey['tier'];
  readonly crn?: Journey['crn'];
  readonly pnc?: Journey['pnc'];
  /** Who may see the person, where that is limited. */
  readonly limitedAccess?: LimitedAccess;
  /** Who opened the record in an emergency, and may see it until the end of a day. */
  readonly emergencyAccess?: readonly EmergencyAccess[];
  /** Steps and referrals are of this one. */
  readonly cycle: number;
  readonly sentence: Journey['sentence'];
  /** The recorded date of each type, with its source. */
  readonly dates: Journey['dates'];
  /** Which of them is the release date; absent while none is. */
  readonly release?: Journey['release'];
  /** The Friday check of that date, with its reasons in plain English. */
  readonly releaseDay?: Journey['releaseDay'];
  readonly decision?: Journey['decision'];
  /** The community officer's request for the earliest release day permitted. */
  readonly secondDayRequest?: Journey['secondDayRequest'];
  /** How the release was recorded. */
  readonly recordedRelease?: RecordedRelease;
  /** The release-day checklist, where it has been answered. */
  readonly gate: { readonly inHand: readonly GateItem[]; readonly missing: readonly GateItem[] };
  /** Changes that wait for a second officer. */
  readonly proposals: readonly ProposalView[];
  readonly consents: readonly ConsentView[];
  readonly housing: HousingView;
  readonly benefits: Journey['benefits'];
  /** Conditions, tag and first appointment, as far as they are recorded. */
  readonly licence?: NonNullable<Journey['licence']>;
  /** Contacts, missed appointments and distance travelled, the latest of each. */
  readonly supervision?: NonNullable<Journey['supervision']>;
  /** Handover, reviews, key worker and days on temporary licence. */
  readonly custody?: NonNullable<Journey['custody']>;
  /** A phone, who comes to the gate, and the last checklist before it. */
  readonly ready?: NonNullable<Journey['ready']>;
  /** Needs for support; what is noted of children only for those who may see it. */
  readonly support: NonNullable<Journey['support']>;
  /** Identity documents applied for, each with what became of it. */
  readonly documents?: NonNullable<Journey['documents']>;
  readonly debts?: NonNullable<Journey['debts']>;
  /** Absent for readers who may not see the person's health, and where nothing is recorded. */
  readonly health?: Health;
  /** What helps the person, where they agree that staff may know it. */
  readonly whatHelps?: string;
  readonly mentors: readonly Mentor[];
  readonly steps: readonly OpenStepView[];
  /** The latest answer first. */
  readonly answered: readonly AnsweredStepView[];
  readonly referrals: readonly ReferralView[];
  /** The recall that the current cycle began with. */
  readonly recall?: Journey['recall'];
  readonly earlierCycles?: Journey['earlierCycles'];
  readonly factCount: number;
  readonly startedAt: string;
  readonly updatedAt: string;
  readonly closed?: Journey['closed'];
  readonly death?: Journey['death'];
  readonly hold?: Omit<Hold, 'event'>;
  readonly mergedInto?: Journey['mergedInto'];
  readonly mergedRecords?: Journey['mergedRecords'];
}

/**
 * A journey with its open steps (soonest deadline first), the answered ones and its referrals.
 *
 * @returns NOT_FOUND; NOT_PERMITTED with the reason of the access rules.
 */
export async function getJourney(services: Services, user: User, id: string): Promise<Result<JourneyView>> {
  const found = await readFor(services, user, id);
  return found.ok ? done(await journeyViewOf(services, user, found.value)) : found;
}

/**
 * The journey whose head has been read, for a user who may read it.
 * @param namesKnown names of agencies that need not be read.
 */
export async function journeyViewOf(
  services: Services,
  user: User,
  { journey, today }: { readonly journey: Journey; readonly today: IsoDate },
  namesKnown: Names = {},
): Promise<JourneyView> {
  const { pk } = keys.journey(journey.id);
  const [stepRows, known, paused, names] = await Promise.all([
    // Of the current cycle only, so that a page costs the same whatever came before.
    readAll(services.table, pk, stepsOfCycle(journey.cycle)),
    referralsOf(services, journey),
    pausedFor(services, journey),
    agencyNames(
      services,
      [...journey.referrals, ...consentsOf(journey)].flatMap(({ agencyId }) => agencyId ?? []),
      namesKnown,
    ),
  ]);
  const allSteps = stepRows.map(readStep);
  const steps = allSteps
    .filter(isOpen)
    .flatMap((step) => openStepView(step, journey, user, today, services, names, known) ?? [])
    .map((step) => ({ ...step, ...pausedWords(agencyOf(step, journey), paused, names) }))
    .sort((a, b) => ((a.dueOn ?? '9999') < (b.dueOn ?? '9999') ? -1 : 1));
  const referrals = known
    .toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
    .map((referral) => ({
      ...referralView(referral, names, today, services.law),
      ...(isLive(referral) && pausedWords(referral.agencyId, paused, names)),
    }));
  const answered = allSteps
    .flatMap((step) => answeredStepView(step, journey, services.law) ?? [])
    .sort((a, b) => (a.at < b.at ? 1 : -1));
  const checklist = allSteps.find(({ kind, state }) => kind === 'release-checklist' && state === 'DONE');
  const proposals = proposalsOf(journey).map((each) => proposalView(each, journey, user, today));
  const row = journeyRow(journey, today, services);
  return {
    ...viewOf(row, journey, steps, referrals, proposals),
    ...healthView(user, journey, today),
    ...(journey.documents && { documents: journey.documents }),
    ...(journey.debts && { debts: journey.debts }),
    consents: consentsOf(journey).map((consent) => consentView(consent, names)),
    support: supportView(journey, seesSafeguarding(user, journey, today)),
    answered,
    gate: {
      inHand: itemsIn(checklist?.details ?? {}, 'IN_HAND'),
      missing: itemsIn(checklist?.details ?? {}, 'MISSING'),
    },
  };
}

/** The referrals of the current cycle, in one query. It finds those of earlier cycles too, which are few and small. */
async function referralsOf({ table }: Services, journey: Journey): Promise<readonly Referral[]> {
  if (journey.referrals.length === 0) return [];
  const current = new Set(journey.referrals.map(({ id }) => id));
  const rows = await readAll(table, keys.journey(journey.id).pk, ROW_PREFIXES.referral);
  return rows.map(readReferral).filter(({ id }) => current.has(id));
}

function viewOf(
  row: JourneyRow,
  journey: Journey,
  steps: readonly OpenStepView[],
  referrals: readonly ReferralView[],
  proposals: readonly ProposalView[],
): Omit<JourneyView, 'gate' | 'answered' | 'consents' | 'support'> {
  return {
    ...row,
    dateOfBirth: journey.dateOfBirth,
    ...(journey.sex && { sex: journey.sex }),
    ...(journey.tier && { tier: journey.tier }),
    ...(journey.crn !== undefined && { crn: journey.crn }),
    ...(journey.pnc !== undefined && { pnc: journey.pnc }),
    ...(journey.emergencyAccess && { emergencyAccess: journey.emergencyAccess }),
    ...(journey.limitedAccess && { limitedAccess: journey.limitedAccess }),
    cycle: journey.cycle,
    sentence: journey.sentence,
    dates: journey.dates,
    proposals,
    housing: housingView(journey.housing),
    benefits: journey.benefits,
    ...(journey.licence && { licence: journey.licence }),
    ...(journey.custody && { custody: journey.custody }),
    mentors: journey.mentors ?? [],
    ...(journey.ready && { ready: journey.ready }),
    ...(journey.supervision && { supervision: journey.supervision }),
    steps,
    referrals,
    factCount: journey.facts.count,
    startedAt: journey.startedAt,
    updatedAt: journey.updatedAt,
    ...(journey.release && { release: journey.release }),
    ...(journey.releaseDay && { releaseDay: journey.releaseDay }),
    ...(journey.decision && { decision: journey.decision }),
    ...(journey.secondDayRequest && { secondDayRequest: journey.secondDayRequest }),
    ...(journey.recordedRelease && { recordedRelease: journey.recordedRelease }),
    ...(journey.recall && { recall: journey.recall }),
    ...(journey.earlierCycles && { earlierCycles: journey.earlierCycles }),
    ...(journey.closed && { closed: journey.closed }),
    ...(journey.hold && { hold: withoutEvent(journey.hold) }),
    ...(journey.death && { death: journey.death }),
    ...(journey.mergedInto && { mergedInto: journey.mergedInto }),
    ...(journey.mergedRecords && { mergedRecords: journey.mergedRecords }),
  };
}

function healthView(user: User, journey: Journey, today: IsoDate): Pick<JourneyView, 'health' | 'whatHelps'> {
  const { health } = journey;
  const { staffMayKnow, text } = health?.whatHelps ?? {};
  return {
    ...(health && maySeeHealth(user, journey, today) && { health }),
    ...(staffMayKnow === true && text !== undefined && { whatHelps: text }),
  };
}

function housingView({ address, places, ...housing }: Journey['housing']): HousingView {
  const all = { ...(address && { address }), ...(places && { places }) };
  return { ...housing, places: placesOf(all) };
}

function withoutEvent({ event: _event, ...hold }: Hold): Omit<Hold, 'event'> {
  return hold;
}

function supportView({ support }: Journey, withChildren: boolean): JourneyView['support'] {
  const { safeguarding, ...shown } = support ?? {};
  return { ...shown, ...(withChildren && safeguarding && { safeguarding }) };
}

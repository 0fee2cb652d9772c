import prisons from '../../data/prisons.json' with { type: 'json' };
import { isInWales } from '../pathways/accommodation/country.ts';
import { stepEntry } from '../pathways/catalogue.ts';
import { withdraw } from '../pathways/referrals/moves.ts';
import { stepKey } from '../record/step-key.ts';
import { settleStep } from './answer-step.ts';
import type { JourneyDraft } from './journey-draft.ts';
import type { IsoInstant } from '../law/time.ts';
import { openStep } from './open-step.ts';
import { recountStep } from './recount.ts';
import { checkAgain } from './sentence-dates.ts';
import { isOpen, type Step } from './step.ts';

export interface GivenTransfer {
  readonly prison: string;
  /** The probation region, where it changes too. */
  readonly region?: string;
  /** When it happened, where that is not now. */
  readonly at?: IsoInstant;
}

const PRISONS = new Set(prisons.prisons.map(({ id }) => id));
const REGIONS = new Set(prisons.regions.map(({ id }) => id));

export function knownPrisons(): readonly string[] {
  return [...PRISONS];
}

export function isKnownPrison(id: string): boolean {
  return PRISONS.has(id);
}

export function isKnownRegion(id: string): boolean {
  return REGIONS.has(id);
}

/**
 * The person goes to another prison: its desks and governor are asked in place of the old ones, a prison offender
 * manager is to be named there, and a decision on the release day is asked for again. Where the country changes, the rules
 * of the other country for help with housing count from now on.
 * @param steps every step of the journey, all loaded; so must its live referrals be.
 * @returns whether what runs the journey must start again, because other questions are to be asked.
 */
export function transferPerson(draft: JourneyDraft, given: GivenTransfer, steps: readonly Step[]): boolean {
  const before = draft.journey;
  const { pom, ...others } = before.officers;
  const { prison, region = before.region, at = draft.context.now } = given;
  draft.update({ prison, region, transferredAt: at, ...(prison !== before.prison && { officers: others }) });
  draft.record('transferred', {
    from: before.prison,
    to: prison,
    ...(region !== before.region && { fromRegion: before.region, toRegion: region }),
  });
  if (prison !== before.prison) {
    checkAgain(draft);
    if (pom !== undefined) askForOfficers(draft);
  }
  const otherCountry = isInWales(before) !== isInWales(draft.journey);
  if (otherCountry) followOtherCountry(draft, steps);
  for (const step of draft.openSteps()) recountStep(draft, step);
  return otherCountry;
}

function askForOfficers(draft: JourneyDraft): void {
  draft.askAgainLater(stepKey(draft.journey.cycle, 'allocate-officers'));
  openStep(draft, { kind: 'allocate-officers' });
}

function followOtherCountry(draft: JourneyDraft, steps: readonly Step[]): void {
  const inWales = isInWales(draft.journey);
  for (const referral of draft.liveReferrals()) {
    if (inWales && referral.service === 'DTR') withdraw(draft, referral, 'INCORRECT_LOCAL_AUTHORITY');
  }
  for (const { key, kind, cycle } of steps) {
    if (cycle !== draft.journey.cycle || stepEntry(kind).pathway !== 'accommodation') continue;
    const step = draft.step(key);
    if (step === undefined) continue;
    if (isOpen(step)) settleStep(draft, key);
    else if (step.outcome === 'NOT_NEEDED') draft.askAgainLater(key);
  }
  // The machine that would ask for it has passed the window already.
  const windowOpened = steps.some(
    ({ kind, cycle, state }) => cycle === draft.journey.cycle && kind === 'dtr-window' && state === 'DONE',
  );
  if (inWales && windowOpened) openStep(draft, { kind: 'welsh-application' });
}
